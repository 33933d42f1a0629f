import { ApiError } from "@motcua/api-client";
import { Button } from "@mantine/core";
import { Combobox, Field } from "@motcua/kit";
import { matchesWords } from "@motcua/text";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { Dialog } from "../../parts/dialog";
import { agenciesQuery, messageOf, queries } from "../../services";
import { admin, type OfficerView, type RoleAt } from "./questions";

/** One account: who it is, where, with which roles; a new password when it was forgotten. */
export function OfficerDialog({ officer, onClose }: { officer?: OfficerView; onClose(): void }) {
  const [username, setUsername] = useState("");
  const [name, setName] = useState(officer?.full_name ?? "");
  const [title, setTitle] = useState(officer?.title ?? "");
  const [agency, setAgency] = useState(officer?.agency_code ?? "");
  const [password, setPassword] = useState("");
  const [isActive, setActive] = useState(officer?.active ?? true);
  const before = useQuery({ queryKey: ["roles-of", officer?.username], queryFn: () => admin.rolesOf(officer!.username), enabled: Boolean(officer), gcTime: 0 }).data?.items;
  const [chosen, setRoles] = useState<RoleAt[]>();
  const roles = chosen ?? before ?? [];
  const saving = useMutation({
    mutationFn: () => (officer
      ? admin.changeOfficer(officer.username, { version: officer.version, full_name: name.trim(), title: title.trim(), active: isActive, password: password || undefined, roles: chosen })
      : admin.createOfficer({ username: username.trim(), full_name: name.trim(), title: title.trim(), agency_code: agency, password, roles })),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["officers"] });
      onClose();
    },
  });
  const fields = saving.error instanceof ApiError ? (saving.error.problem?.fields ?? []) : [];
  const said = (field: string) => fields.find((one) => one.field === field)?.message;
  const text = (id: string, label: string, value: string, change: (value: string) => void, error?: string, hint?: string) => (
    <Field id={id} label={label} error={error} hint={hint}><input className="input" id={id} autoComplete="off" spellCheck={false} value={value} onChange={(e) => change(e.currentTarget.value)} /></Field>
  );
  return (
    <Dialog title={officer ? officer.full_name : "Thêm cán bộ"} onClose={onClose}>
      <form noValidate onSubmit={(e) => {
        e.preventDefault();
        saving.mutate();
      }}>
        {saving.error && fields.length === 0 && <p className="notice notice-bad" role="alert"><strong>{messageOf(saving.error)}</strong></p>}
        {!officer && text("cb-ten", "Tên đăng nhập", username, setUsername, said("username"))}
        <div className="pair">
          {text("cb-ho-ten", "Họ và tên", name, setName, said("full_name"))}
          {text("cb-chuc-danh", "Chức danh", title, setTitle, said("title"))}
        </div>
        {!officer && <Field id="cb-co-quan" label="Cơ quan" error={said("agency_code")}><AgencyBox id="cb-co-quan" chosen={agency} onChoose={setAgency} /></Field>}
        {text("cb-mat-khau", officer ? "Đặt lại mật khẩu" : "Mật khẩu ban đầu", password, setPassword, said("password"), officer ? "Để trống nếu không đổi. Lần đăng nhập sau phải đổi." : "Lần đăng nhập đầu phải đổi.")}
        <Roles roles={roles} onChange={setRoles} error={said("roles")} />
        {officer && (
          <label className="choice"><input type="checkbox" checked={isActive} onChange={(e) => setActive(e.currentTarget.checked)} /> Tài khoản được dùng</label>
        )}
        <div className="dialog-actions">
          <Button variant="default" onClick={onClose}>Đóng</Button>
          <Button type="submit" loading={saving.isPending}>{officer ? "Lưu" : "Tạo tài khoản"}</Button>
        </div>
      </form>
    </Dialog>
  );
}

function Roles({ roles, onChange, error }: { roles: RoleAt[]; onChange(roles: RoleAt[]): void; error?: string }) {
  const kinds = useQuery({ queryKey: ["role-kinds"], queryFn: admin.roleKinds, staleTime: Infinity }).data?.items ?? [];
  const agencies = useQuery(agenciesQuery).data?.items ?? [];
  const [role, setRole] = useState("");
  const [agency, setAgency] = useState("");
  return (
    <fieldset className="field">
      <legend className="field-label">Vai trò</legend>
      {error && <p className="field-error">{error}</p>}
      <ul className="plain-list">
        {roles.map((one) => (
          <li key={`${one.agency_code} ${one.role}`}>
            <strong>{kinds.find((kind) => kind.code === one.role)?.name ?? one.role}</strong> tại {agencies.find((place) => place.code === one.agency_code)?.name ?? one.agency_code}{" "}
            <button type="button" className="button-link" onClick={() => onChange(roles.filter((other) => other !== one))}>Bỏ<span className="visually-hidden"> vai trò {one.role}</span></button>
          </li>
        ))}
      </ul>
      <div className="pair">
        <select className="input" aria-label="Vai trò thêm" value={role} onChange={(e) => setRole(e.currentTarget.value)}>
          <option value="">Chọn vai trò…</option>
          {kinds.map((kind) => <option key={kind.code} value={kind.code}>{kind.name}</option>)}
        </select>
        <AgencyBox id="vai-tro-tai" label="Tại cơ quan" chosen={agency} onChoose={setAgency} />
      </div>
      <Button size="compact-sm" variant="default" disabled={!role || !agency} onClick={() => {
        onChange([...roles.filter((one) => one.role !== role || one.agency_code !== agency), { role, agency_code: agency }]);
        setRole("");
      }}>Thêm vai trò</Button>
    </fieldset>
  );
}

interface BoxProps {
  id: string;
  label?: string;
  chosen: string;
  onChoose(code: string): void;
}

/** Any agency of the city, by its name. */
function AgencyBox({ id, label, chosen, onChoose }: BoxProps) {
  const agencies = useQuery(agenciesQuery).data?.items ?? [];
  const nameOf = (code: string) => agencies.find((one) => one.code === code)?.name ?? code;
  return (
    <Combobox id={id} label={label} placeholder="Gõ tên cơ quan" chosenText={chosen && nameOf(chosen)} emptyText="Không có cơ quan này." find={(q) => agencies.filter((one) => matchesWords(`${one.name} ${one.code}`, q)).slice(0, 12)}
      keyOf={(one) => one.code} textOf={(one) => one.name} onChoose={(one) => onChoose(one?.code ?? "")}
      render={(one) => <>{one.name}{one.kind === "division" && <small> · {nameOf(one.unit_code)}</small>}</>} />
  );
}
