import { FormView, type ShownProblem } from "@motcua/forms";
import { Field } from "@motcua/kit";
import type { IdCard } from "@motcua/text";
import { useState, type ReactNode, type RefObject } from "react";

import { Files } from "../../parts/files";
import type { ServerDraft } from "../../services";
import type { ChangeDraft, Draft } from "./draft";
import { applicantForm, doubtAbout, representativeForm, withCard } from "./people";
import { CardScan } from "./scan/card-scan";

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
