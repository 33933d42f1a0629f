import { Banner, ErrorSummary, Loading, SummaryList } from "@motcua/kit";
import { shownProblems, type Form } from "@motcua/forms";
import { ApiError, randomKey } from "@motcua/api-client";
import { capitalised, instantText, phoneText, say } from "@motcua/text";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { Link, useLocation } from "wouter";

import type { Draft, DraftCheck } from "../../citizen-types";
import { forgetDraft, type DraftInWork } from "../../drafts";
import { Failure } from "../../parts/failure";
import { Quote } from "../../parts/quote";
import { nameOfFile } from "../../parts/upload";
import { api, messageOf, type Procedure } from "../../services";
import { groupedAnswers, neededPapers, otherPapers, paperIn, stepOfFault, wayNames, type Step } from "./steps";

interface CheckProps {
  draft: Draft;
  procedure: Procedure;
  steps: Step[];
  work: DraftInWork;
}

/** Everything once more before it is sent; the server says what is missing, and sending twice files once. */
export function CheckStep({ draft, procedure, steps, work }: CheckProps) {
  const [, go] = useLocation();
  const queries = useQueryClient();
  const key = useRef(randomKey());
  const check = useQuery({
    queryKey: ["draft", draft.code, "check", work.version()],
    queryFn: async () => {
      await work.save();
      return api.checkDraft(draft.code);
    },
    staleTime: 0,
    gcTime: 0,
  });
  const submitting = useMutation({
    mutationFn: async () => {
      if (!(await work.save())) throw new ApiError(0, "not_saved", say("Điều vừa khai chưa lưu được nên chưa nộp."));
      return api.submitDraft(draft.code, work.version(), key.current);
    },
    onSuccess: (submission) => {
      forgetDraft(draft.code);
      queries.setQueryData(["submission", submission.code], submission);
      void queries.invalidateQueries({ queryKey: ["drafts"] });
      void queries.invalidateQueries({ queryKey: ["my-dossiers"] });
      go(`/da-nop/${submission.code}`, { replace: true });
    },
  });
  if (check.error) return <Failure error={check.error} onRetry={() => void check.refetch()} />;
  if (!check.data) return <Loading>{say("Đang kiểm tra…")}</Loading>;
  return (
    <>
      {!check.data.ready && (
        <Banner tone="warn" title={say("Còn chỗ cần sửa trước khi nộp")}>
          <ul>{faultLines(check.data, procedure.form as Form).map(([words, fault]) => <li key={words}><Link href={`/ban-khai/${draft.code}/${stepOfFault(steps, fault)}`}>{words}</Link></li>)}</ul>
        </Banner>
      )}
      <Answers check={check.data} draft={draft} procedure={procedure} steps={steps} />
      <PapersGiven draft={draft} procedure={procedure} steps={steps} work={work} />
      <Rest check={check.data} draft={draft} steps={steps} work={work} />
      {submitting.error && <ErrorSummary title={say("Chưa nộp được")} errors={[{ target: "nop", text: `${messageOf(submitting.error)} ${say("Bấm lại cũng chỉ nộp một lần.")}` }]} />}
      <button type="button" id="nop" className="button button-wide" aria-disabled={submitting.isPending || !check.data.ready} onClick={() => check.data.ready && !submitting.isPending && submitting.mutate()}>
        {say(submitting.isPending ? "Đang nộp…" : "Nộp hồ sơ")}
      </button>
    </>
  );
}

/** Each sentence once: a missing province says no more than the missing commune. */
const faultLines = (check: DraftCheck, form: Form) => [...new Map(check.fields.map((fault) => [wordsOf(fault, form), fault]))];

/** An answer that is missing is named by its label, as on its own page. */
function wordsOf(fault: DraftCheck["fields"][number], form: Form): string {
  if (!fault.field.startsWith("answers.")) return fault.message;
  return fault.code === "required" ? (shownProblems(form, [{ field: fault.field.slice("answers.".length), code: fault.code }])[0]?.text ?? fault.message) : fault.message;
}

function Edit({ draft, at, what }: { draft: Draft; at: number; what: string }) {
  return <Link href={`/ban-khai/${draft.code}/${at}`}>{say("Sửa")}<span className="visually-hidden"> {what}</span></Link>;
}

function Answers({ check, draft, procedure, steps }: { check: DraftCheck } & Omit<CheckProps, "work">) {
  return (
    <>
      {groupedAnswers(steps, check.readable, procedure.form as Form).map((group) => (
        <section className="card" key={group.at} aria-label={group.title}>
          <div className="card-head"><h2 lang="vi">{group.title}</h2><Edit draft={draft} at={group.at} what={group.title} /></div>
          <div lang="vi"><SummaryList rows={group.rows.map((row) => ({ name: row.label, value: row.text }))} /></div>
        </section>
      ))}
    </>
  );
}

function PapersGiven({ draft, procedure, steps, work }: CheckProps) {
  const asked = [...neededPapers(procedure), ...otherPapers(procedure).filter((paper) => paperIn(work.content, paper.code))];
  const toBring = procedure.documents.filter((paper) => paper.present_only);
  if (asked.length + toBring.length === 0) return null;
  return (
    <section className="card" aria-labelledby="giay-to">
      <h2 id="giay-to">{say("Giấy tờ gửi kèm")}</h2>
      <dl className="summary-list">
        {asked.map((paper) => {
          const given = paperIn(work.content, paper.code);
          return (
            <div key={paper.code}>
              <dt lang="vi">{paper.name}</dt>
              <dd>{given?.files.map(nameOfFile).join(", ") || say(given?.reused ? "Trung tâm dùng dữ liệu Nhà nước đã có" : "Chưa gửi")} · <Edit draft={draft} at={steps.findIndex((step) => (step.kind === "paper" ? step.paper.code === paper.code : step.kind === "others" && !paper.required))} what={paper.name} /></dd>
            </div>
          );
        })}
        {toBring.map((paper) => <div key={paper.code}><dt lang="vi">{paper.name}</dt><dd>{say("Mang theo khi đến Trung tâm để cán bộ xem")}</dd></div>)}
      </dl>
    </section>
  );
}

function Rest({ check, draft, steps, work }: { check: DraftCheck } & Omit<CheckProps, "procedure">) {
  const at = steps.findIndex((step) => step.kind === "return");
  const { content } = work;
  return (
    <section className="card" aria-labelledby="con-lai">
      <div className="card-head"><h2 id="con-lai">{say("Nộp và nhận kết quả")}</h2><Edit draft={draft} at={at} what={say("Nộp và nhận kết quả")} /></div>
      <SummaryList
        rows={[
          { name: say("Nộp cho"), value: check.intake_agency },
          { name: say("Ai giải quyết"), value: check.deciding_agency },
          { name: say("Làm thay cho"), value: check.mandate_words && content.applicant?.full_name },
          { name: say("Bao lâu có kết quả"), value: capitalised(check.limit_text) },
          { name: say("Trung tâm trả lời trước"), value: check.answer_by && instantText(check.answer_by) },
          { name: say("Nhận kết quả"), value: [say(wayNames[content.return_method]!), content.return_method === "post" && content.return_address].filter(Boolean).join(": ") },
          { name: say("Số điện thoại"), value: content.applicant?.phone && phoneText(content.applicant.phone) },
          { name: say("Phí, lệ phí"), value: check.fee && (check.fee.open_groups.length > 0 ? say("Cán bộ tính và báo sau khi nhận hồ sơ.") : <Quote quote={check.fee} />) },
        ]}
      />
    </section>
  );
}
