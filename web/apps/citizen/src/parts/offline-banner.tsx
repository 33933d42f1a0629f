import { instantText, say } from "@motcua/text";

import { useIsOnline, useKeptAt } from "../offline";

/** Told as long as the line is cut, with the time of what is shown. */
export function OfflineBanner() {
  const keptAt = useKeptAt();
  const isOnline = useIsOnline();
  if (isOnline && !keptAt) return null;
  return (
    <div className="offline" role="status">
      <div className="wrap">{keptAt ? say("Mất kết nối. Đang xem thông tin lúc {time}.", { time: instantText(keptAt) }) : say("Mất kết nối. Có mạng lại sẽ tự cập nhật.")}</div>
    </div>
  );
}
