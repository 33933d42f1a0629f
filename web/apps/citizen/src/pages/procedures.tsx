import { Loading, Tag } from "@motcua/kit";
import { capitalised } from "@motcua/text";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useSearch } from "wouter";

import { Failure } from "../parts/failure";
import { Page } from "../parts/page";
import { SearchBox } from "../parts/search-box";
import { api } from "../services";

export const onlineNames = {
  full_online: "Làm trực tuyến toàn bộ",
  partial_online: "Nộp trực tuyến được một phần",
  none: "Làm trực tiếp",
} as const;

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
    <Page title={q ? `Thủ tục về “${q}”` : (subject || "Tất cả thủ tục")} windowTitle={q ? `Tìm: ${q}` : "Thủ tục"}>
      <SearchBox key={q} initial={q} label="Tìm thủ tục khác" />
      {found.isPending && <Loading />}
      {found.error && <Failure error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && rows.length === 0 && <NothingFound />}
      <ul className="results">
        {rows.map((row) => (
          <li key={row.id}>
            <Link href={`/thu-tuc/${encodeURIComponent(row.id)}`}>{row.name}</Link>
            <p>{[row.subject, row.limit_text && capitalised(row.limit_text), row.fee_text && capitalised(row.fee_text)].filter(Boolean).join(" · ")}</p>
            {row.online !== "none" && <p><Tag tone="calm">{onlineNames[row.online]}</Tag></p>}
          </li>
        ))}
      </ul>
      {found.hasNextPage && (
        <button type="button" className="button button-quiet" aria-disabled={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {found.isFetchingNextPage ? "Đang tải…" : "Xem thêm"}
        </button>
      )}
    </Page>
  );
}

function NothingFound() {
  return (
    <div className="card">
      <p><strong>Chưa tìm thấy thủ tục nào.</strong></p>
      <p>Thử ít chữ hơn, hoặc gọi tên giấy tờ cần có: “giấy khai sinh”, “sổ đỏ”, “giấy xác nhận”. <Link href="/thu-tuc">Xem tất cả thủ tục</Link>.</p>
    </div>
  );
}
