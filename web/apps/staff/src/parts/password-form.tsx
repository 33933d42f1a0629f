import { ApiError } from "@motcua/api-client";
import { Button } from "@mantine/core";
import { Field } from "@motcua/kit";
import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";

import { useOfficer } from "../officer";
import { api, messageOf } from "../services";

const shortest = 12;

interface Props {
  /** The password is one that somebody else has set: nothing goes on without a new one. */
  isFirst?: boolean;
  onTry?: () => void;
  onDone: () => void;
  onLeave?: () => void;
}

/** The old password, and the new one twice. */
export function PasswordForm({ isFirst, onTry, onDone, onLeave }: Props) {
  const officer = useOfficer();
  const own = useId();
  const [typed, setTyped] = useState({ old: "", next: "", again: "" });
  const [tried, setTried] = useState(false);
  const changing = useMutation({ mutationFn: () => api.changePassword(typed.old, typed.next), onSuccess: () => {
    setTyped({ old: "", next: "", again: "" });
    setTried(false);
    onDone();
  } });
  const refused = (field: string) => (changing.error instanceof ApiError ? changing.error.problem?.fields?.find((f) => f.field === field)?.message : undefined);
  const errors = {
    old: tried && !typed.old ? "Chưa nhập mật khẩu hiện tại." : refused("old_password"),
    next: tried && typed.next.length < shortest ? `Mật khẩu mới cần ít nhất ${shortest} ký tự.` : refused("new_password"),
    again: tried && typed.again !== typed.next ? "Hai lần nhập chưa giống nhau." : undefined,
  };
  const isRight = typed.old && typed.next.length >= shortest && typed.again === typed.next;
  const input = (name: keyof typeof typed, label: string, autoComplete: string, hint?: string) => {
    const id = `${own}-${name}`;
    const isBeginning = isFirst && name === "old";
    return (
      <Field id={id} label={label} error={errors[name]} hint={hint}>
        <input className="input" id={id} type="password" autoComplete={autoComplete} value={typed[name]} autoFocus={isBeginning} aria-invalid={errors[name] ? true : undefined}
          aria-describedby={[isBeginning && `${own}-why`, hint && `${id}-hint`, errors[name] && `${id}-error`].filter(Boolean).join(" ") || undefined}
          onChange={(e) => setTyped({ ...typed, [name]: e.currentTarget.value })} />
      </Field>
    );
  };
  return (
    <>
      {isFirst && <p className="notice notice-plain" id={`${own}-why`}>Mật khẩu này do người khác đặt. Xin đặt mật khẩu mới mà chỉ ông, bà biết rồi làm việc tiếp.</p>}
      {changing.error && !refused("old_password") && !refused("new_password") && <p className="notice notice-bad" role="alert"><strong>{messageOf(changing.error)}</strong></p>}
      <form noValidate onSubmit={(e) => {
        e.preventDefault();
        setTried(true);
        onTry?.();
        if (isRight && !changing.isPending) changing.mutate();
      }}>
        <input type="hidden" name="username" autoComplete="username" value={officer.username} />
        {input("old", "Mật khẩu hiện tại", "current-password")}
        {input("next", "Mật khẩu mới", "new-password", `Ít nhất ${shortest} ký tự; một câu dễ nhớ là tốt nhất.`)}
        {input("again", "Nhập lại mật khẩu mới", "new-password")}
        <div className={onLeave && "dialog-actions"}>
          {onLeave && <Button variant="default" onClick={onLeave}>Đăng xuất</Button>}
          <Button type="submit" loading={changing.isPending}>Đổi mật khẩu</Button>
        </div>
      </form>
    </>
  );
}
