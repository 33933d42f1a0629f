import { Button } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";

import { Failure } from "../../parts/failure";

export function usePageTitle(title: string) {
  useEffect(() => {
    document.title = `${title} – Một Cửa`;
  }, [title]);
}

/** What a question has brought, and why it has not brought more: what was there stays, with what is typed in it. */
export function Found<T>({ query, children }: { query: UseQueryResult<T>; children(data: T): ReactNode }) {
  return (
    <>
      {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <p className="quiet" role="status">Đang tải…</p>}
      {query.data !== undefined && children(query.data)}
    </>
  );
}

export function Search({ label, value, onSearch }: { label: string; value: string; onSearch(text: string): void }) {
  const [typed, setTyped] = useState(value);
  return (
    <form className="filters" onSubmit={(e) => {
      e.preventDefault();
      onSearch(typed.trim());
    }}>
      <input className="input filter-text" type="search" aria-label={label} placeholder={label} value={typed} onChange={(e) => setTyped(e.currentTarget.value)} />
      <Button size="xs" variant="default" type="submit">Tìm</Button>
    </form>
  );
}

/** Further pages of a list, one after another. */
export function Pager({ after, next, onGo }: { after?: string | number; next?: string; onGo(after: string | undefined): void }) {
  return (
    <div className="pager">
      {after !== undefined && <Button size="xs" variant="default" onClick={() => onGo(undefined)}>Về trang đầu</Button>}
      {next && <Button size="xs" variant="default" onClick={() => onGo(next)}>Trang sau</Button>}
    </div>
  );
}
