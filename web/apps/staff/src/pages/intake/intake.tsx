import { ApiError, randomKey } from "@motcua/api-client";
import { Button } from "@mantine/core";
import { FormView, prefilled, wantsPrefill, type ShownProblem } from "@motcua/forms";
import { ErrorSummary, Field, focusOn } from "@motcua/kit";
import { dayOf, dongText, timeText } from "@motcua/text";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";

import { useOfficer } from "../../officer";
import { keptOf } from "../../parts/kept";
import { useKeys } from "../../parts/keys";
import { api, messageOf, procedureQuery, queries, type Procedure, type ServerDraft, type Summary } from "../../services";

import { Applicant } from "./applicant";
import { fileFrom, openedDraft, savedOnServer } from "./assisted";
import { ConfirmDialog } from "./confirm-dialog";
import { DecideDialog } from "./decide";
import { draftTitle, isWorthKeeping, openDraft, placeOf, startDraft, useDraft, type ChangeDraft, type Draft } from "./draft";
import { Fees, useQuote } from "./fees";
import { KnownPerson } from "./known";
import { filingOf, noReasons, problemsOf, refusedProblems, type Decision, type Reasons } from "./outcome";
import { Papers } from "./papers";
import { ProcedurePicker } from "./procedure-picker";
import { Return } from "./return";
import { Submitted } from "./submitted";
import { Unfinished } from "./unfinished";

interface Done {
  dossier: Summary;
  about: string[];
}

/** Tiếp nhận tại quầy: any procedure, one page, three outcomes. Several dossiers may lie unfinished; one is open. */
export function Intake() {
  const officer = useOfficer();
  const [key, setKey] = useState(() => openDraft(officer));
  const [done, setDone] = useState<Done>();
  useEffect(() => {
    document.title = "Tiếp nhận hồ sơ – Một Cửa";
  }, []);
  const open = (next?: string) => {
    setDone(undefined);
    setKey(startDraft(officer, next));
  };
  if (done) return <Submitted dossier={done.dossier} about={done.about} onNext={() => open()} />;
  const finish = (next: Done) => {
    // Whoever comes next, by whatever way, is another dossier.
    startDraft(officer);
    setDone(next);
  };
  return <Desk key={key} draftKey={key} onOpen={open} onDone={finish} />;
}

function Desk({ draftKey, onOpen, onDone }: { draftKey: string; onOpen(key?: string): void; onDone(done: Done): void }) {
  const kept = keptOf(useOfficer().username);
  const { draft, change, forget, restoredAt } = useDraft(draftKey);
  const moveOn = () => {
    const key = randomKey();
    kept.write(placeOf(key), draftTitle(draft)!, { ...draft, key, server: undefined });
    again(key);
  };
  const again = (key?: string) => {
    forget();
    onOpen(key);
  };
  return (
    <IntakeForm draft={draft} change={change} restoredAt={restoredAt} onStartAgain={() => again()} onMoveOn={moveOn} onOpen={onOpen} onSubmitted={(dossier, procedure) => {
      forget();
      onDone({ dossier, about: [String(draft.applicant.full_name ?? draft.applicant.organisation_name ?? ""), procedure] });
    }} />
  );
}

interface FormProps {
  draft: Draft;
  change: ChangeDraft;
  restoredAt?: number;
  onStartAgain(): void;
  /** What is typed becomes another dossier than the one that was filed from here. */
  onMoveOn(): void;
  onOpen(key?: string): void;
  onSubmitted(dossier: Summary, procedure: string): void;
}

function useSubmission(draft: Draft, change: ChangeDraft, procedure: Procedure | undefined, onSubmitted: FormProps["onSubmitted"]) {
  const officer = useOfficer();
  const [problems, setProblems] = useState<ShownProblem[]>([]);
  const today = dayOf(Date.now());
  const sending = useMutation({
    mutationFn: async ({ decision, reasons }: { decision: Decision; reasons: Reasons }) => {
      if (!draft.server) return api.submit(await filingOf(draft, procedure!, officer, decision, reasons), draft.key);
      const server = await savedOnServer(draft, procedure!, officer, today);
      change({ server });
      return fileFrom(server, draft, decision, reasons);
    },
    onSuccess: (dossier) => {
      void queries.invalidateQueries({ queryKey: ["dossiers"] });
      onSubmitted(dossier, procedure!.name);
    },
    onError: (error) => setProblems(error instanceof ApiError ? refusedProblems(error) : []),
  });
  const isReady = (decision: Decision) => {
    const found = problemsOf(draft, procedure, decision, today);
    sending.reset();
    setProblems(found);
    return found.length === 0;
  };
  return { problems, isReady, sending, today };
}

/** What is asked for before the chosen procedure has come is done as soon as it is there. */
function useOnceThere<What>(isComing: boolean, act: (what: What) => void) {
  const [asked, setAsked] = useState<What>();
  useEffect(() => {
    if (asked === undefined || isComing) return;
    setAsked(undefined);
    act(asked);
  }, [asked, isComing, act]);
  return (what: What) => (isComing ? setAsked(() => what) : act(what));
}

function IntakeForm({ draft, change, restoredAt, onStartAgain, onMoveOn, onOpen, onSubmitted }: FormProps) {
  const chosen = useQuery({ ...procedureQuery(draft.procedure ?? ""), enabled: Boolean(draft.procedure) });
  const procedure = chosen.data;
  const officer = useOfficer();
  const { problems, isReady, sending, today } = useSubmission(draft, change, procedure, onSubmitted);
  const [dialog, setDialog] = useState<Exclude<Decision, "receive"> | "confirm">();
  const scanBox = useRef<HTMLInputElement>(null);
  const receive = () => {
    if (!sending.isPending && isReady("receive")) sending.mutate({ decision: "receive", reasons: noReasons });
  };
  const ask = (decision: Exclude<Decision, "receive">) => {
    if (isReady(decision)) setDialog(decision);
  };
  const saving = useMutation({
    mutationFn: () => savedOnServer(draft, procedure!, officer, today),
    onSuccess: (server) => {
      change({ server });
      setDialog("confirm");
    },
  });
  const confirm = () => {
    if (!saving.isPending && isReady("receive")) saving.mutate();
  };
  const decide = useOnceThere(Boolean(draft.procedure) && chosen.isPending, (what: Decision | "confirm") => {
    if (what === "receive") receive();
    else if (what === "confirm") confirm();
    else ask(what);
  });
  const open = (server: ServerDraft) => void openedDraft(server, officer, draft.key, today).then(change);
  useKeys({ F7: () => dialog ?? decide("confirm"), F2: () => scanBox.current?.focus(), F4: () => focusOn("thu-tuc"), F6: () => dialog ?? onOpen(), F8: () => dialog ?? decide("request_supplement"), F9: () => (!dialog || dialog === "confirm") && decide("receive") });
  const failed = sending.error ?? saving.error;
  const failure = failed && problems.length === 0 ? messageOf(failed) : undefined;
  const refusal = sending.error instanceof ApiError ? sending.error.code : undefined;
  const wasFiled = refusal === "idempotency_key_reused";
  const parts = { draft, problems, onChange: change };
  return (
    <>
      <div className="page-head">
        <h1>Tiếp nhận hồ sơ</h1>
        {restoredAt && <p className="quiet restored" role="status">Đã giữ lại phần nhập dở lúc {timeText(new Date(restoredAt).toISOString())}. <button type="button" className="button-link" onClick={onStartAgain}>Bỏ, nhập mới</button></p>}
        <div className="page-actions">
          {isWorthKeeping(draft) && <Button size="xs" variant="default" onClick={() => onOpen()}>Để lại, tiếp người khác <kbd>F6</kbd></Button>}
        </div>
      </div>
      <Unfinished openKey={draft.key} onOpen={onOpen} />
      <ErrorSummary errors={problems} title="Có chỗ cần sửa trước khi tiếp nhận" />
      {failure && !dialog && (
        <div className="notice notice-bad" role="alert">
          <p><strong>{wasFiled ? "Từ trang này đã nộp một hồ sơ với nội dung khác; hồ sơ đó có trong Hộp việc. Nếu nội dung đang nhập là của hồ sơ khác thì nộp riêng." : failure}</strong></p>
          {wasFiled && <Button size="xs" onClick={onMoveOn}>Giữ nội dung này làm hồ sơ khác</Button>}
          {refusal === "confirmation_needed" && <Button size="xs" onClick={() => decide("confirm")}>Xin người dân xác nhận</Button>}
        </div>
      )}
      <div className="panel">
        <ProcedurePicker chosen={draft.procedure} error={problems.find((p) => p.path === "procedure")?.short}
          onChoose={(row) => row?.id !== draft.procedure && change({ procedure: row?.id, procedure_name: row?.short_name, answers: {}, documents: {}, chosen: {}, exemption: "", collected: false, reasons: undefined })} />
        {procedure && <ProcedureFacts procedure={procedure} />}
      </div>
      <div className="intake">
        <div>
          <Applicant {...parts} today={today} scanBox={scanBox} onOpen={open}>
            <KnownPerson draft={draft} procedure={procedure} onChange={change} onOpen={open} />
          </Applicant>
          {procedure?.form && <Content procedure={procedure} form={procedure.form} today={today} {...parts} />}
        </div>
        <div>
          {procedure && <Papers procedure={procedure} {...parts} />}
          {procedure && <Fees procedure={procedure} draft={draft} onChange={change} officer={officer} />}
          <Return {...parts} />
        </div>
      </div>
      <OutcomeBar procedure={procedure} draft={draft} isSending={sending.isPending} onDecide={decide} />
      {dialog === "confirm" && draft.server && (
        <ConfirmDialog code={draft.server.code} version={draft.server.version} hasPhone={Boolean(draft.applicant.phone)} isSending={sending.isPending} onReceive={receive} onClose={() => setDialog(undefined)} />
      )}
      {dialog && dialog !== "confirm" && procedure && (
        <DecideDialog decision={dialog} procedure={procedure} draft={draft} isSending={sending.isPending} failure={sending.error ? messageOf(sending.error) : undefined} onChange={change}
          onSend={(reasons) => sending.mutate({ decision: dialog, reasons })} onClose={() => setDialog(undefined)} />
      )}
    </>
  );
}

function ProcedureFacts({ procedure }: { procedure: Procedure }) {
  const limits = procedure.limits.map((limit) => (limit.case_name ? `${limit.text} (${limit.case_name})` : limit.text)).join("; ");
  return (
    <div className="facts">
      <span><strong>{procedure.code}</strong> {procedure.subject}</span>
      <span>Thời hạn: <strong>{limits || "chưa rõ"}</strong></span>
      <span>Giải quyết: {procedure.deciding_agency_name}</span>
      {!procedure.accepted_at_centre && <span className="mark mark-late">Trung tâm không nhận; nơi nhận: {procedure.receiving}</span>}
    </div>
  );
}

interface ContentProps {
  procedure: Procedure;
  form: NonNullable<Procedure["form"]>;
  draft: Draft;
  problems: ShownProblem[];
  today: string;
  onChange: ChangeDraft;
}

function Content({ form, draft, problems, today, onChange }: ContentProps) {
  return (
    <section className="panel" aria-labelledby="noi-dung-to-khai">
      <div className="panel-head">
        <h2 id="noi-dung-to-khai">{form.title}</h2>
        {wantsPrefill(form) && <Button size="compact-sm" variant="default" onClick={() => onChange({ answers: prefilled(form, draft.answers, { applicant: draft.applicant }) })}>Lấy từ người nộp</Button>}
      </div>
      <div className="dense">
        <FormView form={form} answers={draft.answers} problems={problems} today={today} prefix="answers." onChange={(answers) => onChange({ answers })} />
      </div>
      <Field id="trich-yeu" label="Trích yếu" optional>
        <input className="input" id="trich-yeu" value={draft.summary} onChange={(e) => onChange({ summary: e.currentTarget.value })} />
      </Field>
    </section>
  );
}

interface BarProps {
  procedure?: Procedure;
  draft: Draft;
  isSending: boolean;
  onDecide(what: Decision | "confirm"): void;
}

function OutcomeBar({ procedure, draft, isSending, onDecide }: BarProps) {
  const quote = useQuote({ procedure, draft, officer: useOfficer() }).data;
  const papers = Object.values(draft.documents).filter((document) => document.isGiven).length;
  return (
    <div className="outcome" role="group" aria-label="Kết quả kiểm tra hồ sơ">
      <span className="outcome-facts">
        {procedure ? <strong>{procedure.short_name}</strong> : "Chưa chọn thủ tục"}
        {procedure && <span>{papers} giấy tờ</span>}
        {quote && procedure && <span>{quote.open_groups.length > 0 ? "chưa tính phí" : dongText(quote.total_vnd)}</span>}
      </span>
      <Button variant="default" onClick={() => onDecide("reject")}>Từ chối…</Button>
      <Button variant="default" onClick={() => onDecide("request_supplement")}>Yêu cầu bổ sung… <kbd>F8</kbd></Button>
      {procedure?.form && <Button variant="default" onClick={() => onDecide("confirm")}>Người dân xác nhận… <kbd>F7</kbd></Button>}
      <Button onClick={() => onDecide("receive")} loading={isSending}>Tiếp nhận <kbd>F9</kbd></Button>
    </div>
  );
}
