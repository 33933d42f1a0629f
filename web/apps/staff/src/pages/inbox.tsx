import { Button } from "@mantine/core";
import { dayOf, dayText } from "@motcua/text";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState, type KeyboardEvent } from "react";

import { DueTag, StateTag } from "../parts/due";
import { Failure } from "../parts/failure";
import { useOfficer } from "../officer";
import { api, type DossierQuestion, type DossierRow } from "../services";

const boxes = [
  { box: "inbox", name: "Cần làm" },
  { box: "mine", name: "Tôi đang giữ" },
  { box: "coordination", name: "Chờ điều phối", needs: "coordinate_dossiers" },
  { box: "all", name: "Tất cả" },
] as const;

const stateNames: Record<string, string> = {
  registered: "Mới đăng ký", received: "Được tiếp nhận", processing: "Đang xử lý", supplementing: "Chờ bổ sung", awaiting_payment: "Chờ nộp tiền", resolved: "Đã xử lý xong",
  returned: "Đã trả kết quả", rejected: "Không tiếp nhận", withdrawn: "Đã rút", stopped: "Dừng xử lý",
};

const taskNames: Record<string, string> = { accept: "Kiểm tra, tiếp nhận", forward: "Chuyển hồ sơ", consultation: "Trả lời ý kiến", record_result: "Cập nhật kết quả" };

export function Inbox() {
  const search = useSearch({ from: "/signed-in/" });
  const navigate = useNavigate({ from: "/" });
  const question: DossierQuestion = { ...search, box: search.box ?? "inbox" };
  const found = useQuery({ queryKey: ["dossiers", question], queryFn: () => api.dossiers(question), placeholderData: keepPreviousData, refetchInterval: 5 * 60_000 });
  const counts = useQuery({ queryKey: ["counts"], queryFn: api.counts, refetchInterval: 5 * 60_000 }).data;
  const officer = useOfficer();
  const change = (part: Partial<DossierQuestion>) => void navigate({ search: { ...search, after: undefined, ...part }, replace: true });
  useEffect(() => {
    document.title = "Hộp việc – Một Cửa";
  }, []);
  const rows = found.data?.items ?? [];
  return (
    <>
      <div className="page-head">
        <h1>Hộp việc</h1>
        <div className="tabs" role="group" aria-label="Hộp">
          {boxes.filter((item) => !("needs" in item) || officer.permissions.includes(item.needs)).map(({ box, name }) => (
            <button type="button" key={box} className="tab" aria-pressed={question.box === box} onClick={() => void navigate({ search: { box: box === "inbox" ? undefined : box } })}>
              {name}
              {box === "inbox" && counts && counts.open > 0 && <span className="count-badge">{counts.open}</span>}
            </button>
          ))}
        </div>
        {counts && (counts.late > 0 || counts.due_today > 0) && (
          <p className="counts">
            {counts.late > 0 && <span className="mark mark-late">{counts.late} trễ</span>} {counts.due_today > 0 && <span className="mark mark-soon">{counts.due_today} đến hạn hôm nay</span>}
          </p>
        )}
      </div>
      <Filters question={search} onChange={change} />
      {found.error && <Failure error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending ? <p className="quiet" role="status">Đang tải…</p> : !found.error && <Rows rows={rows} isFiltered={Boolean(search.q ?? search.state ?? search.late)} onClear={() => change({ q: undefined, state: undefined, late: undefined })} />}
      <div className="pager">
        {search.after && <Button size="xs" variant="default" onClick={() => change({ after: undefined })}>Về trang đầu</Button>}
        {found.data?.next && <Link to="/" search={{ ...search, after: found.data.next }} className="pager-next">Trang sau</Link>}
      </div>
    </>
  );
}

function Filters({ question, onChange }: { question: DossierQuestion; onChange(part: Partial<DossierQuestion>): void }) {
  const [typed, setTyped] = useState(question.q ?? "");
  useEffect(() => setTyped(question.q ?? ""), [question.q]);
  useEffect(() => {
    if (typed.trim() === (question.q ?? "")) return;
    const timer = setTimeout(() => onChange({ q: typed.trim() || undefined }), 350);
    return () => clearTimeout(timer);
  }, [typed, question.q, onChange]);
  return (
    <div className="filters">
      <input className="input filter-text" type="search" aria-label="Lọc theo mã, người nộp" placeholder="Lọc theo mã, người nộp" value={typed} onChange={(e) => setTyped(e.currentTarget.value)} />
      <select className="input filter-state" aria-label="Trạng thái" value={question.state ?? ""} onChange={(e) => onChange({ state: e.currentTarget.value || undefined })}>
        <option value="">Mọi trạng thái</option>
        {Object.entries(stateNames).map(([state, name]) => <option key={state} value={state}>{name}</option>)}
      </select>
      <label className="choice">
        <input type="checkbox" checked={question.late ?? false} onChange={(e) => onChange({ late: e.currentTarget.checked || undefined })} />
        Chỉ hồ sơ trễ
      </label>
    </div>
  );
}

/** Up and down walk through the rows while one of their links has the focus. */
function walk(event: KeyboardEvent) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const row = (event.target as HTMLElement).closest("tr");
  const next = event.key === "ArrowDown" ? row?.nextElementSibling : row?.previousElementSibling;
  const link = next?.querySelector("a");
  if (!link) return;
  event.preventDefault();
  link.focus();
}

function Rows({ rows, isFiltered, onClear }: { rows: DossierRow[]; isFiltered: boolean; onClear(): void }) {
  if (rows.length === 0) {
    return (
      <div className="empty">
        <p><strong>{isFiltered ? "Không có hồ sơ nào khớp với bộ lọc." : "Không có việc nào đang chờ."}</strong></p>
        {isFiltered && <Button size="xs" variant="default" onClick={onClear}>Bỏ bộ lọc</Button>}
      </div>
    );
  }
  return (
    <div className="table-scroll">
      <table className="table inbox-table">
        <caption className="visually-hidden">Hồ sơ, hồ sơ trễ trước</caption>
        <thead>
          <tr><th scope="col">Hạn</th><th scope="col">Mã hồ sơ</th><th scope="col">Người nộp</th><th scope="col">Thủ tục</th><th scope="col">Bước, người giữ</th><th scope="col">Trạng thái</th></tr>
        </thead>
        <tbody onKeyDown={walk}>
          {rows.map((row) => (
            <tr key={row.code} className={row.late ? "row-late" : undefined}>
              <td><DueTag dossier={row} />{row.due_at && <div className="quiet small">{dayText(dayOf(row.due_at))}{row.provisional && " (dự kiến)"}</div>}</td>
              <td className="nowrap"><Link to="/ho-so/$code" params={{ code: row.code }}>{row.code}</Link></td>
              <td>{row.applicant_name}</td>
              <td><span className="clamp" title={row.procedure_name}>{row.procedure_name}</span></td>
              <td>{row.step_name ?? taskNames[row.task_kind ?? ""]}{row.holder && <div className="quiet small">{row.holder}</div>}</td>
              <td><StateTag state={row.state} name={row.state_name} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
