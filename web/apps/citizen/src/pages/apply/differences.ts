import { readable, type Field, type Form, type PlaceLookup } from "@motcua/forms";
import { phoneText, say } from "@motcua/text";

import type { DraftContent } from "../../citizen-types";
import { isSame } from "../../drafts";
import { nameOfFile } from "../../parts/upload";
import type { Procedure } from "../../services";
import { paperIn, wayNames, withPaper } from "./steps";

/** One thing that two versions of a draft do not say alike. */
export interface Difference {
  key: string;
  label: string;
  mine: string;
  theirs: string;
  /** Changed on this device after both were the same; else only the other version has moved. */
  isMine: boolean;
}

interface Part {
  key: string;
  label: string;
  value(content: DraftContent): unknown;
  text(content: DraftContent): string;
  /** `to` with this part as `from` has it. */
  carry(from: DraftContent, to: DraftContent): DraftContent;
}

const answerPart = (field: Field, lookup: PlaceLookup): Part => ({
  key: `answers.${field.name}`,
  label: field.label,
  value: ({ answers }) => answers?.[field.name],
  text: ({ answers }) => readable({ sections: [{ fields: [field] }] } as unknown as Form, { [field.name]: answers?.[field.name] ?? null }, lookup).map((row) => (row.label === field.label ? row.text : `${row.label}: ${row.text}`)).join("\n"),
  carry: (from, to) => {
    const { [field.name]: _, ...others } = to.answers ?? {};
    const value = from.answers?.[field.name];
    return { ...to, answers: value === undefined ? others : { ...others, [field.name]: value } };
  },
});

const paperPart = ({ code, name }: Procedure["documents"][number]): Part => ({
  key: `documents.${code}`,
  label: name,
  value: (content) => ({ files: paperIn(content, code)?.files ?? [], reused: paperIn(content, code)?.reused === true }),
  text: (content) => paperIn(content, code)?.files.map(nameOfFile).join(", ") || (paperIn(content, code)?.reused ? say("Trung tâm dùng dữ liệu Nhà nước đã có") : ""),
  carry: (from, to) => ({ ...to, documents: withPaper(to, paperIn(from, code) ?? { code, originals: 0, copies: 0, files: [] }) }),
});

const otherParts = (): Part[] => [
  { key: "phone", label: say("Số điện thoại"), value: ({ applicant }) => applicant?.phone || undefined, text: ({ applicant }) => (applicant?.phone ? phoneText(applicant.phone) : ""), carry: (from, to) => ({ ...to, applicant: to.applicant && { ...to.applicant, phone: from.applicant?.phone } }) },
  {
    key: "return", label: say("Nhận kết quả"), value: (content) => [content.return_method, content.return_method === "post" ? content.return_address : undefined],
    text: (content) => [say(wayNames[content.return_method]!), content.return_method === "post" && content.return_address].filter(Boolean).join(": "),
    carry: (from, to) => ({ ...to, return_method: from.return_method, return_address: from.return_address }),
  },
  { key: "fee", label: say("Phí, lệ phí"), value: ({ fee }) => [fee?.exemption, fee?.chosen ?? []], text: ({ fee }) => [fee?.exemption, ...(fee?.chosen ?? []).map((choice) => choice.code)].filter(Boolean).join(", "), carry: (from, to) => ({ ...to, fee: from.fee }) },
];

/** Leaves compared with `isSame`, which knows objects; nothing and an empty text are one. */
const same = (a: unknown, b: unknown) => isSame({ a: a === "" ? undefined : a }, { a: b === "" ? undefined : b });

function partsOf(procedure: Procedure, lookup: PlaceLookup): Part[] {
  const fields = (procedure.form as Form).sections.flatMap((section) => section.fields).filter((field) => field.type !== "note");
  return [...fields.map((field) => answerPart(field, lookup)), ...procedure.documents.map(paperPart), ...otherParts()];
}

/** Where this device's version and the newest one differ, in the order of the application; `base` is the last that both were. */
export function differences(procedure: Procedure, mine: DraftContent, theirs: DraftContent, base: DraftContent | undefined, lookup: PlaceLookup): Difference[] {
  return partsOf(procedure, lookup).filter((part) => !same(part.value(mine), part.value(theirs))).map((part) => ({
    key: part.key, label: part.label, mine: part.text(mine), theirs: part.text(theirs), isMine: !base || !same(part.value(mine), part.value(base)),
  }));
}

/** The newest version with what this device is to keep of its own. */
export function merged(procedure: Procedure, mine: DraftContent, theirs: DraftContent, kept: string[]): DraftContent {
  return partsOf(procedure, () => undefined).filter((part) => kept.includes(part.key)).reduce((content, part) => part.carry(mine, content), theirs);
}
