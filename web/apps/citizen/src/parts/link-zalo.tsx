import { describedBy, Field } from "@motcua/kit";
import { say, timeText } from "@motcua/text";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { api, messageOf, platform } from "../services";

/** Ties the account of Zalo to the identity: the code is shown where one has proven who one is, and typed in Zalo. */
export function LinkZalo() {
  return platform.kind === "web" ? <ShowCode /> : <TypeCode />;
}

function ShowCode() {
  const making = useMutation({ mutationFn: () => api.linkCode() });
  return (
    <details className="fold">
      <summary>{say("Dùng trong Zalo")}</summary>
      <div>
        {making.error && <p className="field-error" role="alert">{messageOf(making.error)}</p>}
        {making.data ? <div role="status"><p className="code-shown">{making.data.code.replace(/(.{4})(?=.)/g, "$1 ")}</p><p>{say("Gõ mã này trong Mini App trên Zalo trước {time}.", { time: timeText(making.data.expires_at) })}</p></div>
          : <button type="button" className="button button-quiet" onClick={() => making.mutate()}>{say("Lấy mã để nối với Zalo")}</button>}
      </div>
    </details>
  );
}

function TypeCode() {
  const [typed, setTyped] = useState("");
  const queries = useQueryClient();
  const linking = useMutation({ mutationFn: () => api.link(typed.replace(/\s/g, "").toUpperCase()), onSuccess: ({ citizen }) => queries.setQueryData(["citizen"], citizen) });
  const hint = say("Mở trang này trên trình duyệt, đăng nhập, chọn “Dùng trong Zalo” để lấy mã.");
  const error = linking.error ? messageOf(linking.error) : undefined;
  return (
    <form className="card" noValidate onSubmit={(e) => {
      e.preventDefault();
      linking.mutate();
    }}>
      <h2>{say("Nối với tài khoản định danh")}</h2>
      <Field id="ma-noi" label={say("Mã nối")} hint={hint} error={error}>
        <input className="input code-input" id="ma-noi" autoComplete="one-time-code" autoCapitalize="characters" maxLength={10} value={typed} aria-invalid={error ? true : undefined} aria-describedby={describedBy("ma-noi", hint, error)} onInput={(e) => setTyped(e.currentTarget.value)} />
      </Field>
      <button type="submit" className="button">{say("Nối")}</button>
    </form>
  );
}
