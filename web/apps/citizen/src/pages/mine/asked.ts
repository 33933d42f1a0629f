import { fold } from "@motcua/text";

import type { Procedure } from "../../services";

/** A place for files that answer a request for papers. */
export interface AskedPaper {
  /** The procedure's paper, or "khac" with a name. */
  code: string;
  name: string;
}

const longestName = 300;

/** What the request names, each in its place: a paper of the procedure by its code, anything else under the words of the request. */
export function askedPapers(items: string[], papers: Pick<Procedure["documents"][number], "code" | "name">[]): AskedPaper[] {
  const asked = items.flatMap((item): AskedPaper[] => {
    const named = papers.filter((paper) => fold(item).includes(fold(paper.name))).map(({ code, name }) => ({ code, name }));
    return named.length > 0 ? named : [{ code: "khac", name: item.slice(0, longestName) }];
  });
  const isFirst = (paper: AskedPaper, at: number) => asked.findIndex((other) => other.code === paper.code && other.name === paper.name) === at;
  return asked.length > 0 ? asked.filter(isFirst) : [...papers, { code: "khac", name: "Giấy tờ khác" }];
}
