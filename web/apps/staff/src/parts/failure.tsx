import { ApiError } from "@motcua/api-client";
import { Button } from "@mantine/core";

import { messageOf } from "../services";

/** Where no box carries a field's fault, its sentence stands here. */
const faultsIn = (error: unknown) => (error instanceof ApiError ? (error.problem?.fields ?? []).flatMap((field) => field.message ?? []).join(" ") : "");

export function Failure({ error, message, onRetry }: { error: unknown; message?: string; onRetry?: () => void }) {
  return (
    <div className="notice notice-bad" role="alert">
      <p><strong>{message ?? (faultsIn(error) || messageOf(error))}</strong></p>
      {onRetry && <Button size="xs" variant="default" onClick={onRetry}>Thử lại</Button>}
    </div>
  );
}
