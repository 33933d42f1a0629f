import { timeText } from "@motcua/text";

/** Says that what is shown was typed before, with the way to begin anew. */
export function Restored({ at, onStartAgain }: { at: number; onStartAgain(): void }) {
  return (
    <p className="quiet small" role="status">
      Đã giữ lại nội dung nhập dở lúc {timeText(new Date(at).toISOString())}. <button type="button" className="button-link" onClick={onStartAgain}>Bỏ, nhập mới</button>
    </p>
  );
}
