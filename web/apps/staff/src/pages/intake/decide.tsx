import { Button } from "@mantine/core";
import { Field } from "@motcua/kit";
import { useState } from "react";

import { Dialog } from "../../parts/dialog";
import type { Procedure } from "../../services";
import type { ChangeDraft, Draft, TypedReasons } from "./draft";
import type { Decision, Reasons } from "./outcome";

interface Props {
  decision: Exclude<Decision, "receive">;
  procedure: Procedure;
  draft: Draft;
  isSending: boolean;
  failure?: string;
  onChange: ChangeDraft;
  onSend(reasons: Reasons): void;
  onClose(): void;
}

const words = {
  request_supplement: {
    title: "Yêu cầu bổ sung, hoàn thiện hồ sơ", form: "Phiếu yêu cầu bổ sung (Mẫu số 02)", reason: "Lý do", send: "Lập phiếu yêu cầu bổ sung",
    hint: "Nêu đủ một lần: được yêu cầu bổ sung một lần duy nhất.",
  },
  reject: { title: "Từ chối tiếp nhận hồ sơ", form: "Phiếu từ chối tiếp nhận (Mẫu số 03)", reason: "Lý do không tiếp nhận", send: "Lập phiếu từ chối", hint: "Ghi rõ quy định và hướng dẫn nơi nộp đúng, nếu có." },
} as const;

/** Reasons are compulsory on both slips, and what is missing is told at once (NĐ 118/2025 Đ17.2a). */
export function DecideDialog({ decision, procedure, draft, isSending, failure, onChange, onSend, onClose }: Props) {
  const missing = procedure.documents.filter((paper) => paper.required && !paper.present_only && !paper.held_by && !draft.documents[paper.code]?.isGiven).map((paper) => paper.name);
  const { reason, items, guidance } = { reason: "", items: missing.join("\n"), guidance: "", ...draft.reasons?.[decision] };
  const change = (part: Partial<TypedReasons>) => onChange({ reasons: { ...draft.reasons, [decision]: { ...draft.reasons?.[decision], ...part } } });
  const [tried, setTried] = useState(false);
  const text = words[decision];
  const lines = items.split("\n").map((line) => line.trim()).filter(Boolean);
  const needsItems = decision === "request_supplement";
  const errors = { reason: tried && !reason.trim() ? "Chưa ghi lý do." : undefined, items: tried && needsItems && lines.length === 0 ? "Chưa ghi giấy tờ, nội dung cần bổ sung." : undefined };
  const send = () => {
    setTried(true);
    if (reason.trim() && (!needsItems || lines.length > 0)) onSend({ reason, items: lines, guidance });
  };
  return (
    <Dialog onClose={onClose} title={text.title}>
      <p className="quiet">{text.form}. {text.hint}</p>
      {failure && <p className="notice notice-bad" role="alert"><strong>{failure}</strong></p>}
      {needsItems && (
        <Field id="bo-sung" label="Giấy tờ, nội dung cần bổ sung" hint="Mỗi dòng một mục." error={errors.items}>
          <textarea className="input" id="bo-sung" rows={4} data-autofocus value={items} aria-describedby="bo-sung-hint" aria-invalid={errors.items ? true : undefined} onChange={(e) => change({ items: e.currentTarget.value })} />
        </Field>
      )}
      <Field id="ly-do" label={text.reason} error={errors.reason}>
        <textarea className="input" id="ly-do" rows={3} value={reason} aria-invalid={errors.reason ? true : undefined} onChange={(e) => change({ reason: e.currentTarget.value })} />
      </Field>
      <Field id="huong-dan" label="Hướng dẫn thêm" optional>
        <textarea className="input" id="huong-dan" rows={2} value={guidance} onChange={(e) => change({ guidance: e.currentTarget.value })} />
      </Field>
      <div className="dialog-actions">
        <Button variant="default" onClick={onClose}>Quay lại</Button>
        <Button onClick={send} loading={isSending}>{text.send}</Button>
      </div>
    </Dialog>
  );
}
