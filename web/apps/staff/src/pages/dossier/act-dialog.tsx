import { ApiError } from "@motcua/api-client";
import { Button, Modal } from "@mantine/core";
import { DateText, Field } from "@motcua/kit";
import { inSentence, isDay } from "@motcua/text";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { agenciesQuery, api, dossierQuery, messageOf, queries, type DossierView } from "../../services";
import { bodyOf, wordsFor, type ActField, type ActValues } from "./acts";

interface Props {
  act: string;
  dossier: DossierView;
  onClose(): void;
}

function faultOf(field: ActField, value: string): string | undefined {
  if (!value.trim()) return field.required ? `Chưa nhập ${inSentence(field.label)}.` : undefined;
  if (field.kind === "day" && !isDay(value)) return "Nhập ngày, ví dụ 01/12/2026.";
  if (field.kind === "number" && !/^[1-9]\d{0,2}$/.test(value.trim())) return "Nhập số từ 1 đến 999.";
  return undefined;
}

/** One act on a dossier. What was typed survives a refusal and a reload of the dossier. */
export function ActDialog({ act, dossier, onClose }: Props) {
  const words = wordsFor(act);
  const [values, setValues] = useState<ActValues>({});
  const [tried, setTried] = useState(false);
  const [reloaded, setReloaded] = useState(false);
  const doing = useMutation({
    mutationFn: () => api.act(dossier.code, act, { version: dossier.version, ...bodyOf(words.fields, values) }),
    onSuccess: (changed) => {
      queries.setQueryData(dossierQuery(dossier.code).queryKey, changed);
      void queries.invalidateQueries({ queryKey: ["dossiers"] });
      onClose();
    },
  });
  const refused = doing.error instanceof ApiError ? doing.error : undefined;
  const isChanged = refused?.code === "dossier_changed";
  const offer = dossier.acts.find((item) => item.act === act);
  const isRefusedNow = offer?.allowed === false;
  const errorOf = (field: ActField) => (tried ? faultOf(field, values[field.name] ?? "") : undefined) ?? refused?.problem?.fields?.find((f) => f.field === field.name)?.message;
  const reload = async () => {
    await queries.invalidateQueries({ queryKey: dossierQuery(dossier.code).queryKey });
    doing.reset();
    setReloaded(true);
  };
  const send = () => {
    setTried(true);
    setReloaded(false);
    if (words.fields.every((field) => !faultOf(field, values[field.name] ?? ""))) doing.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={words.name}>
      {words.about && <p className="quiet">{words.about}</p>}
      {isChanged && <Changed onReload={() => void reload()} />}
      {reloaded && !isRefusedNow && <p className="notice notice-plain" role="status">Đã tải lại hồ sơ. Nội dung bạn nhập vẫn còn; xem lại rồi bấm “{words.name}” nếu vẫn đúng.</p>}
      {isRefusedNow && <p className="notice notice-warn" role="alert">Việc này không còn làm được: {offer.refusal}</p>}
      {doing.error && !isChanged && <p className="notice notice-bad" role="alert"><strong>{messageOf(doing.error)}</strong></p>}
      {words.fields.map((field, i) => (
        <ActInput key={field.name} field={field} isFirst={i === 0} error={errorOf(field)} value={values[field.name] ?? ""} onChange={(value) => setValues({ ...values, [field.name]: value })} />
      ))}
      <div className="dialog-actions">
        <Button variant="default" onClick={onClose}>Đóng</Button>
        <Button color={words.tone === "grave" ? "red.9" : undefined} loading={doing.isPending} disabled={isChanged || isRefusedNow} onClick={send}>{words.name}</Button>
      </div>
    </Modal>
  );
}

function Changed({ onReload }: { onReload(): void }) {
  return (
    <div className="notice notice-warn" role="alert">
      <p><strong>Hồ sơ vừa được người khác thay đổi, nên việc này chưa được thực hiện.</strong></p>
      <p>Tải lại để xem thay đổi. Nội dung bạn đã nhập không mất.</p>
      <Button size="xs" onClick={onReload}>Tải lại hồ sơ</Button>
    </div>
  );
}

interface InputProps {
  field: ActField;
  isFirst: boolean;
  error?: string;
  value: string;
  onChange(value: string): void;
}

function ActInput({ field, isFirst, error, value, onChange }: InputProps) {
  const id = `viec-${field.name}`;
  const box = { id, label: field.label, hint: field.hint, error, optional: !field.required };
  const aria = {
    id, value, "aria-invalid": error ? (true as const) : undefined, "data-autofocus": isFirst || undefined,
    "aria-describedby": [field.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined,
  };
  if (field.kind === "day") return <DateText {...box} value={value} onChange={onChange} />;
  if (field.kind === "agency") return <Field {...box}><AgencyChoice aria={aria} onChange={onChange} /></Field>;
  if (field.kind === "long_text" || field.kind === "lines") {
    return <Field {...box}><textarea className="input" rows={field.kind === "lines" ? 4 : 3} {...aria} onChange={(e) => onChange(e.currentTarget.value)} /></Field>;
  }
  return <Field {...box}><input className={`input ${field.kind === "number" ? "input-short" : ""}`} inputMode={field.kind === "number" ? "numeric" : undefined} autoComplete="off" {...aria} onChange={(e) => onChange(e.currentTarget.value)} /></Field>;
}

function AgencyChoice({ aria, onChange }: { aria: { id: string; value: string }; onChange(value: string): void }) {
  const agencies = useQuery(agenciesQuery).data?.items ?? [];
  return (
    <select className="input" {...aria} onChange={(e) => onChange(e.currentTarget.value)}>
      <option value="">Chọn cơ quan…</option>
      {agencies.map((agency) => <option key={agency.code} value={agency.code}>{agency.name}</option>)}
    </select>
  );
}
