import { dayOf, dayText, say } from "@motcua/text";
import { useQuery } from "@tanstack/react-query";

import type { DraftContent, PaperInDraft } from "../../citizen-types";
import type { DraftInWork } from "../../drafts";
import { rememberName, Upload } from "../../parts/upload";
import { api, type Procedure } from "../../services";
import { paperIn, withPaper } from "./steps";

type Paper = Procedure["documents"][number];

interface PaperProps {
  paper: Paper;
  procedure: Procedure;
  work: DraftInWork;
  error?: string;
}

/** One paper: photographed, chosen, taken from an earlier dossier, or looked up by the centre where the state has it. */
export function PaperStep({ paper, procedure, work, error }: PaperProps) {
  const { given, change } = usePaper(paper, work);
  return (
    <>
      {paper.note && <p lang="vi">{paper.note}</p>}
      {paper.held_by && (
        <label className="choice section">
          <input type="checkbox" checked={given.reused === true} onChange={(e) => change({ reused: e.currentTarget.checked || undefined })} />
          <span>{say("Dùng dữ liệu Nhà nước đã có, tôi không phải nộp")}</span>
        </label>
      )}
      <Offers paper={paper} procedure={procedure} work={work} />
      <Upload id={`giay-${paper.code}`} label={say(paper.held_by ? "Ảnh hoặc tệp của giấy tờ này, nếu có" : "Ảnh hoặc tệp của giấy tờ này")} hint={say("Chụp đủ bốn góc, rõ chữ. Nhiều trang thì chụp nhiều ảnh.")} error={error}
        files={given.files} onChange={(files) => change({ files })} />
    </>
  );
}

/** The papers that only some cases call for, on one page: most people go on at once. */
export function OtherPapersStep({ papers, procedure, work }: { papers: Paper[]; procedure: Procedure; work: DraftInWork }) {
  return (
    <>
      <p>{say("Không thuộc trường hợp nào thì bấm Tiếp tục.")}</p>
      {papers.map((paper) => <OtherPaper key={paper.code} paper={paper} procedure={procedure} work={work} />)}
    </>
  );
}

function OtherPaper({ paper, procedure, work }: PaperProps) {
  const { given, change } = usePaper(paper, work);
  return (
    <section className="card" aria-label={paper.name}>
      <Offers paper={paper} procedure={procedure} work={work} />
      <Upload id={`giay-${paper.code}`} label={paper.name} hint={paper.note} files={given.files} onChange={(files) => change({ files })} />
    </section>
  );
}

function usePaper(paper: Paper, work: DraftInWork) {
  const givenIn = (content: DraftContent) => paperIn(content, paper.code) ?? { code: paper.code, originals: 0, copies: 0, files: [] };
  return { given: givenIn(work.content), change: (part: Partial<PaperInDraft>) => work.change((now) => ({ documents: withPaper(now, { ...givenIn(now), ...part }) })) };
}

/** What this person has sent with earlier dossiers. */
function Offers({ paper, procedure, work }: PaperProps) {
  const known = useQuery({ queryKey: ["prefill", procedure.id], queryFn: () => api.prefill(procedure.id) });
  const { given, change } = usePaper(paper, work);
  const offers = (known.data?.papers ?? []).filter((one) => one.code === paper.code && !given.files.includes(one.file.digest)).slice(0, 3);
  if (offers.length === 0) return null;
  const id = `da-co-${paper.code}`;
  return (
    <section className="section" aria-labelledby={id}>
      <h2 id={id}>{say("Giấy tờ ông/bà đã nộp trước đây")}</h2>
      <ul className="files">
        {offers.map((one) => (
          <li key={one.file.digest}>
            <span className="file-name">{one.file.name}<small className="field-hint block">{say("Hồ sơ {code}", { code: one.dossier_code })}, {dayText(dayOf(one.at))}</small></span>
            <button type="button" className="button button-quiet" onClick={() => {
              rememberName(one.file.digest, one.file.name);
              change({ files: [...given.files, one.file.digest] });
            }}>{say("Dùng lại")}<span className="visually-hidden"> {one.file.name}</span></button>
          </li>
        ))}
      </ul>
    </section>
  );
}
