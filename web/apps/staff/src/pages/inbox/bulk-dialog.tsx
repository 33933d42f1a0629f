import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";

import { Dialog } from "../../parts/dialog";
import { useKept } from "../../parts/kept";
import { Restored } from "../../parts/restored";
import { api, queries, type DossierQuestion } from "../../services";
import { ActInput } from "../dossier/act-inputs";
import { askedOf, faultOf, type ActValues } from "../dossier/acts";
import { Batch, countOf, mostAtOnce, runBulk, Series, type BulkItem, type Outcome } from "./bulk";
import { bulkBody, bulkWords } from "./bulk-acts";
import { titleOfBatch, type KeptBatch } from "./kept-batch";

interface Props {
  act: string;
  name: string;
  items: BulkItem[];
  /** The list that they were chosen from. */
  question: DossierQuestion;
  /** Where what is typed is kept until it is done. */
  place: string;
  /** Of those that were chosen before, how many somebody has touched since. */
  missing?: number;
  /** The dossiers of the list as they are now. */
  latest(): Promise<BulkItem[]>;
  /** With the codes of what was done. */
  onClose(done: string[]): void;
}

type Outcomes = ReadonlyMap<string, Outcome>;

const gone: Outcome = { state: "refused", text: "Không còn trong danh sách này.", isTryable: false };

/** Doing it to these, stopping, and taking it up again with those that are left or were refused. */
function useRun({ act, latest }: Props, values: ActValues) {
  const [outcomes, setOutcomes] = useState<Outcomes>();
  const [isRunning, setRunning] = useState(false);
  const stop = useRef<AbortController>(undefined);
  const batch = useRef(new Batch());
  const series = useRef<Series>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  const tell = (code: string, outcome: Outcome) => {
    if (outcome.state === "refused" && !outcome.isTryable) series.current?.giveBack(code);
    setOutcomes((before) => new Map(before).set(code, outcome));
  };
  const run = async (these: BulkItem[]) => {
    const control = new AbortController();
    stop.current = control;
    series.current ??= new Series(Number(values.first_number ?? 1));
    const numbers = series.current;
    setRunning(true);
    setOutcomes((before) => new Map([...(before ?? []), ...these.map((item): [string, Outcome] => [item.code, { state: "waiting" }])]));
    await runBulk(these, batch.current, (item, key) => api.act(item.code, act, bulkBody(act, item, values, numbers), key), tell, control.signal);
    setRunning(false);
    void queries.invalidateQueries({ queryKey: ["dossiers"] });
    void queries.invalidateQueries({ queryKey: ["counts"] });
  };
  /** As they are now: the officer has read why they were refused. */
  const runAgain = async (codes: string[]) => {
    setRunning(true);
    const now = await latest();
    for (const code of codes.filter((one) => !now.some((item) => item.code === one))) tell(code, gone);
    await run(now.filter((item) => codes.includes(item.code)));
  };
  return { outcomes, isRunning, run, runAgain, stop: () => stop.current?.abort(), unused: () => series.current?.unused() ?? [] };
}

/** What is typed, kept with the dossiers that it is for. */
function useKeptValues({ act, name, question, place }: Props, chosen: BulkItem[]) {
  const items = chosen.map(({ code, version }) => ({ code, version }));
  const { value, change, forget, restoredAt } = useKept<KeptBatch>(place, () => ({ act, name, question, items, values: {} }), titleOfBatch);
  const setValues = (values: ActValues) => change({ act, name, question, items, values });
  return { values: value.values, setValues, forget, restoredAt };
}

/** One act on many dossiers: what is about to happen, how far it is, and how each one ended. */
export function BulkDialog(props: Props) {
  const { act, name, items, missing = 0, onClose } = props;
  const chosen = items.slice(0, mostAtOnce);
  const words = bulkWords(act);
  const { values, setValues, forget, restoredAt } = useKeptValues(props, chosen);
  const [tried, setTried] = useState(false);
  const { outcomes, isRunning, run, runAgain, stop, unused } = useRun(props, values);
  const asked = askedOf(words.fields, values);
  const begin = () => {
    setTried(true);
    if (asked.every((field) => !faultOf(field, values[field.name]))) void run(chosen);
  };
  const ended = (state: Outcome["state"]) => [...(outcomes ?? [])].filter(([, outcome]) => outcome.state === state).map(([code]) => code);
  const close = () => onClose(ended("done"));
  const left = chosen.filter((item) => isLeft(outcomes?.get(item.code)));
  const isOver = outcomes !== undefined && !isRunning && left.length === 0;
  useEffect(() => {
    if (isOver) forget();
  }, [isOver, forget]);
  const refused = [...(outcomes ?? [])].filter(([, outcome]) => outcome.state === "refused" && !outcome.isTryable && outcome !== gone).map(([code]) => code);
  return (
    <Dialog title={`${name}: ${chosen.length} hồ sơ`} onClose={() => isRunning || close()}>
      {items.length > mostAtOnce && <p className="notice notice-warn">Mỗi lần làm được {mostAtOnce} hồ sơ; {items.length - mostAtOnce} hồ sơ còn lại vẫn được chọn.</p>}
      {missing > 0 && !outcomes && <p className="notice notice-warn">{missing} hồ sơ chọn trước đó đã có người làm hoặc không còn trong danh sách, nên không làm ở đây.</p>}
      {restoredAt && !outcomes && <Restored at={restoredAt} onStartAgain={() => {
        setValues({});
        forget();
      }} />}
      {outcomes ? <Progress outcomes={outcomes} total={chosen.length} isRunning={isRunning} unused={isRunning ? [] : unused()} /> : (
        <>
          <p className="quiet">{words.about}</p>
          {asked.map((field, i) => (
            <ActInput key={field.name} field={field} dossier={nothingInCommon} isFirst={i === 0} error={tried ? faultOf(field, values[field.name]) : undefined} value={values[field.name]} values={values}
              onChange={(value) => setValues({ ...values, [field.name]: value })} />
          ))}
        </>
      )}
      <div className="dialog-actions">
        {isRunning && <Button key="stop" autoFocus variant="default" onClick={stop}>Dừng</Button>}
        {outcomes && !isRunning && refused.length > 0 && <Button variant="default" onClick={() => void runAgain(refused)}>Thử lại {refused.length} hồ sơ không làm được</Button>}
        {outcomes && !isRunning && left.length > 0 && <Button onClick={() => void run(left)}>Làm tiếp {left.length} hồ sơ</Button>}
        {!isRunning && <Button key="close" autoFocus={outcomes !== undefined} variant="default" onClick={close}>{outcomes ? "Xong" : "Đóng"}</Button>}
        {!outcomes && <Button data-autofocus={asked.length === 0 || undefined} onClick={begin}>{name} {chosen.length} hồ sơ</Button>}
      </div>
    </Dialog>
  );
}

const nothingInCommon = { documents: [], tasks: [] };

const isLeft = (outcome: Outcome | undefined) => outcome?.state === "waiting" || (outcome?.state === "refused" && outcome.isTryable);

const stateNames = { waiting: "chưa làm", running: "đang làm", done: "đã xong" };

function Progress({ outcomes, total, isRunning, unused }: { outcomes: Outcomes; total: number; isRunning: boolean; unused: number[] }) {
  const { done, refused, left } = countOf(outcomes.values());
  const refusals = [...outcomes].flatMap(([code, outcome]) => (outcome.state === "refused" ? [{ code, text: outcome.text }] : []));
  return (
    <>
      <progress className="bulk-progress" aria-label="Tiến độ" max={total} value={done + refused} />
      <p role="status" aria-live={isRunning ? "off" : "polite"}>
        <strong>{done} hồ sơ đã xong</strong>{refused > 0 && <>, <strong className="bad-text">{refused} không làm được</strong></>}{left > 0 && <>, {left} {isRunning ? "đang chờ" : "chưa làm"}</>}.
      </p>
      {unused.length > 0 && <p className="notice notice-warn">Số kết quả chưa dùng: {unused.join(", ")}.</p>}
      {refusals.length > 0 && (
        <ul className="plain-list bulk-refusals" aria-label="Hồ sơ không làm được">
          {refusals.map(({ code, text }) => <li key={code}><Link to="/ho-so/$code" params={{ code }} target="_blank">{code}</Link>: {text}</li>)}
        </ul>
      )}
      {!isRunning && (
        <details>
          <summary>Kết quả của từng hồ sơ</summary>
          <ul className="plain-list bulk-refusals" aria-label="Kết quả của từng hồ sơ">
            {[...outcomes].map(([code, outcome]) => <li key={code}><Link to="/ho-so/$code" params={{ code }} target="_blank">{code}</Link>: {outcome.state === "refused" ? <span className="bad-text">không làm được</span> : stateNames[outcome.state]}</li>)}
          </ul>
        </details>
      )}
    </>
  );
}
