import { DateParts, DateText, Fieldset } from "@motcua/kit";
import { say } from "@motcua/text";

import { AddressFields, type Address } from "./address";
import { examine } from "./engine";
import { CheckInput, ChoiceInput, FileInput, NumberInput, SelectInput, TextInput } from "./inputs";
import { allHold, groupMax, isObject, partsOf, type Level } from "./parts";
import { controlId, type ShownProblem } from "./paths";
import { useFormServices } from "./services";
import type { Answers, Field, Form, Json } from "./types";

export interface FormViewProps {
  form: Form;
  answers: Answers;
  problems: ShownProblem[];
  today: string;
  /** Put before every path, where several forms share a page: "answers.". */
  prefix?: string;
  /** Only these top-level fields, for a form that is asked page by page. */
  only?: string[];
  onChange(answers: Answers): void;
}

/** The fields of a form, in sections, those that are asked now. */
export function FormView({ form, answers, problems, today, prefix = "", only, onChange }: FormViewProps) {
  const { cleaned } = examine(form, answers, today);
  const top: Level = { ownAnswers: cleaned, topAnswers: cleaned };
  if (only) {
    const fields = form.sections.flatMap((section) => section.fields).filter((field) => only.includes(field.name));
    return <Fields fields={fields} prefix={prefix} answers={answers} level={top} problems={problems} onChange={onChange} />;
  }
  return (
    <>
      {form.sections.filter((section) => allHold(section.when, top)).map((section) => (
        <section className="form-section" key={section.title} aria-label={section.title || undefined}>
          {section.title && <h3>{section.title}</h3>}
          {section.hint && <p className="field-hint">{section.hint}</p>}
          <Fields fields={section.fields} prefix={prefix} answers={answers} level={top} problems={problems} onChange={onChange} />
        </section>
      ))}
    </>
  );
}

interface FieldsProps {
  fields: Field[];
  prefix: string;
  answers: Answers;
  level: Level;
  problems: ShownProblem[];
  onChange(answers: Answers): void;
}

function Fields({ fields, prefix, answers, level, problems, onChange }: FieldsProps) {
  return (
    <>
      {fields.filter((field) => allHold(field.when, level)).map((field) => (
        <div className="slot" data-type={field.type} data-name={field.name} key={field.name}>
          <OneField field={field} path={prefix + field.name} value={answers[field.name]} level={level} problems={problems}
            onChange={(value) => onChange({ ...answers, [field.name]: value })} />
        </div>
      ))}
    </>
  );
}

interface OneFieldProps {
  field: Field;
  path: string;
  value: Json | undefined;
  level: Level;
  problems: ShownProblem[];
  onChange(value: Json | undefined): void;
}

function OneField(props: OneFieldProps) {
  const { field, path, value, problems, onChange } = props;
  const error = problems.find((problem) => problem.path === path)?.short;
  const input = { field, id: controlId(path), error, value, onChange };
  switch (field.type) {
    case "note": return <p className="form-note">{field.label}</p>;
    case "number":
    case "money": return <NumberInput {...input} />;
    case "select": return <SelectInput {...input} />;
    case "radio":
    case "checks": return <ChoiceInput {...input} />;
    case "check": return <CheckInput {...input} />;
    case "file": return <FileInput {...input} />;
    case "date":
    case "partial_date": return <DateInput {...props} error={error} />;
    case "address": return <AddressInput {...props} />;
    case "person": return <PersonInput {...props} error={error} />;
    case "group": return <GroupInput {...props} error={error} />;
    default: return <TextInput {...input} />;
  }
}

function DateInput({ field, path, value, onChange, error }: OneFieldProps & { error?: string }) {
  const { dates } = useFormServices();
  const Control = dates === "parts" ? DateParts : DateText;
  return (
    <Control id={controlId(path)} label={field.label} hint={field.hint} error={error} optional={!field.required} must={field.required} partial={field.type === "partial_date"}
      value={typeof value === "string" ? value : ""} onChange={(typed) => onChange(typed || undefined)} />
  );
}

function AddressInput({ field, path, value, problems, onChange }: OneFieldProps) {
  const whole = problems.find((problem) => problem.path === path)?.short;
  return (
    <AddressFields id={controlId(path)} label={field.label} hint={field.hint} optional={!field.required} must={field.required} value={isObject(value) ? (value as Address) : {}}
      errorOf={(part) => problems.find((problem) => problem.path === `${path}.${part}`)?.short ?? (part === "detail" ? whole : undefined)} onChange={(address) => onChange({ ...address })} />
  );
}

function PersonInput({ field, path, value, level, problems, onChange, error }: OneFieldProps & { error?: string }) {
  const parts = partsOf(field);
  const cleaned = cleanedAt(level, field.name);
  return (
    <Fieldset id={controlId(path)} label={field.label} hint={field.hint} error={error} optional={!field.required} must={field.required}>
      <div className="parts">
        <Fields fields={parts} prefix={`${path}.`} answers={isObject(value) ? value : {}} problems={problems}
          level={{ own: parts, ownAnswers: isObject(cleaned) ? cleaned : {}, topAnswers: level.topAnswers }} onChange={onChange} />
      </div>
    </Fieldset>
  );
}

function GroupInput({ field, path, value, level, problems, onChange, error }: OneFieldProps & { error?: string }) {
  const given = Array.isArray(value) ? value : [];
  const rows = given.length < (field.required ? Math.max(1, field.min ?? 1) : 0) ? [...given, {}] : given;
  const cleaned = cleanedAt(level, field.name);
  const replace = (index: number, row: Answers) => onChange(rows.map((old, i) => (i === index ? row : old)));
  const without = (index: number) => rows.filter((_, i) => i !== index);
  return (
    <Fieldset id={controlId(path)} label={field.label} hint={field.hint} error={error} optional={!field.required} must={field.required}>
      {rows.map((row, i) => {
        const own = Array.isArray(cleaned) ? cleaned[i] : undefined;
        return (
          <div className="group-row" key={i}>
            <div className="group-row-head">
              <span>{field.label} {i + 1}</span>
              <button type="button" className="button-link" onClick={() => onChange(rows.length > 1 ? without(i) : undefined)}>
                {say("Bỏ")}<span className="visually-hidden"> {field.label} {i + 1}</span>
              </button>
            </div>
            <Fields fields={partsOf(field)} prefix={`${path}[${i}].`} answers={isObject(row) ? row : {}} problems={problems}
              level={{ own: partsOf(field), ownAnswers: isObject(own) ? own : {}, topAnswers: level.topAnswers }} onChange={(next) => replace(i, next)} />
          </div>
        );
      })}
      {rows.length < (field.max ?? groupMax) && <button type="button" className="button button-quiet" onClick={() => onChange([...rows, {}])}>{say("Thêm {what}", { what: field.label.toLowerCase() })}</button>}
    </Fieldset>
  );
}

const cleanedAt = (level: Level, name: string): Json | undefined => level.ownAnswers[name];
