import { say } from "@motcua/text";
import type { ReactNode } from "react";

export interface FieldProps {
  id: string;
  label: string;
  hint?: string;
  error?: string;
  optional?: boolean;
  /** Asked for; only screens that mark what is compulsory show it. */
  must?: boolean;
  children: ReactNode;
}

/** The ids that a control names in aria-describedby. */
export function describedBy(id: string, hint?: string, error?: string): string | undefined {
  return [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
}

function FieldTexts({ id, hint, error }: { id: string; hint?: string; error?: string }) {
  return (
    <>
      {hint && <p className="field-hint" id={`${id}-hint`}>{hint}</p>}
      {error && <p className="field-error" id={`${id}-error`}>{error}</p>}
    </>
  );
}

const Optional = () => <span className="field-optional"> {say("(không bắt buộc)")}</span>;

/** Label, hint and error around one control that carries `id`. */
export function Field({ id, label, hint, error, optional, must, children }: FieldProps) {
  return (
    <div className={error ? "field field-wrong" : "field"}>
      <label className={must ? "field-label field-must" : "field-label"} htmlFor={id}>
        {label}
        {optional && <Optional />}
      </label>
      <FieldTexts id={id} hint={hint} error={error} />
      {children}
    </div>
  );
}

/** Legend, hint and error around several controls; `id` is where an error summary leads. */
export function Fieldset({ id, label, hint, error, optional, must, children }: FieldProps) {
  return (
    <fieldset className={error ? "field field-wrong" : "field"} id={id} tabIndex={-1} aria-describedby={describedBy(id, hint, error)}>
      <legend className={must ? "field-label field-must" : "field-label"}>
        {label}
        {optional && <Optional />}
      </legend>
      <FieldTexts id={id} hint={hint} error={error} />
      {children}
    </fieldset>
  );
}
