import { describedBy, Field as FieldBox, Fieldset, FilePicker } from "@motcua/kit";
import { numberText, parseDong, say } from "@motcua/text";
import { useState, type InputHTMLAttributes } from "react";

import { useFormServices } from "./services";
import type { Field, Json } from "./types";

export interface InputProps {
  field: Field;
  id: string;
  error?: string;
  value: Json | undefined;
  onChange(value: Json | undefined): void;
}

const attributes: Partial<Record<Field["type"], InputHTMLAttributes<HTMLInputElement>>> = {
  personal_id: { inputMode: "numeric", maxLength: 15, autoComplete: "off", className: "input input-medium" },
  phone: { type: "tel", inputMode: "tel", autoComplete: "off", className: "input input-medium" },
  email: { type: "email", inputMode: "email", autoComplete: "off" },
  name: { autoComplete: "off", autoCapitalize: "words", spellCheck: false },
};

const box = ({ field, id, error }: InputProps) => ({ id, label: field.label, hint: field.hint, error, optional: !field.required, must: field.required });
const aria = ({ field, id, error }: InputProps) => ({ id, "aria-describedby": describedBy(id, field.hint, error), "aria-invalid": error ? true : undefined });
const textOf = (value: Json | undefined) => (typeof value === "string" ? value : "");

export function TextInput(props: InputProps) {
  const { field, value, onChange } = props;
  return (
    <FieldBox {...box(props)}>
      {field.type === "long_text"
        ? <textarea className="input" rows={3} {...aria(props)} value={textOf(value)} onInput={(e) => onChange(e.currentTarget.value)} />
        : <input className="input" {...attributes[field.type]} {...aria(props)} value={textOf(value)} onInput={(e) => onChange(e.currentTarget.value)} />}
    </FieldBox>
  );
}

/** Keeps what was typed when it is no number, so that the check can say so. */
export function NumberInput(props: InputProps) {
  const { field, value, onChange } = props;
  const [typed, setTyped] = useState("");
  const read = (text: string): Json | undefined => {
    if (text.trim() === "") return undefined;
    if (field.type === "money") return parseDong(text) ?? text;
    return /^-?\d{1,15}$/.test(text.trim()) ? Number(text) : text;
  };
  const written = typeof value === "number" ? (field.type === "money" ? numberText(value) : String(value)) : textOf(value);
  return (
    <FieldBox {...box(props)}>
      <input className="input input-short" inputMode="numeric" autoComplete="off" {...aria(props)} value={read(typed) === value && typed !== "" ? typed : written}
        onInput={(e) => {
          setTyped(e.currentTarget.value);
          onChange(read(e.currentTarget.value));
        }} onBlur={() => setTyped("")} />
      {field.type === "money" && typeof value === "number" && <p className="field-hint">{say("{amount} đồng", { amount: numberText(value) })}</p>}
    </FieldBox>
  );
}

export function SelectInput(props: InputProps) {
  const { field, value, onChange } = props;
  return (
    <FieldBox {...box(props)}>
      <select className="input input-medium" {...aria(props)} value={textOf(value)} onChange={(e) => onChange(e.currentTarget.value || undefined)}>
        <option value="">{say("Chọn…")}</option>
        {(field.options ?? []).map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
      </select>
    </FieldBox>
  );
}

export function ChoiceInput(props: InputProps) {
  const { field, id, value, onChange } = props;
  const options = field.options ?? [];
  const isMany = field.type === "checks";
  const chosen = Array.isArray(value) ? value : [value];
  const toggle = (option: string) => {
    if (!isMany) return onChange(option);
    const next = chosen.includes(option) ? chosen.filter((item) => item !== option) : [...chosen.filter((item) => item !== undefined), option];
    onChange(next.length ? (next as Json[]) : undefined);
  };
  const isShort = options.length <= 4 && options.every((option) => option.label.length <= 16);
  return (
    <Fieldset {...box(props)}>
      <div className={isShort ? "choices-inline" : "choices"}>
        {options.map((option) => (
          <label className="choice" key={option.value}>
            <input type={isMany ? "checkbox" : "radio"} name={id} checked={chosen.includes(option.value)} onChange={() => toggle(option.value)} />
            {option.label}
          </label>
        ))}
      </div>
    </Fieldset>
  );
}

export function CheckInput({ field, id, error, value, onChange }: InputProps) {
  return (
    <div className={error ? "field field-wrong" : "field"}>
      {error && <p className="field-error" id={`${id}-error`}>{error}</p>}
      <label className="choice">
        <input type="checkbox" id={id} checked={value === true} aria-describedby={describedBy(id, field.hint, error)} onChange={(e) => onChange(e.currentTarget.checked)} />
        <span>{field.label}</span>
      </label>
      {field.hint && <p className="field-hint" id={`${id}-hint`}>{field.hint}</p>}
    </div>
  );
}

export function FileInput(props: InputProps) {
  const { field, id, value, onChange } = props;
  const { store } = useFormServices();
  const [names, setNames] = useState<Record<string, string>>({});
  const [state, setState] = useState<"idle" | "sending" | "failed">("idle");
  const digests = Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
  if (!store) return null;
  const take = async (files: File[]) => {
    setState("sending");
    try {
      const stored = await Promise.all(files.map(store));
      setNames((before) => ({ ...before, ...Object.fromEntries(stored.map((file) => [file.digest, file.name])) }));
      onChange([...digests, ...stored.map((file) => file.digest)]);
      setState("idle");
    } catch {
      setState("failed");
    }
  };
  const error = state === "failed" ? say("Chưa tải được tệp lên. Thử lại.") : props.error;
  return (
    <FieldBox {...box(props)} error={error}>
      {digests.map((digest) => (
        <div key={digest}>
          {names[digest] ?? say("Tệp đã tải lên")}{" "}
          <button type="button" className="button-link" onClick={() => onChange(digests.filter((item) => item !== digest))}>{say("Bỏ tệp này")}</button>
        </div>
      ))}
      <FilePicker id={id} describedBy={describedBy(id, field.hint, error)} isSending={state === "sending"} onFiles={(files) => void take(files)} />
    </FieldBox>
  );
}
