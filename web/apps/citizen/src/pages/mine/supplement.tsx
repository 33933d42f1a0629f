import { fold, instantText, say } from "@motcua/text";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { MyDossier } from "../../citizen-types";
import { Upload } from "../../parts/upload";
import { api, messageOf } from "../../services";

/** What the centre asks for, and the files that answer it. */
export function SupplementForm({ dossier, onDone }: { dossier: MyDossier; onDone(next: MyDossier): void }) {
  const procedure = useQuery({ queryKey: ["procedure", dossier.procedure_id], queryFn: () => api.procedure(dossier.procedure_id) });
  const [files, setFiles] = useState<Record<string, string[]>>({});
  const [error, setError] = useState<string>();
  const asked = dossier.supplement!;
  const all = procedure.data?.documents.filter((paper) => !paper.held_by && !paper.present_only) ?? [];
  // Those that the request names come alone; a request in other words offers every paper.
  const named = all.filter((paper) => asked.items.some((item) => fold(item).includes(fold(paper.name))));
  const papers = named.length > 0 ? named : all;
  const sending = useMutation({
    mutationFn: () => api.answerSupplement(dossier.code, dossier.version, Object.entries(files).filter(([, digests]) => digests.length > 0).map(([code, digests]) => ({ code, originals: 0, copies: 0, files: digests }))),
    onSuccess: onDone,
  });
  return (
    <form className="card" aria-labelledby="bo-sung" noValidate onSubmit={(e) => {
      e.preventDefault();
      const isEmpty = Object.values(files).every((digests) => digests.length === 0);
      setError(isEmpty ? say("Chưa có tệp nào.") : undefined);
      if (!isEmpty && !sending.isPending) sending.mutate();
    }}>
      <h2 id="bo-sung">{say("Trung tâm yêu cầu bổ sung")}</h2>
      <p lang="vi">{asked.reason}</p>
      {asked.items.length > 0 && <ul lang="vi">{asked.items.map((item) => <li key={item}>{item}</li>)}</ul>}
      {asked.guidance && <p lang="vi">{asked.guidance}</p>}
      <p className="field-hint">{say("Yêu cầu lúc {time}. Trong lúc chờ, thời hạn giải quyết tạm dừng.", { time: instantText(asked.asked_at) })}</p>
      {papers.map((paper) => <Upload key={paper.code} id={`bs-${paper.code}`} label={paper.name} files={files[paper.code] ?? []} onChange={(digests) => setFiles({ ...files, [paper.code]: digests })} />)}
      {(error ?? sending.error) && <p className="field-error" role="alert">{error ?? messageOf(sending.error)}</p>}
      <button type="submit" className="button" aria-disabled={sending.isPending}>{say(sending.isPending ? "Đang gửi…" : "Gửi bổ sung")}</button>
    </form>
  );
}
