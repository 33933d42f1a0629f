import { useCallback, useMemo, useRef, useState } from "react";

import type { DossierRow } from "../../services";

export type Selection = ReturnType<typeof useSelection>;

/** What is ticked, by code; only what is still on the page counts. */
export function useSelection(rows: DossierRow[]) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef<number>(undefined);
  const selected = useMemo(() => rows.filter((row) => ticked.has(row.code)), [rows, ticked]);
  const set = useCallback((codes: string[], isTicked: boolean) => setTicked((before) => {
    const next = new Set(before);
    for (const code of codes) {
      if (isTicked) next.add(code);
      else next.delete(code);
    }
    return next;
  }), []);
  /** With shift: all from the last one that was ticked. */
  const toggle = (at: number, isTicked: boolean, isRange: boolean) => {
    const from = isRange && anchor.current !== undefined ? anchor.current : at;
    set(rows.slice(Math.min(from, at), Math.max(from, at) + 1).map((row) => row.code), isTicked);
    anchor.current = at;
  };
  const all = (isTicked: boolean) => set(rows.map((row) => row.code), isTicked);
  const choose = (codes: string[]) => set(codes, true);
  const drop = (codes: string[]) => set(codes, false);
  return { ticked, selected, toggle, all, choose, drop, clear: () => setTicked(new Set()) };
}
