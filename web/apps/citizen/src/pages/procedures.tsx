import { Loading, Tag } from "@motcua/kit";
import { capitalised, say } from "@motcua/text";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "wouter";

import { eventName, lifeEvents } from "../life-events";
import { Failure } from "../parts/failure";
import { onlineName } from "../parts/online";
import { Page } from "../parts/page";
import { SearchBox } from "../parts/search-box";
import { api, type ProcedureRow } from "../services";

export function Procedures() {
  const asked = new URLSearchParams(useSearch());
  const q = asked.get("q") ?? "";
  const subject = asked.get("linh-vuc") ?? "";
  const found = useInfiniteQuery({
    queryKey: ["procedures", q, subject],
    queryFn: ({ pageParam }) => api.procedures({ q: q || undefined, subject: subject || undefined, after: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={q ? say("Thủ tục về “{q}”", { q }) : (subject || say("Tất cả thủ tục"))} windowTitle={q ? say("Tìm: {q}", { q }) : say("Thủ tục")}>
      <SearchBox key={q} initial={q} label={say("Tìm thủ tục khác")} />
      {found.isPending && <Loading />}
      {found.error && <Failure error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && rows.length === 0 && <NothingFound />}
      <Rows rows={rows} />
      {found.data && q && <p className="section-top">{say("Không thấy việc cần làm?")} <Link href={`/hoi?cau=${encodeURIComponent(q.slice(0, 300))}`}>{say("Hỏi trợ lý")}</Link></p>}
      {found.hasNextPage && (
        <button type="button" className="button button-quiet" aria-disabled={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {say(found.isFetchingNextPage ? "Đang tải…" : "Xem thêm")}
        </button>
      )}
    </Page>
  );
}

function Rows({ rows }: { rows: ProcedureRow[] }) {
  return (
    <ul className="results">
      {rows.map((row) => (
        <li key={row.id}>
          <Link href={`/thu-tuc/${encodeURIComponent(row.id)}`} lang="vi">{row.name}</Link>
          <p lang="vi">{[row.subject, row.limit_text && capitalised(row.limit_text), row.fee_text && capitalised(row.fee_text)].filter(Boolean).join(" · ")}</p>
          {row.online !== "none" && <p><Tag tone="calm">{onlineName(row.online)}</Tag></p>}
        </li>
      ))}
    </ul>
  );
}

function NothingFound() {
  return (
    <div className="card">
      <p><strong>{say("Chưa tìm thấy thủ tục nào.")}</strong></p>
      <p>{say("Thử ít chữ hơn, hoặc gọi tên giấy tờ cần có: “giấy khai sinh”, “sổ đỏ”, “giấy xác nhận”.")} <Link href="/thu-tuc">{say("Xem tất cả thủ tục")}</Link></p>
    </div>
  );
}

const useAll = () => useQuery({ queryKey: ["all-procedures"], queryFn: () => api.procedures({ limit: 200 }) });

/** What one event in a life calls for. */
export function EventPage({ slug }: { slug: string }) {
  const all = useAll();
  const event = lifeEvents.find((one) => one.slug === slug);
  if (!event) return <Page title={say("Không có trang này")}><p><Link href="/">{say("Về trang đầu")}</Link></p></Page>;
  const rows = event.procedures.flatMap((id) => all.data?.items.find((row) => row.id === id) ?? []);
  return (
    <Page title={eventName(event)}>
      {all.isPending && <Loading />}
      {all.error && <Failure error={all.error} onRetry={() => void all.refetch()} />}
      {all.data && rows.length === 0 && <p>{say("Chưa có thủ tục nào cho việc này ở đây.")}</p>}
      <Rows rows={rows} />
      <SearchBox label={say("Không thấy việc cần làm? Tìm thủ tục khác")} />
    </Page>
  );
}

/** The subjects of administration, with how many procedures each has. */
export function Subjects() {
  const all = useAll();
  const counts = new Map<string, number>();
  for (const row of all.data?.items ?? []) counts.set(row.subject, (counts.get(row.subject) ?? 0) + 1);
  return (
    <Page title={say("Thủ tục theo lĩnh vực")}>
      {all.isPending && <Loading />}
      {all.error && <Failure error={all.error} onRetry={() => void all.refetch()} />}
      <ul className="results">
        {[...counts].toSorted((a, b) => b[1] - a[1]).map(([subject, count]) => (
          <li key={subject}>
            <Link href={`/thu-tuc?linh-vuc=${encodeURIComponent(subject)}`} lang="vi">{subject}</Link>
            <p>{say("{count} thủ tục", { count })}</p>
          </li>
        ))}
      </ul>
    </Page>
  );
}
