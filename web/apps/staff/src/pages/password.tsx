import { ApiError } from "@motcua/api-client";
import { Button } from "@mantine/core";
import { Field } from "@motcua/kit";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";

import { useOfficer } from "../officer";
import { api, messageOf, queries, sessionQuery } from "../services";

const shortest = 12;

export function Password() {
  const [typed, setTyped] = useState({ old: "", next: "", again: "" });
  const [tried, setTried] = useState(false);
  const officer = useOfficer();
  const navigate = useNavigate();
  useEffect(() => {
    document.title = "Đổi mật khẩu – Một Cửa";
  }, []);
  const changing = useMutation({ mutationFn: () => api.changePassword(typed.old, typed.next), onSuccess: async () => {
    setTyped({ old: "", next: "", again: "" });
    setTried(false);
    if (!officer.must_change_password) return;
    // Only now the officer has the permissions of the roles.
    await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
    await navigate({ to: "/" });
  } });
  const refused = (field: string) => (changing.error instanceof ApiError ? changing.error.problem?.fields?.find((f) => f.field === field)?.message : undefined);
  const errors = {
    old: tried && !typed.old ? "Chưa nhập mật khẩu hiện tại." : refused("old_password"),
    next: tried && typed.next.length < shortest ? `Mật khẩu mới cần ít nhất ${shortest} ký tự.` : refused("new_password"),
    again: tried && typed.again !== typed.next ? "Hai lần nhập chưa giống nhau." : undefined,
  };
  const isRight = typed.old && typed.next.length >= shortest && typed.again === typed.next;
  const input = (id: keyof typeof typed, label: string, autoComplete: string, hint?: string) => (
    <Field id={id} label={label} error={errors[id]} hint={hint}>
      <input className="input" id={id} type="password" autoComplete={autoComplete} value={typed[id]} aria-invalid={errors[id] ? true : undefined}
        aria-describedby={[hint && `${id}-hint`, errors[id] && `${id}-error`].filter(Boolean).join(" ") || undefined} onChange={(e) => setTyped({ ...typed, [id]: e.currentTarget.value })} />
    </Field>
  );
  return (
    <div className="narrow">
      <h1>Đổi mật khẩu</h1>
      {officer.must_change_password && <p className="notice notice-plain">Mật khẩu này do người khác đặt. Xin đổi trước khi làm việc.</p>}
      {changing.isSuccess && !tried && <p className="notice notice-good" role="status">Đã đổi mật khẩu.</p>}
      {changing.error && !refused("old_password") && !refused("new_password") && <p className="notice notice-bad" role="alert"><strong>{messageOf(changing.error)}</strong></p>}
      <form noValidate onSubmit={(e) => {
        e.preventDefault();
        setTried(true);
        if (isRight) changing.mutate();
      }}>
        {input("old", "Mật khẩu hiện tại", "current-password")}
        {input("next", "Mật khẩu mới", "new-password", `Ít nhất ${shortest} ký tự; một câu dễ nhớ là tốt nhất.`)}
        {input("again", "Nhập lại mật khẩu mới", "new-password")}
        <Button type="submit" loading={changing.isPending}>Đổi mật khẩu</Button>
      </form>
    </div>
  );
}
