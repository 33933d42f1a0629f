import { Tag } from "@motcua/kit";
import { dueText, say } from "@motcua/text";
import { Link } from "wouter";

import type { MyDossierRow } from "../citizen-types";
import { isOver, stateTones } from "./states";

const waits: Record<string, string> = { supplement: "Cần ông/bà bổ sung", payment: "Cần ông/bà nộp tiền", collection: "Mời ông/bà nhận kết quả", rating: "Mời ông/bà đánh giá" };

/** One dossier in a list: what, where it stands, what it waits for. */
export function DossierLine({ row }: { row: MyDossierRow }) {
  const due = row.due_at && !isOver(row.state) ? dueText(row.due_at, Date.now()) : undefined;
  return (
    <li>
      <Link href={`/cua-toi/${row.code}`} lang="vi">{row.procedure_name}</Link>
      <p><span className="code">{row.code}</span>{row.mandate_words && <> · <span lang="vi">{row.applicant_name} ({row.mandate_words})</span></>}</p>
      <p className="tag-line">
        <Tag tone={stateTones[row.state] ?? "calm"}><span lang="vi">{row.state_name}</span></Tag>
        {row.waits_for && <Tag tone="warn">{say(waits[row.waits_for] ?? "")}</Tag>}
        {due && <Tag tone={due.tone === "late" ? "bad" : "plain"}>{say("Hẹn trả: {due}", { due: due.text })}</Tag>}
      </p>
    </li>
  );
}
