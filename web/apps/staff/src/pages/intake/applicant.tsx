import { FormView, type ShownProblem } from "@motcua/forms";
import { Field } from "@motcua/kit";
import { readIdCard, type IdCard } from "@motcua/text";
import { useState, type RefObject } from "react";

import type { ChangeDraft, Draft } from "./draft";
import { applicantForm, doubtAbout, representativeForm, withCard } from "./people";

interface Props {
  draft: Draft;
  problems: ShownProblem[];
  today: string;
  scanBox: RefObject<HTMLInputElement | null>;
  onChange: ChangeDraft;
}

export function Applicant({ draft, problems, today, scanBox, onChange }: Props) {
  const [card, setCard] = useState<IdCard>();
  const doubt = doubtAbout(draft.applicant);
  return (
    <section className="panel" aria-labelledby="nguoi-nop">
      <h2 id="nguoi-nop">Người nộp hồ sơ</h2>
      <CardScan box={scanBox} onRead={(read) => {
        setCard(read);
        onChange({ applicant: withCard(draft.applicant, read) });
      }} />
      {card && (
        <div className="notice notice-good" role="status">
          <p>Đã điền từ thẻ. Kiểm tra lại họ tên{card.residence && <>; thẻ ghi nơi thường trú: <strong>{card.residence}</strong></>}.</p>
        </div>
      )}
      <div className="dense people">
        <FormView form={applicantForm} answers={draft.applicant} problems={problems} today={today} prefix="applicant." onChange={(applicant) => onChange({ applicant })} />
      </div>
      {doubt && <p className="notice notice-warn" role="status">{doubt}</p>}
      <label className="choice">
        <input type="checkbox" checked={draft.hasRepresentative} onChange={(e) => onChange({ hasRepresentative: e.currentTarget.checked })} />
        Người khác nộp thay
      </label>
      {draft.hasRepresentative && (
        <div className="dense">
          <FormView form={representativeForm} answers={draft.representative} problems={problems} today={today} prefix="representative." onChange={(representative) => onChange({ representative })} />
        </div>
      )}
    </section>
  );
}

/** Takes the QR text of an identity card, pasted or typed by a scanner that acts as a keyboard. */
function CardScan({ box, onRead }: { box: RefObject<HTMLInputElement | null>; onRead(card: IdCard): void }) {
  const [typed, setTyped] = useState("");
  const [isWrong, setWrong] = useState(false);
  const read = (text: string, isWhole: boolean) => {
    const card = readIdCard(text);
    setWrong(isWhole && !card && text.trim() !== "");
    if (!card || !isWhole) return setTyped(text);
    setTyped("");
    onRead(card);
  };
  return (
    <Field id="quet" label="Quét mã QR trên thẻ căn cước" hint="F2 rồi quét, hoặc dán nội dung mã." error={isWrong ? "Không đọc được thẻ. Quét lại, hoặc nhập tay ở dưới." : undefined}>
      <input className="input" id="quet" ref={box} autoComplete="off" spellCheck={false} value={typed} aria-describedby="quet-hint" onChange={(e) => read(e.currentTarget.value, false)}
        onPaste={(e) => {
          e.preventDefault();
          read(e.clipboardData.getData("text"), true);
        }}
        onKeyDown={(e) => {
          if (e.key !== "Enter") return;
          e.preventDefault();
          read(typed, true);
        }} />
    </Field>
  );
}
