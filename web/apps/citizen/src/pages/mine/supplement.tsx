import { instantText, say } from "@motcua/text";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { MyDossier } from "../../citizen-types";
import { Upload } from "../../parts/upload";
import { api, messageOf } from "../../services";
import { askedPapers } from "./asked";

/** What the centre asks for, and the files that answer it. */
export function SupplementForm({ dossier, onDone }: { dossier: MyDossier; onDone(next: MyDossier): void }) {
  const procedure = useQuery({ queryKey: ["procedure", dossier.procedure_id], queryFn: () => api.procedure(dossier.procedure_id) });
  const [files, setFiles] = useState<Record<number, string[]>>({});
  const [sendingAt, setSendingAt] = useState<Record<number, number>>({});
  const [error, setError] = useState<string>();
  const asked = dossier.supplement!;
  // What the state holds or only sees at the counter is not among the procedure's files; a request may still ask for it.
  const papers = procedure.data ? askedPapers(asked.items, procedure.data.documents.filter((paper) => !paper.held_by && !paper.present_only)) : [];
  const given = papers.flatMap(({ code, name }, at) => (files[at]?.length ? [{ code, name: code === "khac" ? name : undefined, originals: 0, copies: 0, files: files[at] }] : []));
  const sending = useMutation({ mutationFn: () => api.answerSupplement(dossier.code, dossier.version, given), onSuccess: onDone });
  return (
    <form className="card" aria-labelledby="bo-sung" noValidate onSubmit={(e) => {
      e.preventDefault();
      // It can be answered once: not before every photo has arrived.
      const isUploading = Object.values(sendingAt).some((count) => count > 0);
      setError(isUploading ? say("Tệp đang tải lên. Đợi tải xong rồi gửi.") : given.length === 0 ? say("Chưa có tệp nào.") : undefined);
      if (!isUploading && given.length > 0 && !sending.isPending) sending.mutate();
    }}>
      <h2 id="bo-sung">{say("Trung tâm yêu cầu bổ sung")}</h2>
      <p lang="vi">{asked.reason}</p>
      {asked.items.length > 0 && <ul lang="vi">{asked.items.map((item) => <li key={item}>{item}</li>)}</ul>}
      {asked.guidance && <p lang="vi">{asked.guidance}</p>}
      <p className="field-hint">{say("Yêu cầu lúc {time}. Trong lúc chờ, thời hạn giải quyết tạm dừng.", { time: instantText(asked.asked_at) })}</p>
      {papers.map((paper, at) => <Upload key={at} id={`bs-${at}`} label={paper.name} files={files[at] ?? []} onChange={(digests) => setFiles((now) => ({ ...now, [at]: digests }))} onSending={(count) => setSendingAt((now) => ({ ...now, [at]: count }))} />)}
      {(error ?? sending.error) && <p className="field-error" role="alert">{error ?? messageOf(sending.error)}</p>}
      <button type="submit" className="button" aria-disabled={sending.isPending}>{say(sending.isPending ? "Đang gửi…" : "Gửi bổ sung")}</button>
    </form>
  );
}
