import { dongText, instantText } from "@motcua/text";

import { DueTag } from "../../parts/due";
import type { DossierView } from "../../services";

export function Tasks({ dossier }: { dossier: DossierView }) {
  return (
    <section className="panel" aria-labelledby="viec">
      <h2 id="viec">Các bước</h2>
      <ol className="steps">
        {dossier.tasks.map((task) => (
          <li key={task.id} className={task.finished_at ? "step-done" : "step-open"}>
            <strong>{task.step_name}</strong>
            <div className="small">{task.agency_name}{task.holder && <> · {task.holder}</>}</div>
            {task.subject && <div className="small">{task.subject}</div>}
            <div className="small quiet">
              {task.finished_at ? <>Xong {instantText(task.finished_at)}</> : task.due_at && <>Hạn {instantText(task.due_at)}</>}
            </div>
            {!task.finished_at && <DueTag dossier={{ state: dossier.state, due_at: task.due_at, timeliness: task.timeliness }} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

export function Letters({ dossier }: { dossier: DossierView }) {
  return (
    <section className="panel" aria-labelledby="van-ban">
      <h2 id="van-ban">Văn bản</h2>
      {dossier.letters.length === 0 && <p className="quiet">Chưa có văn bản nào.</p>}
      <ul className="plain-list">
        {dossier.letters.map((letter) => (
          <li key={letter.id}>
            <a href={letter.url} target="_blank" rel="noopener">{letter.title}</a>
            <div className="small quiet">{[letter.number, instantText(letter.issued_at)].filter(Boolean).join(" · ")}</div>
          </li>
        ))}
        <li><a href={`/api/dossiers/${encodeURIComponent(dossier.code)}/routing-slip.pdf`} target="_blank" rel="noopener">Phiếu kiểm soát quá trình giải quyết</a></li>
      </ul>
    </section>
  );
}

export function Journal({ dossier }: { dossier: DossierView }) {
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

export function FeeFacts({ dossier }: { dossier: DossierView }) {
  if (!dossier.fee) return null;
  const { total_vnd, paid, exempt_because } = dossier.fee;
  return <>{exempt_because ? `Miễn: ${exempt_because}` : `${dongText(total_vnd)}, ${total_vnd === 0 ? "không phải thu" : paid ? "đã thu" : "chưa thu"}`}</>;
}
