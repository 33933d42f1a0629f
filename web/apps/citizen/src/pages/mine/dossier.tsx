import { Banner, Fold, Loading, SummaryList, Tag, Timeline } from "@motcua/kit";
import { dayText, dongText, dueText, instantText, say } from "@motcua/text";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "wouter";

import type { FileRef, MyDossier } from "../../citizen-types";
import { Failure } from "../../parts/failure";
import { FileLink } from "../../parts/file-link";
import { NeedSignIn } from "../../parts/need-sign-in";
import { Page } from "../../parts/page";
import { SubmissionNote } from "../../parts/submission-note";
import { isOver, stateAdvice, stateTones } from "../../parts/states";
import { api } from "../../services";
import { RateForm, RatingGiven } from "./rate";
import { SupplementForm } from "./supplement";
import { WithdrawForm } from "./withdraw";

export function MyDossierPage({ code }: { code: string }) {
  return (
    <Page title={say("Hồ sơ {code}", { code })} whole={code}>
      <NeedSignIn why={say("Đăng nhập để xem hồ sơ này.")}><Read code={code} /></NeedSignIn>
      <p className="section-top"><Link href="/cua-toi">{say("Tất cả hồ sơ của tôi")}</Link></p>
    </Page>
  );
}

function Read({ code }: { code: string }) {
  const key = ["my-dossier", code];
  const queries = useQueryClient();
  const found = useQuery({ queryKey: key, queryFn: () => api.myDossier(code), staleTime: 0 });
  if (found.isPending) return <Loading />;
  if (found.error) return <Failure error={found.error} onRetry={() => void found.refetch()} />;
  const dossier = found.data;
  const renew = (next: MyDossier) => {
    queries.setQueryData(key, next);
    void queries.invalidateQueries({ queryKey: ["my-dossiers"] });
  };
  const may = (act: MyDossier["acts"][number]["act"]) => dossier.acts.find((one) => one.act === act)?.allowed === true;
  return (
    <>
      <p className="lead" lang="vi">{dossier.procedure_name}</p>
      {dossier.mandate_words && <p className="mandate">{say("Làm thay cho:")} <strong>{dossier.applicant.full_name}</strong> <span lang="vi">({dossier.mandate_words})</span></p>}
      <section className="card" aria-label={say("Hồ sơ đến đâu")}>
        <p className="tag-line"><Tag tone={stateTones[dossier.state] ?? "calm"}><span lang="vi">{dossier.state_name}</span></Tag>{dossier.late && <Tag tone="bad">{say("Đã trễ hẹn")}</Tag>}</p>
        {stateAdvice[dossier.state] && <p>{say(stateAdvice[dossier.state]!)}</p>}
        <label className="field-label" htmlFor="phan-tram">{say("Đã đi được {percent}% chặng đường", { percent: dossier.percent })}</label>
        <progress className="progress" id="phan-tram" max={100} value={dossier.percent}>{dossier.percent}%</progress>
        <Facts dossier={dossier} />
        {dossier.due_explanation.length > 0 && <Fold title={say("Vì sao hẹn ngày này?")}><ul lang="vi">{dossier.due_explanation.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul></Fold>}
      </section>
      {dossier.supplement && may("supplement") && <SupplementForm dossier={dossier} onDone={renew} />}
      {dossier.result && <Result dossier={dossier} />}
      {dossier.rating ? <RatingGiven rating={dossier.rating} /> : may("rate") && <RateForm code={code} onDone={() => void queries.invalidateQueries({ queryKey: key })} />}
      <section aria-labelledby="cac-buoc">
        <h2 id="cac-buoc">{say("Các bước đã qua")}</h2>
        <div lang="vi"><Timeline moments={dossier.timeline} /></div>
      </section>
      <Papers dossier={dossier} />
      {may("withdraw") && <WithdrawForm dossier={dossier} onDone={renew} />}
    </>
  );
}

function Facts({ dossier }: { dossier: MyDossier }) {
  const over = isOver(dossier.state);
  const due = dossier.due_at && `${instantText(dossier.due_at)}${over ? "" : ` (${dueText(dossier.due_at, Date.now()).text})`}${dossier.provisional ? say(", dự kiến") : ""}`;
  const paid = dossier.fee_vnd > 0 && `${dongText(dossier.fee_vnd)}, ${say(dossier.fee_paid ? "đã nộp" : "chưa nộp")}`;
  return (
    <SummaryList
      rows={[
        { name: say("Đang ở"), value: !over && dossier.holder },
        { name: say("Hẹn trả kết quả"), value: due },
        { name: say("Trung tâm trả lời trước"), value: dossier.answer_by && instantText(dossier.answer_by) },
        { name: say("Nộp lúc"), value: instantText(dossier.submitted_at) },
        { name: say("Tiếp nhận lúc"), value: dossier.received_at && instantText(dossier.received_at) },
        { name: say("Phí, lệ phí"), value: paid },
        { name: say("Được miễn phí, lệ phí"), value: dossier.fee_exemption && <span lang="vi">{dossier.fee_exemption}</span> },
        { name: say("Nhận kết quả tại"), value: dossier.return_place },
      ]}
    />
  );
}

function Files({ code, files }: { code: string; files: FileRef[] }) {
  return <ul className="files">{files.map((file) => <li key={file.digest}><FileLink path={`citizen/dossiers/${encodeURIComponent(code)}/files/${file.digest}`} name={file.name} size={file.size} fetchIt={() => api.dossierFile(code, file.digest)} /></li>)}</ul>;
}

function Result({ dossier }: { dossier: MyDossier }) {
  const result = dossier.result!;
  return (
    <section className="card" aria-labelledby="ket-qua">
      <h2 id="ket-qua">{say("Kết quả")}</h2>
      <p lang="vi"><strong>{result.name}</strong>{result.number && ` ${result.number}`}{result.issued_on && `, ${dayText(result.issued_on)}`}</p>
      {result.files.length > 0 ? <Files code={dossier.code} files={result.files} /> : <Banner><p>{say("Bản giấy nhận tại nơi đã hẹn.")}</p></Banner>}
    </section>
  );
}

function Papers({ dossier }: { dossier: MyDossier }) {
  const isFromAfar = dossier.channel === "online";
  return (
    <section className="section" aria-label={say("Giấy tờ và phiếu")}>
      {dossier.letters.length + Number(isFromAfar) > 0 && (
        <Fold title={say("Phiếu của Trung tâm")}>
          <ul className="files">
            {isFromAfar && <li><SubmissionNote code={dossier.code} /></li>}
            {dossier.letters.map((letter) => <li key={letter.number}><FileLink path={`citizen/dossiers/${encodeURIComponent(dossier.code)}/letters/${letter.number}.pdf`} name={letter.title} fetchIt={() => api.letter(dossier.code, letter.number)} /></li>)}
          </ul>
        </Fold>
      )}
      {dossier.answers_readable.length > 0 && <Fold title={say("Những điều đã khai")}><div lang="vi"><SummaryList rows={dossier.answers_readable.map((row) => ({ name: row.label, value: row.text }))} /></div></Fold>}
      {dossier.documents.length > 0 && (
        <Fold title={say("Giấy tờ đã nộp")}>
          {dossier.documents.map((paper) => <div key={paper.code + paper.name}><p lang="vi"><strong>{paper.name}</strong></p><Files code={dossier.code} files={paper.files} /></div>)}
        </Fold>
      )}
    </section>
  );
}
