import { ApiError } from "@motcua/api-client";
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useCallback, useState } from "react";

import { Dialog } from "../../parts/dialog";
import { useKept } from "../../parts/kept";
import { Restored } from "../../parts/restored";
import { api, dossierChanged, messageOf, type Detail } from "../../services";
import { ActInput } from "./act-inputs";
import { askedOf, bodyOf, faultOf, isTyped, placeOfAct, startingValues, wordsFor, type ActField, type ActValues } from "./acts";

interface Props {
  act: string;
  /** Of one of several open tasks. */
  task?: number;
  dossier: Detail;
  /** With the title of the letter that was issued. */
  onClose(letter?: string): void;
}

/** One act on a dossier. What was typed survives a refusal, a reload of the dossier or the page, and an ended session. */
export function ActDialog({ act, task, dossier, onClose }: Props) {
  const words = wordsFor(act);
  const titleOf = useCallback((typed: ActValues) => (isTyped(typed) ? `${words.name} · ${dossier.code}` : undefined), [words.name, dossier.code]);
  const { value: values, change: setValues, forget, restoredAt } = useKept<ActValues>(placeOfAct(dossier.code, act), () => startingValues(act, dossier), titleOf);
  const asked = askedOf(words.fields, values);
  const [tried, setTried] = useState(false);
  const [reloaded, setReloaded] = useState(false);
  const doing = useMutation({
    mutationFn: () => api.act(dossier.code, act, { version: dossier.version, ...(task === undefined ? {} : { task }), ...bodyOf(words.fields, values) }),
    onSuccess: async (summary) => {
      forget();
      // The page shows the new state before it can be worked on again.
      await dossierChanged(dossier.code).catch(() => undefined);
      onClose(summary.letters[0]?.title);
    },
  });
  const refused = doing.error instanceof ApiError ? doing.error : undefined;
  const isChanged = refused?.code === "dossier_changed";
  const offer = dossier.acts.find((item) => item.act === act);
  const isRefusedNow = offer?.allowed === false;
  const errorOf = (field: ActField) => (tried ? faultOf(field, values[field.name]) : undefined) ?? refused?.problem?.fields?.find((f) => f.field === field.name)?.message;
  const reload = async () => {
    await dossierChanged(dossier.code);
    doing.reset();
    setReloaded(true);
  };
  const send = () => {
    setTried(true);
    setReloaded(false);
    if (asked.every((field) => !faultOf(field, values[field.name]))) doing.mutate();
  };
  return (
    <Dialog onClose={() => onClose()} title={words.name}>
      {words.about && <p className="quiet">{words.about}</p>}
      {restoredAt && (
        <Restored at={restoredAt} onStartAgain={() => {
          setValues(startingValues(act, dossier));
          forget();
        }} />
      )}
      {isChanged && <Changed onReload={() => void reload()} />}
      {reloaded && !isRefusedNow && <p className="notice notice-plain" role="status">Đã tải lại hồ sơ. Nội dung bạn nhập vẫn còn; xem lại rồi bấm “{words.name}” nếu vẫn đúng.</p>}
      {isRefusedNow && <p className="notice notice-warn" role="alert">Việc này không còn làm được: {offer.refusal}</p>}
      {doing.error && !isChanged && <p className="notice notice-bad" role="alert"><strong>{messageOf(doing.error)}</strong></p>}
      {asked.map((field, i) => (
        <ActInput key={field.name} field={field} dossier={dossier} isFirst={i === 0} error={errorOf(field)} value={values[field.name]} values={values} onChange={(value) => setValues((now) => ({ ...now, [field.name]: value }))} />
      ))}
      <div className="dialog-actions">
        <Button variant="default" onClick={() => onClose()}>Đóng</Button>
        <Button color={words.tone === "grave" ? "red.9" : undefined} loading={doing.isPending} disabled={isChanged || isRefusedNow} onClick={send}>{words.name}</Button>
      </div>
    </Dialog>
  );
}

function Changed({ onReload }: { onReload(): void }) {
  return (
    <div className="notice notice-warn" role="alert">
      <p><strong>Hồ sơ vừa được người khác thay đổi, nên việc này chưa được thực hiện.</strong></p>
      <p>Tải lại để xem thay đổi. Nội dung bạn đã nhập không mất.</p>
      <Button size="xs" onClick={onReload}>Tải lại hồ sơ</Button>
    </div>
  );
}
