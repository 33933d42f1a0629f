import { ApiError } from "@motcua/api-client";
import { Button } from "@mantine/core";
import { Field } from "@motcua/kit";
import { timeText } from "@motcua/text";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { Dialog } from "../../parts/dialog";
import { api, messageOf } from "../../services";

interface Props {
  code: string;
  version: number;
  hasPhone: boolean;
  isSending: boolean;
  onReceive(): void;
  onClose(): void;
}

const ways = [
  { way: "screen", name: "Màn hình thứ hai", hint: "Mở cửa sổ để người dân đọc và bấm xác nhận." },
  { way: "qr", name: "Mã QR", hint: "Người dân quét bằng điện thoại." },
  { way: "sms", name: "Mã qua tin nhắn", hint: "Đọc lại tờ khai; người dân đọc mã 6 số vừa nhận." },
] as const;

/** The citizen says that what the officer typed is right: on the second screen, on the phone, or by a code (Ngày không viết). */
export function ConfirmDialog({ code, version, hasPhone, isSending, onReceive, onClose }: Props) {
  const asking = useMutation({
    mutationFn: (way: (typeof ways)[number]["way"]) => api.askConfirmation(code, version, way),
    onSuccess: (asked) => {
      if (asked.way === "screen" && asked.url) window.open(asked.url, "xac-nhan", "popup,width=900,height=1000");
    },
  });
  const asked = asking.data;
  const latest = useQuery({ queryKey: ["draft", code, version], queryFn: () => api.serverDraft(code), refetchInterval: 2000, gcTime: 0 }).data;
  const answered = latest?.confirmations.find((one) => one.valid && one.outcome);
  if (answered?.outcome === "confirmed") {
    return (
      <Dialog title="Người dân đã xác nhận" onClose={onClose}>
        <p className="notice notice-good" role="status"><strong>Nội dung đã được người dân xác nhận{answered.answered_at && <> lúc {timeText(answered.answered_at)}</>}.</strong> Sửa thêm thì phải xác nhận lại.</p>
        <div className="dialog-actions">
          <Button variant="default" onClick={onClose}>Đóng</Button>
          <Button loading={isSending} data-autofocus onClick={onReceive}>Tiếp nhận <kbd>F9</kbd></Button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title="Người dân xác nhận nội dung" onClose={onClose}>
      {asking.error && <p className="notice notice-bad" role="alert"><strong>{messageOf(asking.error)}</strong></p>}
      {answered?.outcome === "refused" && (
        <p className="notice notice-warn" role="alert"><strong>Người dân báo nội dung chưa đúng{answered.remark && `: “${answered.remark}”`}.</strong> Đóng, sửa lại rồi xin xác nhận lần nữa.</p>
      )}
      <div className="ways" role="group" aria-label="Cách xác nhận">
        {ways.filter(({ way }) => way !== "sms" || hasPhone).map(({ way, name, hint }) => (
          <button key={way} type="button" className="way" aria-pressed={asked?.way === way} disabled={asking.isPending} onClick={() => asking.mutate(way)}><strong>{name}</strong><span>{hint}</span></button>
        ))}
      </div>
      {asked?.qr && (
        <svg className="qr" role="img" aria-label="Mã QR để người dân xác nhận" viewBox={`0 0 ${asked.qr.side} ${asked.qr.side}`}><path d={asked.qr.path} /></svg>
      )}
      {asked?.way === "qr" && !asked.qr && <p className="notice notice-warn" role="alert">Hệ thống chưa đặt địa chỉ cho người dân truy cập nên không tạo được mã QR. Chọn cách khác.</p>}
      {asked?.way === "sms" && <CodeEntry key={asked.id} code={code} id={asked.id} phone={asked.masked_phone} />}
      {asked && asked.way !== "sms" && !answered && <p role="status">Đang chờ người dân xác nhận… Có hiệu lực đến {timeText(asked.expires_at)}.</p>}
      <div className="dialog-actions"><Button variant="default" onClick={onClose}>Đóng</Button></div>
    </Dialog>
  );
}

function CodeEntry({ code, id, phone }: { code: string; id: string; phone?: string }) {
  const [typed, setTyped] = useState("");
  const sending = useMutation({ mutationFn: () => api.confirmByCode(code, id, typed.trim()) });
  const failure = sending.error instanceof ApiError ? (sending.error.problem?.fields?.[0]?.message ?? sending.error.message) : undefined;
  return (
    <form noValidate onSubmit={(e) => {
      e.preventDefault();
      sending.mutate();
    }}>
      <Field id="ma-xac-nhan" label={`Mã người dân vừa nhận${phone ? ` ở số ${phone}` : ""}`} error={failure}>
        <input className="input input-short" id="ma-xac-nhan" inputMode="numeric" autoComplete="off" maxLength={6} value={typed} aria-invalid={failure ? true : undefined} onChange={(e) => setTyped(e.currentTarget.value)} />
      </Field>
      <Button type="submit" variant="default" loading={sending.isPending}>Xác nhận bằng mã</Button>
    </form>
  );
}
