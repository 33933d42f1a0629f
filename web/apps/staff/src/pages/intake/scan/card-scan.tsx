import { Button } from "@mantine/core";
import { Field } from "@motcua/kit";
import { readIdCard, type IdCard } from "@motcua/text";
import { lazy, Suspense, useEffect, useState, type RefObject } from "react";

import { icons } from "../../../parts/icons";
import { api, type ServerDraft } from "../../../services";
import { consentFailure } from "../known";
import { useSerialScanner } from "./serial";

const CardCamera = lazy(() => import("./camera").then((module) => ({ default: module.CardCamera })));

/** A code of consent, as a citizen's phone shows it: in two groups, or as a QR code. */
export function consentCodeIn(text: string): string | undefined {
  const code = text.replace(/\s/g, "").toUpperCase();
  return /^[A-Z0-9]{8}$/.test(code) ? code : undefined;
}

function useHasCamera(): boolean {
  const [has, setHas] = useState(false);
  useEffect(() => {
    const { mediaDevices } = navigator as { mediaDevices?: MediaDevices };
    const look = () => void mediaDevices?.enumerateDevices().then((devices) => setHas(devices.some(({ kind }) => kind === "videoinput"))).catch(() => undefined);
    look();
    mediaDevices?.addEventListener("devicechange", look);
    return () => mediaDevices?.removeEventListener("devicechange", look);
  }, []);
  return has;
}

interface Props {
  box: RefObject<HTMLInputElement | null>;
  onRead(card: IdCard): void;
  onOpen(draft: ServerDraft): void;
}

/**
 * Takes the QR text of an identity card, or the code by which a citizen lets the officer go on with a draft: from a reader that types, from
 * one on a serial line, from the camera, pasted or typed. What this computer does not have is not offered.
 */
export function CardScan({ box, onRead, onOpen }: Props) {
  const [typed, setTyped] = useState("");
  const [error, setError] = useState<string>();
  const [isLooking, setLooking] = useState(false);
  const hasCamera = useHasCamera();
  /** Says whether it was a card or a code. */
  const take = (text: string): boolean => {
    const card = readIdCard(text);
    const code = consentCodeIn(text);
    setError(undefined);
    setTyped(card ? "" : text);
    if (card) onRead(card);
    else if (code) {
      api.openDraft(code).then((draft) => {
        setTyped("");
        onOpen(draft);
      }, (failure: unknown) => setError(consentFailure(failure)));
    } else setError("Không đọc được thẻ. Quét lại, hoặc nhập tay ở dưới.");
    return Boolean(card ?? code);
  };
  const reader = useSerialScanner(take);
  const closeCamera = () => {
    setLooking(false);
    box.current?.focus();
  };
  return (
    <>
      <Field id="quet" label="Quét mã QR trên thẻ căn cước" hint="F2 rồi quét. Mã đồng ý 8 ký tự trên điện thoại của người dân cũng nhập ở đây." error={error}>
        <div className="scan-ways">
          <input className="input" id="quet" ref={box} autoComplete="off" spellCheck={false} value={typed} aria-describedby={error ? "quet-hint quet-error" : "quet-hint"} onChange={(e) => {
            setError(undefined);
            setTyped(e.currentTarget.value);
          }}
            onPaste={(e) => {
              e.preventDefault();
              take(e.clipboardData.getData("text"));
            }}
            onKeyDown={(e) => {
              if (e.key !== "Enter") return;
              e.preventDefault();
              if (typed.trim() !== "") take(typed);
            }} />
          {hasCamera && !isLooking && <Button variant="default" leftSection={icons.scan} onClick={() => setLooking(true)}>Quét bằng máy ảnh</Button>}
          {reader && (reader.isConnected ? <span className="mark mark-good" role="status">Đã nối máy quét</span> : <Button variant="default" onClick={reader.connect}>Nối máy quét</Button>)}
        </div>
      </Field>
      {reader?.failure && <p className="field-error" role="alert">{reader.failure}</p>}
      {isLooking && (
        <Suspense>
          <CardCamera onClose={closeCamera} onText={(text) => {
            const isOfUse = take(text);
            if (isOfUse) closeCamera();
            return isOfUse;
          }} />
        </Suspense>
      )}
    </>
  );
}
