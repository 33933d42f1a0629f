import { Banner } from "@motcua/kit";
import { say } from "@motcua/text";

import { messageOf } from "../services";

export function Failure({ error, title = say("Chưa xem được"), onRetry }: { error: unknown; title?: string; onRetry?: () => void }) {
  return (
    <Banner tone="bad" title={title} alert>
      <p>{messageOf(error)}</p>
      {onRetry && <button type="button" className="button button-quiet" onClick={onRetry}>{say("Thử lại")}</button>}
    </Banner>
  );
}
