import { Button } from "@mantine/core";
import { inSentence, instantText } from "@motcua/text";

import { useOfficer } from "../../officer";
import { usePrint } from "../../parts/print";
import { letterAddress, letterTitle, type Detail } from "../../services";

export type AskAct = (act: string, task?: number) => void;

type Task = Detail["tasks"][number];

const takers: Record<Task["kind"], string[]> = {
  accept: ["receive_dossiers"], forward: ["receive_dossiers"], step: ["process_dossiers", "approve_dossiers"], consultation: ["process_dossiers"], record_result: ["process_dossiers"],
};

/** Open work, with what can be done about each piece, and the way of the dossier through its steps. */
export function Tasks({ dossier, onAct }: { dossier: Detail; onAct: AskAct }) {
  const { permissions } = useOfficer();
  const mayDo = (task: Task) => takers[task.kind].some((permission) => permissions.includes(permission));
  return (
    <section className="panel" aria-labelledby="viec">
      <h2 id="viec">Đang ở đâu</h2>
      {dossier.tasks.length > 0 && (
        <ul className="plain-list tasks">
          {dossier.tasks.map((task) => (
            <li key={task.number}>
              <strong>{task.name}</strong>
              <div className="small">{task.agency.name}{task.officer && <> · {task.officer}</>}</div>
              {task.subject && <div className="small">{task.subject}</div>}
              {task.due_at && <div className="small quiet">Hạn {instantText(task.due_at)}</div>}
              <div className="task-acts">
                {!task.officer && mayDo(task) && <Button size="compact-sm" variant="default" onClick={() => onAct("take", task.number)}>Nhận việc</Button>}
                {task.kind === "consultation" && mayDo(task) && <Button size="compact-sm" variant="default" onClick={() => onAct("answer-consultation", task.number)}>Trả lời ý kiến</Button>}
              </div>
            </li>
          ))}
        </ul>
      )}
      <ol className="steps">
        {dossier.steps.map((step) => (
          <li key={step.code} className={step.done ? "step-done" : step.current ? "step-open" : "step-later"} aria-current={step.current ? "step" : undefined}>
            {step.name}
            <div className="small quiet">{step.agency}</div>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The letters, the latest first and to print by one key while no dialog is open. */
export function Letters({ dossier, isIdle }: { dossier: Detail; isIdle: boolean }) {
  const latest = dossier.letters.at(-1);
  const { print, isPrinting, said } = usePrint(latest && isIdle ? letterAddress(dossier.code, latest.number) : undefined);
  return (
    <section className="panel" aria-labelledby="van-ban">
      <h2 id="van-ban">Văn bản</h2>
      <p className="small print-said" role="status">{said}</p>
      <ul className="plain-list">
        {dossier.letters.toReversed().map((letter) => (
          <li key={letter.number}>
            <a href={letterAddress(dossier.code, letter.number)} target="_blank" rel="noopener">{letterTitle(letter.title)}</a>
            <div className="small quiet">{[letter.number_text, instantText(letter.issued_at)].filter(Boolean).join(" · ")}</div>
            {letter === latest && <Button size="compact-sm" variant="default" loading={isPrinting} onClick={print}>In<span className="visually-hidden"> {inSentence(letterTitle(latest.title))}</span> <kbd>F9</kbd></Button>}
          </li>
        ))}
        <li><a href={`/api/dossiers/${encodeURIComponent(dossier.code)}/routing-slip.pdf`} target="_blank" rel="noopener">Phiếu kiểm soát quá trình giải quyết</a></li>
      </ul>
    </section>
  );
}

export function Journal({ dossier }: { dossier: Detail }) {
  return (
    <section className="panel" aria-labelledby="nhat-ky">
      <h2 id="nhat-ky">Quá trình</h2>
      <ol className="journal">
        {dossier.timeline.toReversed().map((moment) => (
          <li key={moment.seq}>
            <div className="small quiet"><time dateTime={moment.at}>{instantText(moment.at)}</time> · {moment.actor}</div>
            {moment.text}
          </li>
        ))}
      </ol>
    </section>
  );
}
