import { Tag } from "@motcua/kit";
import { say } from "@motcua/text";
import { useState } from "react";

import type { Procedure } from "../services";

type Paper = Procedure["documents"][number];

const groups: { title: string; hint?: string; holds(paper: Paper): boolean }[] = [
  { title: "Cần nộp", holds: (p) => !p.held_by && p.required && !p.present_only },
  { title: "Mang theo để cán bộ xem, không phải nộp", holds: (p) => !p.held_by && p.present_only },
  { title: "Chỉ cần trong một số trường hợp", holds: (p) => !p.held_by && !p.required && !p.present_only },
  { title: "Không phải nộp", hint: "Nhà nước đã có trong cơ sở dữ liệu.", holds: (p) => Boolean(p.held_by) },
];

function countText(paper: Paper): string {
  return [paper.originals > 0 && say("{count} bản chính", { count: paper.originals }), paper.copies > 0 && say("{count} bản sao", { count: paper.copies })].filter(Boolean).join(", ");
}

/** The papers, grouped by what is to be done with them; ticking is for oneself and is kept nowhere. */
export function Papers({ documents }: { documents: Paper[] }) {
  const [ready, setReady] = useState<string[]>([]);
  const asked = documents.filter((paper) => !paper.held_by);
  return (
    <section className="card" aria-labelledby="giay-to">
      <h2 id="giay-to">{say("Giấy tờ cần chuẩn bị")}</h2>
      {asked.length === 0 && <p>{say("Không cần giấy tờ nào.")}</p>}
      {asked.length > 0 && <p className="field-hint no-print" aria-live="polite">{say("Đánh dấu giấy tờ đã có. Đã có {ready}/{all}.", { ready: ready.length, all: asked.length })}</p>}
      {groups.map((group) => {
        const papers = documents.filter(group.holds);
        if (papers.length === 0) return null;
        return (
          <div key={group.title}>
            <h3>{say(group.title)}</h3>
            {group.hint && <p className="field-hint">{say(group.hint)}</p>}
            <ul className="papers">
              {papers.map((paper) => (
                <li key={paper.code}>
                  {paper.held_by ? <PaperText paper={paper} /> : (
                    <label className="choice">
                      <input type="checkbox" checked={ready.includes(paper.code)}
                        onChange={() => setReady(ready.includes(paper.code) ? ready.filter((code) => code !== paper.code) : [...ready, paper.code])} />
                      <PaperText paper={paper} />
                    </label>
                  )}
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
}

function PaperText({ paper }: { paper: Paper }) {
  return (
    <span>
      <strong lang="vi">{paper.name}</strong>
      {paper.held_by && <> <Tag tone="good">{say("Không phải nộp")}</Tag></>}
      <small>{[!paper.present_only && countText(paper), paper.form_name].filter(Boolean).join(" · ")}</small>
      {paper.note && <small lang="vi">{paper.note}</small>}
    </span>
  );
}
