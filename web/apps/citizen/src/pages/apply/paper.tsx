import { dayOf, dayText, say } from "@motcua/text";
import { useQuery } from "@tanstack/react-query";

import type { DraftInWork } from "../../drafts";
import { rememberName, Upload } from "../../parts/upload";
import { api, type Procedure } from "../../services";
import { paperIn, withPaper } from "./steps";

const toBring = "Nộp bản giấy tại Trung tâm";

/** One paper: photographed, chosen, taken from an earlier dossier, or brought to the counter. */
export function PaperStep({ paper, procedure, work, error }: { paper: Procedure["documents"][number]; procedure: Procedure; work: DraftInWork; error?: string }) {
  const known = useQuery({ queryKey: ["prefill", procedure.id], queryFn: () => api.prefill(procedure.id) });
  const given = paperIn(work.content, paper.code) ?? { code: paper.code, originals: 0, copies: 0, files: [] };
  const isOnlyOnline = procedure.online === "full_online";
  const change = (part: Partial<typeof given>) => work.change({ documents: withPaper(work.content, { ...given, ...part }) });
  const offers = (known.data?.papers ?? []).filter((one) => one.code === paper.code && !given.files.includes(one.file.digest)).slice(0, 3);
  return (
    <>
      {paper.note && <p lang="vi">{paper.note}</p>}
      {offers.length > 0 && (
        <section className="card" aria-labelledby="da-co">
          <h2 id="da-co">{say("Giấy tờ ông/bà đã nộp trước đây")}</h2>
          <ul className="files">
            {offers.map((one) => (
              <li key={one.file.digest}>
                <span className="file-name">{one.file.name}<small className="field-hint block">{say("Hồ sơ {code}", { code: one.dossier_code })}, {dayText(dayOf(one.at))}</small></span>
                <button type="button" className="button button-quiet" onClick={() => {
                  rememberName(one.file.digest, one.file.name);
                  change({ files: [...given.files, one.file.digest], reused: true, note: undefined });
                }}>{say("Dùng lại")}<span className="visually-hidden"> {one.file.name}</span></button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Upload id={`giay-${paper.code}`} label={say(paper.required ? "Ảnh hoặc tệp của giấy tờ này" : "Ảnh hoặc tệp của giấy tờ này, nếu có")} hint={say("Chụp đủ bốn góc, rõ chữ. Nhiều trang thì chụp nhiều ảnh.")} error={error}
        files={given.files} onChange={(files) => change({ files, note: files.length > 0 ? undefined : given.note })} />
      {!isOnlyOnline && given.files.length === 0 && (
        <label className="choice section">
          <input type="checkbox" checked={given.note === toBring} onChange={(e) => change({ note: e.currentTarget.checked ? toBring : undefined })} />
          <span>{say("Tôi sẽ mang bản giấy đến quầy")}</span>
        </label>
      )}
    </>
  );
}
