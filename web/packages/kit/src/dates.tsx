import { dayText, parseDay, parsePartialDay, say } from "@motcua/text";
import { useState } from "react";

import { describedBy, Field, Fieldset } from "./field";

export interface DateFieldProps {
  id: string;
  label: string;
  hint?: string;
  error?: string;
  optional?: boolean;
  must?: boolean;
  /** The day or the month may be left out. */
  partial?: boolean;
  /** An ISO day, or what was typed while it is no day yet. */
  value: string;
  onChange(value: string): void;
}

const isIso = (value: string) => /^\d{4}(-\d{2}){0,2}$/.test(value);

/** What was typed, as an ISO day when it is one, else as typed. */
function read(typed: string, partial?: boolean): string {
  return (partial ? parsePartialDay(typed) : parseDay(typed)) ?? typed;
}

function partsOf(value: string): [string, string, string] {
  const parts = (isIso(value) ? value.split("-").reverse() : value.split("/")).map((part) => part.trim());
  return ["", "", "", ...parts].slice(-3) as [string, string, string];
}

/** Day, month and year each in a field of its own: what people without practice make the fewest mistakes with. */
export function DateParts(props: DateFieldProps) {
  const { id, label, error, optional, must, partial, value, onChange } = props;
  const hint = props.hint ?? say(partial ? "Không nhớ ngày thì để trống, chỉ cần năm." : "Ví dụ: 27 3 1956");
  const [parts, setParts] = useState(() => partsOf(value));
  const written = parts.some(Boolean) ? parts.join("/") : "";
  const shown = read(written.replace(/^\/+/, ""), partial) === value ? parts : partsOf(value);
  const change = (index: number, typed: string) => {
    const next = shown.map((part, i) => (i === index ? typed.replace(/\D/g, "") : part)) as [string, string, string];
    setParts(next);
    onChange(next.some(Boolean) ? read(next.join("/").replace(/^\/+/, ""), partial) : "");
  };
  return (
    <Fieldset id={id} label={label} hint={hint} error={error} optional={optional} must={must}>
      <div className="date-parts">
        {["Ngày", "Tháng", "Năm"].map((name, i) => (
          <div className="date-part" key={name}>
            <label htmlFor={`${id}-${i}`}>{say(name)}</label>
            <input className="input" id={`${id}-${i}`} inputMode="numeric" autoComplete="off" maxLength={i === 2 ? 4 : 2} value={shown[i]}
              aria-invalid={error ? true : undefined} onInput={(e) => change(i, e.currentTarget.value)} />
          </div>
        ))}
      </div>
    </Fieldset>
  );
}

/** One field typed as dd/mm/yyyy: for officers, who type many. Slashes come by themselves. */
export function DateText({ id, label, hint, error, optional, must, partial, value, onChange }: DateFieldProps) {
  const [typed, setTyped] = useState(value);
  const shown = read(typed, partial) === value ? typed : value;
  const change = (next: string) => {
    const grown = next.length > shown.length && /^(\d{2}|\d{2}\/\d{2})$/.test(next) ? `${next}/` : next;
    setTyped(partial ? next : grown);
    onChange(read(partial ? next : grown, partial));
  };
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional} must={must}>
      <input className="input input-short" id={id} inputMode="numeric" autoComplete="off" placeholder={partial ? "nn/tt/nnnn hoặc năm" : "nn/tt/nnnn"}
        value={isIso(shown) ? dayText(shown) : shown} aria-describedby={describedBy(id, hint, error)} aria-invalid={error ? true : undefined}
        onInput={(e) => change(e.currentTarget.value)} />
    </Field>
  );
}
