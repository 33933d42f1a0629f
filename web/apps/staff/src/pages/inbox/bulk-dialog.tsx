import { Button } from "@mantine/core";
import { Field } from "@motcua/kit";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";

import { Dialog } from "../../parts/dialog";
import { api, queries } from "../../services";
import { countOf, mostAtOnce, runBulk, type BulkItem, type Outcome } from "./bulk";
import type { BulkAct } from "./inbox";

interface Props {
  act: BulkAct;
  name: string;
  items: BulkItem[];
  /** With the codes of what was done. */
  onClose(done: string[]): void;
}

const about: Record<BulkAct, string> = {
  approve: "Đồng ý giải quyết từng hồ sơ đã chọn. Hồ sơ cần từ chối thì mở riêng để ghi lý do.",
  forward: "Mỗi hồ sơ chuyển sang bước tiếp theo của quy trình của nó.",
  take: "Các việc chuyển sang tên bạn; người khác không nhận nữa.",
};

const bodyFor = (act: BulkAct, { version, task_number }: BulkItem, note: string) => ({
  version, ...(act === "take" ? { task: task_number } : { note: note.trim() || undefined }), ...(act === "approve" ? { outcome: "granted" } : {}),
});

/** One act on many dossiers: what is about to happen, how far it is, and how each one ended. */
export function BulkDialog({ act, name, items, onClose }: Props) {
  const chosen = items.slice(0, mostAtOnce);
  const [note, setNote] = useState("");
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>();
  const [isRunning, setRunning] = useState(false);
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  const run = async (these: BulkItem[]) => {
    const control = new AbortController();
    stop.current = control;
    setRunning(true);
    setOutcomes((before) => new Map([...(before ?? []), ...these.map((item): [string, Outcome] => [item.code, { state: "waiting" }])]));
    await runBulk(these, (item, key) => api.act(item.code, act, bodyFor(act, item, note), key), (code, outcome) => setOutcomes((before) => new Map(before).set(code, outcome)), control.signal);
    setRunning(false);
    void queries.invalidateQueries({ queryKey: ["dossiers"] });
    void queries.invalidateQueries({ queryKey: ["counts"] });
  };
  const close = () => onClose([...(outcomes ?? [])].filter(([, outcome]) => outcome.state === "done").map(([code]) => code));
  const again = chosen.filter((item) => isLeft(outcomes?.get(item.code)));
  return (
    <Dialog title={`${name}: ${chosen.length} hồ sơ`} onClose={() => isRunning || close()}>
      {items.length > mostAtOnce && <p className="notice notice-warn">Mỗi lần làm được {mostAtOnce} hồ sơ; {items.length - mostAtOnce} hồ sơ còn lại vẫn được chọn.</p>}
      {outcomes ? <Progress outcomes={outcomes} total={chosen.length} isRunning={isRunning} /> : (
        <>
          <p className="quiet">{about[act]}</p>
          {act !== "take" && (
            <Field id="ghi-chu-chung" label="Ghi chú chung" optional>
              <textarea className="input" id="ghi-chu-chung" rows={2} data-autofocus value={note} onChange={(e) => setNote(e.currentTarget.value)} />
            </Field>
          )}
        </>
      )}
      <div className="dialog-actions">
        {isRunning && <Button variant="default" onClick={() => stop.current?.abort()}>Dừng</Button>}
        {!isRunning && <Button variant="default" onClick={close}>{outcomes ? "Xong" : "Đóng"}</Button>}
        {!outcomes && <Button onClick={() => void run(chosen)}>{name} {chosen.length} hồ sơ</Button>}
        {outcomes && !isRunning && again.length > 0 && <Button onClick={() => void run(again)}>Làm tiếp {again.length} hồ sơ</Button>}
      </div>
    </Dialog>
  );
}

const isLeft = (outcome: Outcome | undefined) => outcome?.state === "waiting" || (outcome?.state === "refused" && outcome.isTryable);

function Progress({ outcomes, total, isRunning }: { outcomes: ReadonlyMap<string, Outcome>; total: number; isRunning: boolean }) {
  const { done, refused, left } = countOf(outcomes.values());
  const refusals = [...outcomes].flatMap(([code, outcome]) => (outcome.state === "refused" ? [{ code, text: outcome.text }] : []));
  return (
    <>
      <progress className="bulk-progress" aria-label="Tiến độ" max={total} value={done + refused} />
      <p role="status">
        <strong>{done} hồ sơ đã xong</strong>{refused > 0 && <>, <strong className="bad-text">{refused} không làm được</strong></>}{left > 0 && <>, {left} {isRunning ? "đang chờ" : "chưa làm"}</>}.
      </p>
      {refusals.length > 0 && (
        <ul className="plain-list bulk-refusals" aria-label="Hồ sơ không làm được">
          {refusals.map(({ code, text }) => <li key={code}><Link to="/ho-so/$code" params={{ code }} target="_blank">{code}</Link>: {text}</li>)}
        </ul>
      )}
    </>
  );
}
