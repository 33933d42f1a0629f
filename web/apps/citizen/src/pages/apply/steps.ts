import { askedFields, pagesOf, type Answers, type Form, type FormPage } from "@motcua/forms";
import { say } from "@motcua/text";

import type { DraftCheck, DraftContent, Labelled, PaperInDraft } from "../../citizen-types";
import type { Procedure } from "../../services";

type Paper = Procedure["documents"][number];

export type Step =
  | { kind: "form"; title: string; page: FormPage; asked: string[] }
  | { kind: "paper"; title: string; paper: Paper }
  | { kind: "others"; title: string; papers: Paper[] }
  | { kind: "return"; title: string }
  | { kind: "check"; title: string };

/** The declared form takes the place of the printed one; what is only shown is brought along; what the state holds it may look up. */
const isAskedOnline = (paper: Paper) => !paper.present_only && !paper.form_name && (paper.required || !paper.held_by);
export const neededPapers = (procedure: Procedure) => procedure.documents.filter((paper) => isAskedOnline(paper) && paper.required);
export const otherPapers = (procedure: Procedure) => procedure.documents.filter((paper) => isAskedOnline(paper) && !paper.required);

/** What the state holds is not asked for twice: the centre is to look it up, unless the person sends it. */
export const lookedUp = (procedure: Procedure): PaperInDraft[] => neededPapers(procedure).filter((paper) => paper.held_by).map(({ code }) => ({ code, originals: 0, copies: 0, files: [], reused: true }));

/** The pages of an application as it stands: one idea each, those that are asked now. */
export function stepsOf(procedure: Procedure, answers: Answers, today: string): Step[] {
  const form = procedure.form as Form;
  const asked = askedFields(form, answers, today);
  const all = pagesOf(form);
  // A section that fills several pages counts them, so that each has a title of its own.
  const titleOf = (page: FormPage) => {
    const before = all.slice(0, all.indexOf(page)).filter((one) => one.title === page.title).length;
    return (page.title || form.title) + (before > 0 ? ` (${before + 1})` : "");
  };
  const pages = all.map((page) => ({ kind: "form" as const, title: titleOf(page), page, asked: page.fields.filter((name) => asked.has(name)) })).filter((step) => step.asked.length > 0);
  const papers = neededPapers(procedure).map((paper) => ({ kind: "paper" as const, title: paper.name, paper }));
  const others = otherPapers(procedure);
  return [...pages, ...papers, ...(others.length > 0 ? [{ kind: "others" as const, title: say("Giấy tờ chỉ cần trong một số trường hợp"), papers: others }] : []), { kind: "return", title: say("Nhận kết quả và liên lạc") }, { kind: "check", title: say("Xem lại trước khi nộp") }];
}

export const wayNames: Record<string, string> = { online: "Bản điện tử, tải về ở đây", at_centre: "Đến Trung tâm nhận", post: "Gửi bưu chính về nhà" };

export const paperIn = (content: DraftContent, code: string): PaperInDraft | undefined => content.documents.find((one) => one.code === code);

/** The documents with this paper as given; one that says nothing is left out. */
export function withPaper(content: DraftContent, paper: PaperInDraft): PaperInDraft[] {
  const others = content.documents.filter((one) => one.code !== paper.code);
  return paper.files.length > 0 || paper.reused ? [...others, paper] : others;
}

/** Which step a fault of the check belongs to: "answers.mother.full_name", "documents" with the paper's name in its words, "applicant.phone". */
export function stepOfFault(steps: Step[], { field, message }: { field: string; message: string }): number {
  const [area, rest = ""] = [field.split(/[.[]/)[0], field.slice(field.search(/[.[]/) + 1)];
  const name = rest.split(/[.[\]]/)[0] ?? "";
  const found = steps.findIndex((step) =>
    (area === "answers" && step.kind === "form" && step.page.fields.includes(name)) ||
    (area === "documents" && step.kind === "paper" && message.includes(step.paper.name)) ||
    ((area === "applicant" || area === "fee" || area === "return_address" || area === "return_method") && step.kind === "return"));
  return found >= 0 ? found : steps.findIndex((step) => step.kind === (area === "documents" ? "paper" : "return"));
}

export interface ReadGroup {
  at: number;
  title: string;
  rows: Labelled[];
}

/** What was answered, as the server reads it, by the pages where it can be changed. Labels stand in the order of the form. */
export function groupedAnswers(steps: Step[], readable: DraftCheck["readable"], form: Form): ReadGroup[] {
  const order = steps.flatMap((step, at) => (step.kind === "form" ? step.asked.map((name) => ({ at, label: form.sections.flatMap((section) => section.fields).find((field) => field.name === name)?.label ?? "" })) : []));
  const groups: ReadGroup[] = [];
  let from = 0;
  for (const row of readable) {
    const next = order.findIndex((entry, i) => i >= from && (row.label === entry.label || row.label.startsWith(`${entry.label} – `) || new RegExp(`^ \\d+( – |$)`).test(row.label.slice(entry.label.length)) && row.label.startsWith(entry.label)));
    if (next >= 0) from = next;
    const at = order[from]?.at ?? 0;
    const last = groups.at(-1);
    if (last?.at === at) last.rows.push(row);
    else groups.push({ at, title: steps[at]?.title ?? "", rows: [row] });
  }
  return groups;
}
