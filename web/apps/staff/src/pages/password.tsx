import { useEffect, useState } from "react";

import { PasswordForm } from "../parts/password-form";

export function Password() {
  const [isDone, setDone] = useState(false);
  useTitle();
  return (
    <div className="narrow">
      <h1>Đổi mật khẩu</h1>
      {isDone && <p className="notice notice-good" role="status">Đã đổi mật khẩu.</p>}
      <PasswordForm onTry={() => setDone(false)} onDone={() => setDone(true)} />
    </div>
  );
}

/** In the place of every page, while the password is one that somebody else has set. */
export function PasswordFirst({ onDone }: { onDone: () => void }) {
  useTitle();
  return (
    <div className="narrow">
      <h1>Đổi mật khẩu</h1>
      <PasswordForm isFirst onDone={onDone} />
    </div>
  );
}

function useTitle() {
  useEffect(() => {
    document.title = "Đổi mật khẩu – Một Cửa";
  }, []);
}
