import { ApiError } from "@motcua/api-client";
import { Banner, ErrorSummary, Loading } from "@motcua/kit";
import { examine, FormServicesContext, FormView, shownProblems, type Form, type FormServices, type ShownProblem } from "@motcua/forms";
import { dayOf, say } from "@motcua/text";
import { useQuery } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { Link, useLocation } from "wouter";

import type { Draft } from "../../citizen-types";
import { useDraft, type DraftInWork } from "../../drafts";
import { Failure } from "../../parts/failure";
import { later } from "../../parts/later";
import { NeedSignIn, Providers } from "../../parts/need-sign-in";
import { Page } from "../../parts/page";
import { store } from "../../parts/upload";
import { communeOf, findCommunes } from "../../places";
import { api, type Procedure } from "../../services";
import { CheckStep } from "./check";
import { EarlierAnswers } from "./earlier";
import { MandateLine } from "./mandate-line";
import { OtherPapersStep, PaperStep } from "./paper";
import { ReturnStep, returnFaults } from "./return";
import { paperIn, stepsOf, type Step } from "./steps";

const Conflict = later(() => import("./conflict"), "Conflict");
const AlreadyFiled = later(() => import("./conflict"), "AlreadyFiled");

/** One page of an application that is being filled in. */
export function DraftPage({ code, at }: { code: string; at: number }) {
  return <NeedSignIn title={say("Bản khai dở")} why={say("Đăng nhập để mở bản khai dở.")}><OpenDraft code={code} at={at} /></NeedSignIn>;
}

function OpenDraft({ code, at }: { code: string; at: number }) {
  const draft = useQuery({ queryKey: ["draft", code], queryFn: () => api.draft(code), staleTime: Infinity, gcTime: 0 });
  const procedureId = draft.data?.procedure_id;
  const procedure = useQuery({ queryKey: ["procedure", procedureId], queryFn: () => api.procedure(procedureId!), enabled: procedureId !== undefined });
  const error = draft.error ?? procedure.error;
  if (error instanceof ApiError && error.code === "draft_filed") return <Page title={say("Bản khai dở")}><Suspense fallback={<Loading />}><AlreadyFiled message={error.message} /></Suspense></Page>;
  if (error) return <Page title={say("Bản khai dở")}><Failure error={error} onRetry={() => void (draft.error ? draft.refetch() : procedure.refetch())} /><p><Link href="/cua-toi">{say("Hồ sơ của tôi")}</Link></p></Page>;
  if (!draft.data || !procedure.data?.form) return <Loading />;
  return <Editor draft={draft.data} procedure={procedure.data} at={at} />;
}

const services: FormServices = { dates: "parts", findCommunes, commune: communeOf, store };

function Editor({ draft, procedure, at }: { draft: Draft; procedure: Procedure; at: number }) {
  const work = useDraft(draft);
  const [, go] = useLocation();
  const today = dayOf(Date.now());
  const steps = stepsOf(procedure, work.content.answers, today);
  const step = steps[Math.min(at, steps.length - 1)]!;
  const [found, setFound] = useState<{ at: number; faults: ShownProblem[] }>({ at, faults: [] });
  const faults = found.at === at ? found.faults : [];
  const next = () => {
    const now = faultsOn(step, work, procedure, today);
    setFound({ at, faults: now });
    if (now.length > 0) return;
    void work.save();
    go(`/ban-khai/${draft.code}/${at + 1}`);
  };
  const number = steps.indexOf(step) + 1;
  return (
    <FormServicesContext.Provider value={services}>
      <p className="step-line">
        {at > 0 && <Link href={`/ban-khai/${draft.code}/${at - 1}`}>{say("‹ Trang trước")}</Link>}
        <span>{say("Bước {number} trên {all}", { number, all: steps.length })}</span>
      </p>
      <progress className="progress" max={steps.length} value={number} aria-label={say("Đã khai đến đâu")} />
      <Page title={step.title} windowTitle={`${step.title} – ${procedure.short_name}`}>
        <MandateLine content={work.content} />
        {work.saving === "signed_out" && <Banner tone="warn" title={say("Phiên đăng nhập đã hết")} alert><p>{say("Điều vừa khai đang giữ trên máy này. Đăng nhập lại để khai tiếp.")}</p><Providers /></Banner>}
        {work.saving === "conflict" && <Suspense fallback={<Loading />}><Conflict draft={draft} procedure={procedure} work={work} /></Suspense>}
        {work.saving === "filed" && <Suspense fallback={<Loading />}><AlreadyFiled message={work.filedWords} /></Suspense>}
        <ErrorSummary errors={faults} />
        {step.kind === "check" ? <CheckStep draft={draft} procedure={procedure} steps={steps} work={work} /> : (
          <form noValidate onSubmit={(e) => {
            e.preventDefault();
            next();
          }}>
            <StepFields step={step} work={work} procedure={procedure} today={today} faults={faults} />
            <button type="submit" className="button button-wide">{say("Tiếp tục")}</button>
          </form>
        )}
        <SavingLine saving={work.saving} />
        <ul className="step-foot">
          <li><Link href={`/ban-khai/${draft.code}/can-bo`}>{say("Nhờ cán bộ ở quầy khai tiếp")}</Link></li>
          <li><Link href="/cua-toi">{say("Để sau, khai tiếp lúc khác")}</Link></li>
        </ul>
      </Page>
    </FormServicesContext.Provider>
  );
}

function StepFields({ step, work, procedure, today, faults }: { step: Step; work: DraftInWork; procedure: Procedure; today: string; faults: ShownProblem[] }) {
  switch (step.kind) {
    case "form":
      return (
        <>
          {step.page.hint && <p className="field-hint" lang="vi">{step.page.hint}</p>}
          <EarlierAnswers step={step} procedure={procedure} work={work} />
          <div lang="vi">
            <FormView form={procedure.form as Form} answers={work.content.answers} problems={faults} today={today} only={step.asked} onChange={(answers) => work.change({ answers })} />
          </div>
        </>
      );
    case "paper": return <PaperStep paper={step.paper} procedure={procedure} work={work} error={faults[0]?.short} />;
    case "others": return <OtherPapersStep papers={step.papers} procedure={procedure} work={work} />;
    case "return": return <ReturnStep procedure={procedure} work={work} faults={faults} />;
    default: return null;
  }
}

function faultsOn(step: Step, work: DraftInWork, procedure: Procedure, today: string): ShownProblem[] {
  const shown = (target: string, text: string): ShownProblem => ({ path: target, target, text, short: text });
  if (step.kind === "form") {
    const form = procedure.form as Form;
    const problems = examine(form, work.content.answers, today).problems.filter((problem) => step.asked.includes(problem.field.split(/[.[]/)[0]!));
    return shownProblems(form, problems);
  }
  if (step.kind === "paper") {
    const given = paperIn(work.content, step.paper.code);
    return given?.files.length || given?.reused ? [] : [shown(`giay-${step.paper.code}`, say("Chưa có ảnh hoặc tệp của giấy tờ này. Không chụp được thì mời ông/bà nộp tại quầy."))];
  }
  return step.kind === "return" ? returnFaults(work.content).map((fault) => shown(fault.target, fault.text)) : [];
}

const savingWords = { saved: "Đã lưu. Có thể đóng lại và khai tiếp lúc khác, trên máy khác.", saving: "Đang lưu…", offline: "Mất kết nối. Đang giữ trên máy này, có mạng sẽ tự lưu.", conflict: "Chưa lưu được.", signed_out: "Chưa lưu được.", filed: "Bản khai này đã nộp rồi" };

function SavingLine({ saving }: { saving: DraftInWork["saving"] }) {
  return <p className={`saving saving-${saving}`} role="status">{say(savingWords[saving])}</p>;
}
