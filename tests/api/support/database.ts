import { execFileSync } from "node:child_process";

import type { Place } from "./server";

// What HTTP cannot show or do: looking at the sample from outside, and letting time pass.

export function query(place: Place, text: string): string {
  if (place.engine === "postgres") return execFileSync("psql", [place.database, "-qAtX", "-v", "ON_ERROR_STOP=1", "-c", text], { encoding: "utf8" });
  return execFileSync("sqlite3", ["-cmd", ".timeout 5000", place.database.slice("sqlite:".length), text], { encoding: "utf8" });
}

/**
 * The program has no clock for tests, so a dossier cannot become late while one waits. This moves its due times, and the answer
 * gives them back: the journal, which knows better, is verified at the end.
 */
export function backdate(place: Place, code: string, days: number): () => void {
  const move = (sign: "-" | "+") => {
    const by = `${sign} ${days * 86_400_000}`;
    query(place, `UPDATE task SET due_at = due_at ${by}, sort_at = sort_at ${by} WHERE closed_at IS NULL AND dossier_id = (SELECT id FROM dossier WHERE code = '${code}');
      UPDATE dossier SET due_at = due_at ${by} WHERE code = '${code}';`);
  };
  move("-");
  return () => move("+");
}

/** Codes of the communes that no dossier of the sample has to do with. */
export function quietCommunes(place: Place): string[] {
  return query(place, `SELECT code FROM agency WHERE kind = 'commune' AND id NOT IN (SELECT intake_unit_id FROM dossier)
    AND id NOT IN (SELECT deciding_unit_id FROM dossier) ORDER BY code`).trim().split("\n");
}
