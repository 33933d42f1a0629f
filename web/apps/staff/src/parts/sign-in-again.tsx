import { Button, Modal } from "@mantine/core";
import { Field } from "@motcua/kit";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import { useOfficer } from "../officer";
import { api, messageOf, queries, sessionQuery } from "../services";
import { PasswordForm } from "./password-form";
import { endWaiting } from "./session";

/** Over whatever is open: the same officer signs in and goes on where the work stopped. */
export function SignInAgain() {
  const officer = useOfficer();
  const [password, setPassword] = useState("");
  /** Signed in with a password that somebody else has set: what waits goes on after its change. */
  const [mustChange, setMustChange] = useState(false);
  const signing = useMutation({
    mutationFn: () => api.signIn(officer.username, password),
    onSuccess: (session) => {
      queries.setQueryData(sessionQuery.queryKey, session);
      if (session.officer.must_change_password) setMustChange(true);
      else goOn();
    },
  });
  const goOn = () => {
    endWaiting(true);
    void queries.invalidateQueries({ predicate: (query) => query.state.status === "error" });
  };
  const leave = async () => {
    await api.signOut().catch(() => undefined);
    endWaiting(false);
  };
  return (
    <Modal.Root opened onClose={() => {}} closeOnEscape={false} closeOnClickOutside={false} centered size="sm" zIndex={400} transitionProps={{ duration: 0 }}>
      <Modal.Overlay />
      <Modal.Content className="dialog">
        <div className="dialog-head"><Modal.Title>{mustChange ? "Đổi mật khẩu" : "Phiên làm việc đã hết"}</Modal.Title></div>
        <Modal.Body>
          {mustChange ? (
            <PasswordForm isFirst onDone={() => {
              queries.removeQueries({ queryKey: sessionQuery.queryKey });
              goOn();
            }} onLeave={() => void leave()} />
          ) : (
            <form noValidate onSubmit={(e) => {
              e.preventDefault();
              if (!signing.isPending) signing.mutate();
            }}>
              <p>Nhập mật khẩu để làm tiếp. Nội dung đang nhập vẫn còn nguyên.</p>
              {signing.error && <p className="notice notice-bad" role="alert"><strong>{messageOf(signing.error)}</strong></p>}
              <p><strong>{officer.name}</strong> <span className="quiet">{officer.username}</span></p>
              <input type="hidden" name="username" autoComplete="username" value={officer.username} />
              <Field id="mat-khau-lai" label="Mật khẩu">
                <input className="input" id="mat-khau-lai" type="password" autoComplete="current-password" data-autofocus value={password} onChange={(e) => setPassword(e.currentTarget.value)} />
              </Field>
              <div className="dialog-actions">
                <Button variant="default" onClick={() => endWaiting(false)}>Người khác đăng nhập</Button>
                <Button type="submit" loading={signing.isPending}>Đăng nhập</Button>
              </div>
            </form>
          )}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
