import { describedBy, Field } from "@motcua/kit";
import { say } from "@motcua/text";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import type { MyDossier } from "../../citizen-types";
import { api, messageOf } from "../../services";

/** Taking a dossier back: asked for a reason, and folded away so that nobody does it by mistake. */
export function WithdrawForm({ dossier, onDone }: { dossier: MyDossier; onDone(next: MyDossier): void }) {
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState<string>();
  const going = useMutation({ mutationFn: () => api.withdraw(dossier.code, dossier.version, reason.trim()), onSuccess: onDone });
  const error = missing ?? (going.error ? messageOf(going.error) : undefined);
  return (
    <details className="fold">
      <summary>{say("Rút hồ sơ này")}</summary>
      <form noValidate onSubmit={(e) => {
        e.preventDefault();
        setMissing(reason.trim() ? undefined : say("Chưa ghi lý do."));
        if (reason.trim() && !going.isPending) going.mutate();
      }}>
        <p>{say("Rút rồi thì hồ sơ không được giải quyết nữa. Muốn làm lại phải nộp hồ sơ mới.")}</p>
        <Field id="ly-do-rut" label={say("Lý do rút hồ sơ")} error={error}>
          <textarea className="input" id="ly-do-rut" rows={2} value={reason} aria-invalid={error ? true : undefined} aria-describedby={describedBy("ly-do-rut", undefined, error)} onInput={(e) => setReason(e.currentTarget.value)} />
        </Field>
        <button type="submit" className="button button-quiet" aria-disabled={going.isPending}>{say("Rút hồ sơ")}</button>
      </form>
    </details>
  );
}
