import { Button } from "@mantine/core";
import { Field } from "@motcua/kit";
import { useEffect, useRef, useState } from "react";

import { store } from "../../../services";
import { qrReader } from "./read-qr";

interface Props {
  /** Says whether the text was of any use; the camera looks on until it is. */
  onText(text: string): boolean;
  onClose(): void;
}

const between = 150;
const chosenKey = "may-anh";

function failureOf(error: unknown): string {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError") return "Trình duyệt chưa được phép dùng máy ảnh. Bấm biểu tượng cạnh thanh địa chỉ để cho phép, rồi mở lại.";
  return name === "NotReadableError" ? "Chương trình khác đang dùng máy ảnh." : "Không mở được máy ảnh.";
}

/** The camera of the counter, held over the QR code of a card or of a phone. The pictures stay in this page. */
export function CardCamera({ onText, onClose }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const [device, setDevice] = useState(() => store.get(chosenKey) ?? "");
  const [devices, setDevices] = useState<MediaDeviceInfo[]>([]);
  const [failure, setFailure] = useState<string>();
  const latest = useRef(onText);
  useEffect(() => {
    latest.current = onText;
  });
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stream: MediaStream | undefined;
    const end = () => {
      isOver = true;
      clearTimeout(timer);
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    const begin = async () => {
      const reading = qrReader();
      const size = { width: { ideal: 1280 }, height: { ideal: 720 } };
      stream = await navigator.mediaDevices.getUserMedia({ video: device ? { ...size, deviceId: device } : { ...size, facingMode: "environment" } });
      const read = await reading;
      if (isOver) return end();
      video.current!.srcObject = stream;
      await video.current!.play();
      setDevices((await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === "videoinput"));
      const look = async () => {
        const text = video.current && (await read(video.current).catch(() => undefined));
        if (isOver) return;
        if (text && latest.current(text)) end();
        else timer = setTimeout(() => void look(), between);
      };
      return look();
    };
    begin().catch((error: unknown) => isOver || setFailure(failureOf(error)));
    return end;
  }, [device]);
  return (
    <div className="camera" role="group" aria-label="Máy ảnh">
      {failure ? <p className="field-error" role="alert">{failure}</p> : <p role="status">Đưa mã QR trên thẻ căn cước, hoặc trên điện thoại của người dân, vào giữa khung hình.</p>}
      <video ref={video} muted playsInline aria-label="Hình từ máy ảnh" />
      {devices.length > 1 && (
        <Field id="chon-may-anh" label="Máy ảnh">
          <select className="input" id="chon-may-anh" value={device} onChange={(e) => {
            store.set(chosenKey, e.currentTarget.value);
            setDevice(e.currentTarget.value);
          }}>
            {!devices.some(({ deviceId }) => deviceId === device) && <option value={device}>Tự chọn</option>}
            {devices.map(({ deviceId, label }, i) => <option key={deviceId} value={deviceId}>{label || `Máy ảnh ${i + 1}`}</option>)}
          </select>
        </Field>
      )}
      <Button size="xs" variant="default" autoFocus onClick={onClose}>Đóng máy ảnh</Button>
    </div>
  );
}
