import { Button } from "@mantine/core";
import { Field } from "@motcua/kit";
import { useMutation } from "@tanstack/react-query";
import { useNavigate, useRouter, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";

import door from "../door.svg";
import { api, messageOf, queries, sessionQuery } from "../services";

export function SignIn() {
  const { tiep } = useSearch({ from: "/dang-nhap" });
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const navigate = useNavigate();
  const router = useRouter();
  useEffect(() => {
    document.title = "Đăng nhập – Một Cửa";
  }, []);
  const signing = useMutation({
    mutationFn: () => api.signIn(username.trim(), password),
    onSuccess: async (session) => {
      queries.clear();
      queries.setQueryData(sessionQuery.queryKey, session);
      if (tiep?.startsWith("/noi-bo/")) router.history.push(tiep);
      else await navigate({ to: "/" });
    },
  });
  return (
    <main className="sign-in">
      <form className="panel" noValidate onSubmit={(e) => {
        e.preventDefault();
        if (!signing.isPending) signing.mutate();
      }}>
        <img src={door} alt="" width="48" height="48" />
        <h1>Một Cửa</h1>
        <p className="quiet">Dành cho cán bộ, công chức Trung tâm Phục vụ hành chính công.</p>
        {tiep && !signing.error && <p className="notice notice-plain">Mời đăng nhập để tiếp tục.</p>}
        {signing.error && <p className="notice notice-bad" role="alert"><strong>{messageOf(signing.error)}</strong></p>}
        <Field id="ten" label="Tên đăng nhập">
          <input className="input" id="ten" autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus value={username} onChange={(e) => setUsername(e.currentTarget.value)} />
        </Field>
        <Field id="mat-khau" label="Mật khẩu">
          <input className="input" id="mat-khau" type="password" autoComplete="current-password" value={password} onChange={(e) => setPassword(e.currentTarget.value)} />
        </Field>
        <Button type="submit" fullWidth loading={signing.isPending}>Đăng nhập</Button>
      </form>
    </main>
  );
}
