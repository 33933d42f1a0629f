import { Button } from "@mantine/core";
import { DateText, Field, Fieldset } from "@motcua/kit";
import { useQuery } from "@tanstack/react-query";

import { Files, type NamedFile } from "../../parts/files";
import { agenciesQuery, api, type Detail } from "../../services";
import type { ActField, ActValue, ActValues, AddedPaper } from "./acts";

export interface ActInputProps {
  field: ActField;
  /** What of the dossier some fields choose from; several dossiers at once have nothing in common. */
  dossier: Pick<Detail, "documents" | "tasks">;
  isFirst: boolean;
  error?: string;
  value: ActValue;
  /** Of all fields: who may be chosen depends on where. */
  values: ActValues;
  onChange(value: ActValue): void;
}

export const fieldId = (field: ActField) => `viec-${field.name.replace(".", "-")}`;

export function ActInput(props: ActInputProps) {
  const { field, isFirst, error, value, onChange } = props;
  const id = fieldId(field);
  const box = { id, label: field.label, hint: field.hint, error, optional: !field.required };
  const text = typeof value === "string" ? value : "";
  const aria = {
    id, "aria-invalid": error ? (true as const) : undefined, "data-autofocus": isFirst || undefined,
    "aria-describedby": [field.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined,
  };
  switch (field.kind) {
    case "day":
    case "due": return <DateText {...box} value={text} onChange={onChange} />;
    case "check":
      return (
        <label className="choice field">
          <input type="checkbox" id={id} checked={value === true} onChange={(e) => onChange(e.currentTarget.checked)} />
          {field.label}
        </label>
      );
    case "choice":
      return (
        <Fieldset {...box}>
          {field.options!.map((option) => (
            <label className="choice" key={option.value}>
              <input type="radio" name={id} checked={value === option.value} onChange={() => onChange(option.value)} />
              {option.label}
            </label>
          ))}
        </Fieldset>
      );
    case "agency": return <Field {...box}><AgencyChoice aria={aria} value={text} onChange={onChange} /></Field>;
    case "officer": return <Field {...box}><OfficerChoice aria={aria} agency={String(props.values.agency_code || props.dossier.tasks[0]?.agency.code || "")} value={text} onChange={onChange} /></Field>;
    case "paper":
      return (
        <Field {...box}>
          <select className="input" {...aria} value={text} onChange={(e) => onChange(e.currentTarget.value)}>
            <option value="">Chọn giấy tờ…</option>
            {props.dossier.documents.filter((d) => d.originals > d.originals_returned).map((d) => <option key={d.code} value={d.code}>{d.name}</option>)}
          </select>
        </Field>
      );
    case "papers": return <Fieldset {...box}><AddedPapers dossier={props.dossier} papers={(value ?? []) as AddedPaper[]} onChange={onChange} /></Fieldset>;
    case "files": return <Field {...box}><Files id={id} files={(value ?? []) as NamedFile[]} onChange={onChange} /></Field>;
    case "long_text":
    case "lines": return <Field {...box}><textarea className="input" rows={field.kind === "lines" ? 4 : 3} {...aria} value={text} onChange={(e) => onChange(e.currentTarget.value)} /></Field>;
    default: {
      const isNumber = field.kind === "number" || field.kind === "money";
      return <Field {...box}><input className={isNumber ? "input input-short" : "input"} inputMode={isNumber ? "numeric" : undefined} autoComplete="off" {...aria} value={text} onChange={(e) => onChange(e.currentTarget.value)} /></Field>;
    }
  }
}

function AgencyChoice({ aria, value, onChange }: { aria: { id: string }; value: string; onChange(value: string): void }) {
  const agencies = useQuery(agenciesQuery).data?.items ?? [];
  return (
    <select className="input" {...aria} value={value} onChange={(e) => onChange(e.currentTarget.value)}>
      <option value="">Chọn cơ quan…</option>
      {agencies.map((agency) => <option key={agency.code} value={agency.code}>{agency.name}</option>)}
    </select>
  );
}

function OfficerChoice({ aria, agency, value, onChange }: { aria: { id: string }; agency: string; value: string; onChange(value: string): void }) {
  const officers = useQuery({ queryKey: ["officer-choices", agency], queryFn: () => api.officerChoices(agency), enabled: agency !== "", staleTime: 60_000 }).data?.items ?? [];
  return (
    <select className="input" {...aria} value={value} onChange={(e) => onChange(e.currentTarget.value)}>
      <option value="">Bất kỳ ai của cơ quan</option>
      {officers.map((officer) => <option key={officer.username} value={officer.username}>{officer.name}, {officer.title}</option>)}
    </select>
  );
}

const another: AddedPaper = { code: "khac", name: "", originals: 1, copies: 0, files: [] };

function AddedPapers({ dossier, papers, onChange }: { dossier: Pick<Detail, "documents">; papers: AddedPaper[]; onChange(papers: AddedPaper[]): void }) {
  const change = (at: number, part: Partial<AddedPaper>) => onChange(papers.map((paper, i) => (i === at ? Object.assign({}, paper, part) : paper)));
  return (
    <>
      {papers.map((paper, i) => (
        <div className="group-row" key={i}>
          <div className="group-row-head">
            <span>Giấy tờ {i + 1}</span>
            <button type="button" className="button-link" onClick={() => onChange(papers.filter((_, k) => k !== i))}>Bỏ<span className="visually-hidden"> giấy tờ {i + 1}</span></button>
          </div>
          <Field id={`them-${i}`} label="Loại giấy tờ">
            <select className="input" id={`them-${i}`} value={paper.code} onChange={(e) => change(i, { code: e.currentTarget.value })}>
              {dossier.documents.map((d) => <option key={d.code} value={d.code}>{d.name}</option>)}
              <option value="khac">Giấy tờ khác</option>
            </select>
          </Field>
          {paper.code === "khac" && (
            <Field id={`them-ten-${i}`} label="Tên giấy tờ">
              <input className="input" id={`them-ten-${i}`} value={paper.name} onChange={(e) => change(i, { name: e.currentTarget.value })} />
            </Field>
          )}
          <div className="pair">
            {(["originals", "copies"] as const).map((name) => (
              <Field key={name} id={`them-${name}-${i}`} label={name === "originals" ? "Bản chính" : "Bản sao"}>
                <input className="input" type="number" min={0} max={99} id={`them-${name}-${i}`} value={paper[name]} onChange={(e) => change(i, { [name]: Math.max(0, Math.trunc(Number(e.currentTarget.value)) || 0) })} />
              </Field>
            ))}
          </div>
          <Field id={`them-tep-${i}`} label="Bản quét" optional><Files id={`them-tep-${i}`} files={paper.files} onChange={(files) => change(i, { files })} /></Field>
        </div>
      ))}
      <Button size="xs" variant="default" onClick={() => onChange([...papers, { ...another }])}>Thêm giấy tờ</Button>
    </>
  );
}
