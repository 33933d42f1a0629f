import { Button } from "@mantine/core";
import { Field } from "@motcua/kit";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { api, messageOf } from "../../services";
import { draftKindsQuery, type Draft, type DraftRequest } from "./api";

const lines = (text: string) => text.split("\n").map((line) => line.trim()).filter(Boolean);

/** A paper from a template, every sentence with where it comes from; then as a Word file or PDF. */
export function Drafting() {
  const kinds = useQuery(draftKindsQuery).data?.items ?? [];
  const [typed, setTyped] = useState({ kind: "notice", subject: "", to: "", points: "", procedure: "", figures: false });
  const request = (): DraftRequest => ({
    kind: typed.kind, subject: typed.subject, to: lines(typed.to), points: lines(typed.points), procedure: typed.procedure.trim() || undefined, figures: typed.figures,
  });
  const drafting = useMutation({ mutationFn: () => api.draft(request()) });
  const saving = useMutation({ mutationFn: (format: "docx" | "pdf") => api.draftFile(request(), format) });
  const error = drafting.error ?? saving.error;
  const set = (change: Partial<typeof typed>) => setTyped({ ...typed, ...change });
  return (
    <div className="talk-desk">
      <form className="panel" onSubmit={(e) => { e.preventDefault(); drafting.mutate(); }}>
        <Field id="loai" label="Loại văn bản">
          <select className="input" id="loai" value={typed.kind} onChange={(e) => set({ kind: e.currentTarget.value })}>
            {kinds.map((kind) => <option key={kind.kind} value={kind.kind}>{kind.name}</option>)}
          </select>
        </Field>
        <Field id="ve-viec" label="Về việc">
          <input className="input" id="ve-viec" value={typed.subject} maxLength={300} onChange={(e) => set({ subject: e.currentTarget.value })} />
        </Field>
        <Field id="kinh-gui" label="Kính gửi" hint="Mỗi nơi một dòng; để trống nếu không cần." optional>
          <textarea className="input" id="kinh-gui" value={typed.to} onChange={(e) => set({ to: e.currentTarget.value })} />
        </Field>
        <Field id="y" label="Các ý cần nêu" hint="Mỗi ý một dòng." optional>
          <textarea className="input" id="y" rows={5} value={typed.points} onChange={(e) => set({ points: e.currentTarget.value })} />
        </Field>
        <Field id="thu-tuc" label="Thủ tục cần nói tới" hint="Mã thủ tục; giấy tờ, thời hạn, mức thu lấy từ danh mục." optional>
          <input className="input" id="thu-tuc" value={typed.procedure} placeholder="1.001193" onChange={(e) => set({ procedure: e.currentTarget.value })} />
        </Field>
        <label className="choice"><input type="checkbox" checked={typed.figures} onChange={(e) => set({ figures: e.currentTarget.checked })} /> <span>Kèm số liệu hôm nay của đơn vị</span></label>
        {error && <p className="field-error" role="alert">{messageOf(error)}</p>}
        <div className="talk-buttons">
          <Button type="submit" size="xs" loading={drafting.isPending}>Soạn thảo</Button>
          <Button size="xs" variant="default" disabled={!drafting.data} onClick={() => saving.mutate("docx")}>Tải Word</Button>
          <Button size="xs" variant="default" disabled={!drafting.data} onClick={() => saving.mutate("pdf")}>Tải PDF</Button>
        </div>
      </form>
      {drafting.data && <Shown draft={drafting.data} />}
    </div>
  );
}

function Shown({ draft }: { draft: Draft }) {
  return (
    <section className="panel" aria-label="Bản thảo">
      <h2>{draft.name}: {draft.subject}</h2>
      {draft.sentences.map((sentence, i) => (
        <p key={i} className="talk-sentence">{sentence.item && "- "}{sentence.text}<span className="block small quiet">{sentence.source}</span></p>
      ))}
    </section>
  );
}
