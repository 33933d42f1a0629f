import { FormView, type ShownProblem } from "@motcua/forms";
import { Field } from "@motcua/kit";
import { readIdCard, type IdCard } from "@motcua/text";
import { useState, type ReactNode, type RefObject } from "react";

import { Files } from "../../parts/files";
import { api, type ServerDraft } from "../../services";
import type { ChangeDraft, Draft } from "./draft";
import { consentFailure } from "./known";
import { applicantForm, doubtAbout, representativeForm, withCard } from "./people";

interface Props {
  draft: Draft;
  problems: ShownProblem[];
  today: string;
  scanBox: RefObject<HTMLInputElement | null>;
  onChange: ChangeDraft;
  onOpen(draft: ServerDraft): void;
  /** What is known of the person, below the scan. */
  children: ReactNode;
}

export function Applicant({ draft, problems, today, scanBox, onChange, onOpen, children }: Props) {
  const [card, setCard] = useState<IdCard>();
  const doubt = doubtAbout(draft.applicant);
  return (
    <section className="panel" aria-labelledby="nguoi-nop">
      <h2 id="nguoi-nop">Người nộp hồ sơ</h2>
      <CardScan box={scanBox} onOpen={onOpen} onRead={(read) => {
        setCard(read);
        onChange({ applicant: withCard(draft.applicant, read) });
      }} />
      {card && (
        <div className="notice notice-good" role="status">
          <p>Đã điền từ thẻ. Kiểm tra lại họ tên{card.residence && <>; thẻ ghi nơi thường trú: <strong>{card.residence}</strong></>}.</p>
        </div>
      )}
      {children}
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
          <Field id="uy-quyen" label="Bản quét giấy ủy quyền" optional><Files id="uy-quyen" files={draft.authorisation_files} onChange={(authorisation_files) => onChange({ authorisation_files })} /></Field>
        </div>
      )}
    </section>
  );
}

/** A code of consent, as a citizen's phone shows it. */
const isConsentCode = (text: string) => /^[A-Z0-9]{8}$/i.test(text.trim());

interface ScanProps {
  box: RefObject<HTMLInputElement | null>;
  onRead(card: IdCard): void;
  onOpen(draft: ServerDraft): void;
}

/** Takes the QR text of an identity card, or the code by which a citizen lets the officer go on with a draft: scanned, pasted or typed. */
function CardScan({ box, onRead, onOpen }: ScanProps) {
  const [typed, setTyped] = useState("");
  const [error, setError] = useState<string>();
  const read = (text: string, isWhole: boolean) => {
    const card = readIdCard(text);
    setError(undefined);
    if (!isWhole || text.trim() === "") return setTyped(text);
    setTyped(card ? "" : text);
    if (card) return onRead(card);
    if (!isConsentCode(text)) return setError("Không đọc được thẻ. Quét lại, hoặc nhập tay ở dưới.");
    api.openDraft(text.trim().toUpperCase()).then((draft) => {
      setTyped("");
      onOpen(draft);
    }, (failure: unknown) => setError(consentFailure(failure)));
  };
  return (
    <Field id="quet" label="Quét mã QR trên thẻ căn cước" hint="F2 rồi quét. Mã đồng ý 8 ký tự trên điện thoại của người dân cũng nhập ở đây." error={error}>
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
