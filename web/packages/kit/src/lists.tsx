import { instantText } from "@motcua/text";
import type { ReactNode } from "react";

export interface SummaryRow {
  name: string;
  value: ReactNode;
}

/** Names and what they are: the rows without a value are left out. */
export function SummaryList({ rows }: { rows: SummaryRow[] }) {
  return (
    <dl className="summary-list">
      {rows.filter((row) => row.value !== undefined && row.value !== null && row.value !== "" && row.value !== false).map((row) => (
        <div key={row.name}>
          <dt>{row.name}</dt>
          <dd>{row.value}</dd>
        </div>
      ))}
    </dl>
  );
}

export interface TimelineMoment {
  at: string;
  what: ReactNode;
  where?: string;
}

export function Timeline({ moments }: { moments: TimelineMoment[] }) {
  return (
    <ol className="timeline">
      {moments.map((moment, i) => (
        <li key={`${moment.at}-${i}`}>
          <time dateTime={moment.at}>{instantText(moment.at)}</time>
          {moment.what}
          {moment.where && <div className="field-optional">{moment.where}</div>}
        </li>
      ))}
    </ol>
  );
}

export function Fold({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="fold">
      <summary>{title}</summary>
      <div>{children}</div>
    </details>
  );
}
