import { Button } from "@mantine/core";
import type { ShownProblem } from "@motcua/forms";

import { Files } from "../../parts/files";
import type { Procedure } from "../../services";
import { emptyDocument, given, heldWhere, isReused, type ChangeDraft, type Draft, type DraftDocument } from "./draft";
import { keyOf, ScanTray, useScanTray } from "./scan/tray";

interface Props {
  procedure: Procedure;
  draft: Draft;
  problems: ShownProblem[];
  onChange: ChangeDraft;
}

/** What was handed in, ticked paper by paper. What the state already holds is not asked (NĐ 118/2025 Đ4.2a). */
export function Papers({ procedure, draft, problems, onChange }: Props) {
  const change = (code: string, part: Partial<DraftDocument>) =>
    onChange(({ documents }) => ({ documents: { ...documents, [code]: { ...(documents[code] ?? emptyDocument()), ...part } } }));
  const asked = procedure.documents.filter((paper) => paper.required && !paper.present_only && !paper.held_by);
  const giveAll = () => onChange({ documents: { ...draft.documents, ...Object.fromEntries(asked.map((paper) => [paper.code, given(procedure, paper.code, draft.documents[paper.code])])) } });
  const tray = useScanTray({ procedure, onChange });
  return (
    <section className="panel" aria-labelledby="giay-to">
      <div className="panel-head">
        <h2 id="giay-to">Giấy tờ</h2>
        {asked.length > 1 && <Button size="compact-sm" variant="default" onClick={giveAll}>Đủ giấy tờ bắt buộc</Button>}
      </div>
      {procedure.documents.length === 0 ? <p className="quiet">Thủ tục này không cần giấy tờ.</p> : <ScanTray tray={tray} procedure={procedure} />}
      <ul className="plain-list">
        {procedure.documents.map((paper, at) => (
          <PaperRow onPut={tray.chosen && (() => tray.put(paper.code))} putKey={keyOf(at)} key={paper.code} paper={paper} document={draft.documents[paper.code] ?? emptyDocument()} error={problems.find((p) => p.path === `documents.${paper.code}`)?.short}
            onGiven={(isGiven) => change(paper.code, isGiven ? given(procedure, paper.code, draft.documents[paper.code]) : { isGiven })} onChange={(part) => change(paper.code, part)} />
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  paper: Procedure["documents"][number];
  document: DraftDocument;
  error?: string;
  /** Puts the scan that is chosen on this paper. */
  onPut?: () => void;
  putKey?: string;
  onGiven(isGiven: boolean): void;
  onChange(part: Partial<DraftDocument>): void;
}

function PaperRow({ paper, document, error, onPut, putKey, onGiven, onChange }: RowProps) {
  const id = `giay-${paper.code}`;
  const notes = [paper.form_name, paper.present_only && "chỉ xuất trình", !paper.required && "tuỳ trường hợp", paper.note].filter(Boolean).join(" · ");
  const count = (name: "originals" | "copies", label: string) => (
    <label className="count">
      {label}
      <input className="input" type="number" min={0} max={99} aria-label={`${label}: ${paper.name}`} value={document[name]}
        onChange={(e) => onChange({ [name]: Math.min(99, Math.max(0, Math.trunc(Number(e.currentTarget.value)) || 0)) })} />
    </label>
  );
  return (
    <li className={error ? "paper paper-wrong" : "paper"}>
      <label className="choice">
        <input type="checkbox" id={id} checked={document.isGiven} aria-describedby={error ? `${id}-error` : undefined} onChange={(e) => onGiven(e.currentTarget.checked)} />
        <span>
          {paper.name}
          {paper.required && !paper.present_only && !paper.held_by && <span className="must"> bắt buộc</span>}
          {notes && <span className="quiet small block">{notes}</span>}
          {paper.held_by && !document.isGiven && <span className="mark mark-good">{isReused(paper, document) ? "Dùng dữ liệu có sẵn" : "Đã có"} trong cơ sở dữ liệu {heldWhere[paper.held_by] ?? "chuyên ngành"}, không yêu cầu nộp</span>}
        </span>
      </label>
      {onPut && <p className="put-scan"><Button size="compact-xs" variant="default" onClick={onPut}>{putKey && <kbd>{putKey}</kbd>} Đặt bản quét vào đây<span className="visually-hidden"> {paper.name}</span></Button></p>}
      {error && <p className="field-error" id={`${id}-error`}>{error}</p>}
      {document.isGiven && (
        <div className="paper-given">
          {count("originals", "Bản chính")}
          {count("copies", "Bản sao")}
          <input className="input" aria-label={`Ghi chú: ${paper.name}`} placeholder="Ghi chú" value={document.note} onChange={(e) => onChange({ note: e.currentTarget.value })} />
          <Scans name={paper.name} document={document} onChange={onChange} />
        </div>
      )}
    </li>
  );
}

function Scans({ name, document, onChange }: { name: string; document: DraftDocument; onChange(part: Partial<DraftDocument>): void }) {
  return <Files label={`Thêm bản quét: ${name}`} files={document.files} onChange={(files) => onChange({ isGiven: true, files })} />;
}
