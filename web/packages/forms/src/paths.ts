import { fieldMessage } from "@motcua/text";

import { partsOf } from "./parts";
import type { Field, FieldProblem, Form } from "./types";

/** "children[1].birth_date" → ["children", 1, "birth_date"] */
export function stepsOf(path: string): (string | number)[] {
  return path.split(/[.[\]]+/).filter(Boolean).map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

/** The id of the control for a path; the same wherever it is drawn. */
export function controlId(path: string): string {
  return `f-${stepsOf(path).join("-")}`;
}

const addressParts: Field[] = [
  { name: "detail", type: "text", label: "Số nhà, đường, thôn, tổ dân phố" },
  { name: "commune_code", type: "text", label: "Xã, phường, đặc khu" },
  { name: "province_code", type: "text", label: "Tỉnh, thành phố" },
];

/** The label of a path as an error names it: "Mẹ – Ngày sinh", "Con 2 – Họ, chữ đệm, tên". */
export function labelOf(form: Form, path: string): string {
  let fields = form.sections.flatMap((section) => section.fields);
  const labels: string[] = [];
  for (const step of stepsOf(path)) {
    if (typeof step === "number") {
      labels[labels.length - 1] += ` ${step + 1}`;
      continue;
    }
    const field = fields.find((f) => f.name === step);
    if (!field) break;
    labels.push(field.label);
    fields = field.type === "address" ? addressParts : partsOf(field);
  }
  return labels.join(" – ") || path;
}

export interface ShownProblem {
  path: string;
  target: string;
  /** For the summary at the top: names the person or row too. */
  text: string;
  /** Beside the field itself. */
  short: string;
}

/**
 * Problems as people read them, one for each field. A missing province says nothing that the missing commune does not. The
 * prefix is the view's.
 */
export function shownProblems(form: Form, problems: FieldProblem[], prefix = ""): ShownProblem[] {
  const paths = new Set<string>();
  return problems.flatMap((problem) => {
    const path = problem.field.replace(/\.province_code$/, ".commune_code").replace(/\[\d+\]$/, "");
    if (paths.has(path)) return [];
    paths.add(path);
    const whole = labelOf(form, path);
    const shownPath = prefix + path;
    const message = (label: string) => fieldMessage(problem.code, label, problem.values);
    return [{ path: shownPath, target: controlId(shownPath), text: message(whole), short: message(whole.split(" – ").at(-1)!) }];
  });
}
