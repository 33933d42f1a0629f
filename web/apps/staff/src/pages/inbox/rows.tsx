import { dayOf, dayText, instantText } from "@motcua/text";
import { Link } from "@tanstack/react-router";
import type { KeyboardEvent } from "react";

import { DueTag, StateTag } from "../../parts/due";
import type { DossierRow } from "../../services";
import type { Selection } from "./selection";

const taskNames: Record<string, string> = { accept: "Kiểm tra, tiếp nhận", forward: "Chuyển hồ sơ", consultation: "Trả lời ý kiến", record_result: "Cập nhật kết quả" };

/** Up and down walk through the rows while one of their links or boxes has the focus. */
function walk(event: KeyboardEvent) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const at = event.target as HTMLElement;
  const row = at.closest("tr");
  const next = event.key === "ArrowDown" ? row?.nextElementSibling : row?.previousElementSibling;
  const target = next?.querySelector<HTMLElement>(at.tagName === "INPUT" ? "input" : "a");
  if (!target) return;
  event.preventDefault();
  target.focus();
}

export function Rows({ rows, selection }: { rows: DossierRow[]; selection?: Selection }) {
  return (
    <div className="table-scroll">
      <table className="table inbox-table">
        <caption className="visually-hidden">Hồ sơ, hồ sơ trễ trước</caption>
        <thead>
          <tr>
            {selection && <th scope="col" className="col-tick"><Tick label="Chọn tất cả hồ sơ trên trang" isTicked={rows.every((row) => selection.ticked.has(row.code))} onTick={(isTicked) => selection.all(isTicked)} /></th>}
            <th scope="col" className="col-due">Hạn</th><th scope="col" className="col-code">Mã hồ sơ</th><th scope="col" className="col-person">Người nộp</th><th scope="col">Thủ tục</th>
            <th scope="col" className="col-step">Bước, người giữ</th><th scope="col" className="col-state">Trạng thái</th>
          </tr>
        </thead>
        <tbody onKeyDown={walk}>
          {rows.map((row, i) => <Row key={row.code} row={row} selection={selection} at={i} />)}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row, selection, at }: { row: DossierRow; selection?: Selection; at: number }) {
  const isStepLate = row.step_due_at && !row.late && row.step_due_at < new Date().toISOString();
  return (
    <tr className={row.late || isStepLate ? "row-late" : undefined}>
      {selection && <td className="col-tick"><Tick label={`Chọn ${row.code}`} isTicked={selection.ticked.has(row.code)} onTick={(isTicked, isRange) => selection.toggle(at, isTicked, isRange)} /></td>}
      <td>{isStepLate && <span className="mark mark-late" title={`Hạn của bước: ${instantText(row.step_due_at!)}`}>Bước này đã trễ</span>}<DueTag dossier={row} />{row.due_at && <div className="quiet small">{dayText(dayOf(row.due_at))}{row.provisional && " (dự kiến)"}</div>}</td>
      <td className="nowrap"><Link to="/ho-so/$code" params={{ code: row.code }}>{row.code}</Link></td>
      <td>{row.applicant_name}</td>
      <td><span className="clamp" title={row.procedure_name}>{row.procedure_name}</span></td>
      <td>
        {row.step_name ?? taskNames[row.task_kind ?? ""]}
        {row.holder && <div className="quiet small">{row.holder}</div>}
        {row.step_due_at && <div className={isStepLate ? "small step-late" : "small quiet"}>Hạn bước {instantText(row.step_due_at)}</div>}
      </td>
      <td><StateTag state={row.state} name={row.state_name} /></td>
    </tr>
  );
}

function Tick({ label, isTicked, onTick }: { label: string; isTicked: boolean; onTick(isTicked: boolean, isRange: boolean): void }) {
  return (
    <label className="tick">
      <input type="checkbox" aria-label={label} checked={isTicked} onChange={(e) => onTick(e.currentTarget.checked, (e.nativeEvent as MouseEvent).shiftKey === true)} />
    </label>
  );
}
