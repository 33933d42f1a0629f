import { Banner } from "@motcua/kit";

import { messageOf } from "../services";

export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  return (
    <Banner tone="bad" title="Chưa xem được" alert>
      <p>{messageOf(error)}</p>
      {onRetry && <button type="button" className="button button-quiet" onClick={onRetry}>Thử lại</button>}
    </Banner>
  );
}
