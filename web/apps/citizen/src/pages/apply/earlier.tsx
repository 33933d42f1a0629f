import { isAnswered, type Form } from "@motcua/forms";
import { dayOf, dayText, say } from "@motcua/text";
import { useQuery } from "@tanstack/react-query";

import type { EarlierAnswer } from "../../citizen-types";
import type { DraftInWork } from "../../drafts";
import { api, type Procedure } from "../../services";
import type { Step } from "./steps";

/** Answers of earlier dossiers to what this page asks and nobody has answered; what one vouches for is asked anew each time. */
export function offered(step: Extract<Step, { kind: "form" }>, form: Form, answers: DraftInWork["content"]["answers"], earlier: EarlierAnswer[]): EarlierAnswer[] {
  const fields = form.sections.flatMap((section) => section.fields);
  return earlier.filter((one) => step.asked.includes(one.field) && !isAnswered(answers[one.field]) && fields.find((field) => field.name === one.field)?.type !== "check");
}

/** What was answered before is offered, never filled in unasked: it may have changed since. */
export function EarlierAnswers({ step, procedure, work }: { step: Extract<Step, { kind: "form" }>; procedure: Procedure; work: DraftInWork }) {
  const known = useQuery({ queryKey: ["prefill", procedure.id], queryFn: () => api.prefill(procedure.id) });
  const offers = work.content.mandate === "self" ? offered(step, procedure.form as Form, work.content.answers, known.data?.earlier ?? []) : [];
  if (offers.length === 0) return null;
  const fill = () => work.change({ answers: { ...work.content.answers, ...Object.fromEntries(offers.map((one) => [one.field, one.value])) } });
  return (
    <section className="card" aria-labelledby="da-khai">
      <h2 id="da-khai">{say("Ông/bà đã khai trước đây")}</h2>
      <dl className="summary-list" lang="vi">
        {offers.map((one) => <div key={one.field}><dt>{one.label}</dt><dd>{one.text} <small className="field-hint">({dayText(dayOf(one.at))})</small></dd></div>)}
      </dl>
      <button type="button" className="button button-quiet" onClick={fill}>{say("Điền lại như vậy")}</button>
    </section>
  );
}
