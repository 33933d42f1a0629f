import { Button } from "@mantine/core";

import { messageOf } from "../services";

export function Failure({ error, message, onRetry }: { error: unknown; message?: string; onRetry?: () => void }) {
  return (
    <div className="notice notice-bad" role="alert">
      <p><strong>{message ?? messageOf(error)}</strong></p>
      {onRetry && <Button size="xs" variant="default" onClick={onRetry}>Thử lại</Button>}
    </div>
  );
}
