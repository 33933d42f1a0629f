import { Button, Menu } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useEffect, useState, type ReactNode } from "react";

import { useOfficer } from "../../officer";
import { Failure } from "../../parts/failure";
import { icons } from "../../parts/icons";
import { api, countsQuery, type DossierQuestion, type DossierRow } from "../../services";
import type { BulkItem } from "./bulk";
import { Filters, isFiltered, noFilter } from "./filters";
import { newPlace } from "./kept-batch";
import { LeftOverBatches } from "./left-over";
import { Rows } from "./rows";
import { useSelection } from "./selection";

const loadDialog = () => import("./bulk-dialog").then((module) => ({ default: module.BulkDialog }));
const BulkDialog = lazy(loadDialog);

const boxes = [
  { box: "inbox", name: "Cần làm" },
  { box: "mine", name: "Tôi đang giữ" },
  { box: "coordination", name: "Chờ điều phối", needs: "coordinate_dossiers" },
  { box: "all", name: "Tất cả" },
] as const;

const workNames: Record<string, string> = {
  receive_dossiers: "Tiếp nhận", process_dossiers: "Thụ lý", approve_dossiers: "Ký duyệt", hand_over_results: "Trả kết quả", coordinate_dossiers: "Điều phối",
};

const inAddress = ({ box, ...rest }: DossierQuestion) => ({ ...rest, box: box === "inbox" ? undefined : box });

export function Inbox() {
  const search = useSearch({ from: "/signed-in/" });
  const navigate = useNavigate({ from: "/" });
  const question: DossierQuestion = { ...search, box: search.box ?? "inbox" };
  const found = useQuery({ queryKey: ["dossiers", question], queryFn: () => api.dossiers(question), placeholderData: keepPreviousData, refetchInterval: 5 * 60_000 });
  const change = useCallback((part: Partial<DossierQuestion>) => void navigate({ search: (before) => ({ ...before, after: undefined, ...part }), replace: true }), [navigate]);
  useEffect(() => {
    document.title = "Hộp việc – Một Cửa";
  }, []);
  const rows = found.data?.items ?? [];
  return (
    <>
      <Head question={question} />
      {question.box === "inbox" && <Work chosen={search.work} onChoose={(work) => change({ work })} />}
      <Filters question={search} onChange={change} />
      {found.error && <Failure error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <p className="quiet" role="status">Đang tải…</p>}
      {found.data && (
        <Choice rows={rows} question={question} onQuestion={(next) => void navigate({ search: inAddress(next), replace: true })} latest={async () => (await found.refetch()).data?.items ?? []} empty={<Empty isFiltered={isFiltered(search) || Boolean(search.work)} onClear={() => change({ ...noFilter, work: undefined })} />} />
      )}
      <div className="pager">
        {search.after && <Button size="xs" variant="default" onClick={() => change({ after: undefined })}>Về trang đầu</Button>}
        {found.data?.next && <Link to="/" search={{ ...search, after: found.data.next }} className="pager-next">Trang sau</Link>}
      </div>
    </>
  );
}

function Head({ question }: { question: DossierQuestion }) {
  const counts = useQuery(countsQuery).data;
  const navigate = useNavigate({ from: "/" });
  const officer = useOfficer();
  return (
    <div className="page-head">
      <h1>Hộp việc</h1>
      <div className="tabs" role="group" aria-label="Hộp">
        {boxes.filter((item) => !("needs" in item) || officer.permissions.includes(item.needs)).map(({ box, name }) => (
          <button type="button" key={box} className="tab" aria-pressed={question.box === box} onClick={() => void navigate({ search: { box: box === "inbox" ? undefined : box } })}>
            {name}{" "}
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
  );
}

/** The kinds of work that wait, where there is more than one. */
function Work({ chosen, onChoose }: { chosen?: string; onChoose(work: string | undefined): void }) {
  const kinds = useQuery(countsQuery).data?.by_work ?? [];
  if (kinds.length < 2 && !chosen) return null;
  return (
    <div className="work-kinds" role="group" aria-label="Loại việc">
      <button type="button" className="tab tab-small" aria-pressed={!chosen} onClick={() => onChoose(undefined)}>Mọi việc</button>
      {kinds.map(({ work, open, late }) => (
        <button type="button" key={work} className="tab tab-small" aria-pressed={chosen === work} onClick={() => onChoose(chosen === work ? undefined : work)}>
          {workNames[work] ?? "Việc khác"} <span className="count-badge">{open}</span> {late > 0 && <span className="work-late">{late} trễ</span>}
        </button>
      ))}
    </div>
  );
}

function Empty({ isFiltered, onClear }: { isFiltered: boolean; onClear(): void }) {
  return (
    <div className="empty">
      <p><strong>{isFiltered ? "Không có hồ sơ nào khớp với bộ lọc." : "Không có việc nào đang chờ."}</strong></p>
      {isFiltered && <Button size="xs" variant="default" onClick={onClear}>Bỏ bộ lọc</Button>}
    </div>
  );
}

/** What can be done to many at once, by whom and from which boxes; the server decides for each dossier. The first ones are buttons. */
const bulkActs = [
  { act: "approve", name: "Phê duyệt", needs: ["approve_dossiers"], boxes: ["inbox", "mine"] },
  { act: "forward", name: "Chuyển bước", needs: ["receive_dossiers", "process_dossiers"], boxes: ["inbox", "mine"] },
  { act: "take", name: "Nhận việc", needs: ["receive_dossiers", "process_dossiers", "approve_dossiers"], boxes: ["inbox"] },
  { act: "record-result", name: "Cập nhật kết quả", needs: ["process_dossiers"], boxes: ["inbox", "mine"] },
  { act: "hand-over", name: "Trả kết quả", needs: ["hand_over_results"], boxes: ["inbox", "mine"] },
  { act: "return-back", name: "Trả lại bước trước", needs: ["process_dossiers", "approve_dossiers"], boxes: ["inbox", "mine"] },
  { act: "recall", name: "Rút lại", needs: ["receive_dossiers", "process_dossiers", "approve_dossiers"], boxes: ["all"] },
  { act: "reassign", name: "Giao người khác", needs: ["coordinate_dossiers"], boxes: ["inbox", "coordination", "all"] },
  { act: "extend", name: "Xin lỗi, gia hạn", needs: ["approve_dossiers"], boxes: ["inbox", "mine", "all"] },
];
const buttons = 3;

interface Asked {
  act: string;
  name: string;
  items: BulkItem[];
  place: string;
  missing?: number;
}

interface ChoiceProps {
  rows: DossierRow[];
  question: DossierQuestion;
  onQuestion(question: DossierQuestion): void;
  latest(): Promise<DossierRow[]>;
  empty: ReactNode;
}

/** The rows with what can be done to many of them at once. It stays while they go: an act on all of them empties the page. */
function Choice({ rows, question, onQuestion, latest, empty }: ChoiceProps) {
  const { permissions } = useOfficer();
  const selection = useSelection(rows);
  const [asked, setAsked] = useState<Asked>();
  const offered = bulkActs.filter(({ needs, boxes: where }) => where.includes(question.box ?? "inbox") && needs.some((need) => permissions.includes(need)));
  const hasSelection = selection.selected.length > 0;
  // It is there before it is asked for.
  useEffect(() => {
    if (hasSelection) void loadDialog();
  }, [hasSelection]);
  const ask = ({ act, name }: (typeof bulkActs)[number]) => setAsked({ act, name, items: selection.selected, place: newPlace() });
  return (
    <>
      {!asked && (
        <LeftOverBatches onOpen={(place, { act, name, question: from }, items, missing) => {
          onQuestion(from);
          selection.choose(items.map(({ code }) => code));
          setAsked({ act, name, items, place, missing });
        }} />
      )}
      {hasSelection && (
        <div className="bulk-bar" role="group" aria-label="Việc với các hồ sơ đã chọn">
          <strong aria-live="polite">Đã chọn {selection.selected.length} hồ sơ</strong>
          {offered.slice(0, buttons).map((item, i) => <Button key={item.act} size="xs" variant={i === 0 ? "filled" : "default"} onClick={() => ask(item)}>{item.name}</Button>)}
          {offered.length > buttons && (
            <Menu position="bottom-start" width={220} withinPortal={false} withInitialFocusPlaceholder={false} transitionProps={{ duration: 0 }}>
              <Menu.Target><Button size="xs" variant="default" rightSection={icons.down}>Việc khác</Button></Menu.Target>
              <Menu.Dropdown>{offered.slice(buttons).map((item) => <Menu.Item key={item.act} onClick={() => ask(item)}>{item.name}</Menu.Item>)}</Menu.Dropdown>
            </Menu>
          )}
          <Button size="xs" variant="subtle" color="dark" onClick={selection.clear}>Bỏ chọn</Button>
        </div>
      )}
      {rows.length === 0 ? empty : <Rows rows={rows} selection={offered.length > 0 ? selection : undefined} />}
      {asked && (
        <Suspense>
          <BulkDialog {...asked} question={question} latest={latest} onClose={(done) => {
            selection.drop(done);
            setAsked(undefined);
          }} />
        </Suspense>
      )}
    </>
  );
}
