import { execFileSync } from "node:child_process";

import { sql, type Place } from "./server";

// The program has no clock for tests, so a dossier cannot become late while one waits. This moves the due times of one dossier in
// its database, and gives them back: the journal, which knows better, is verified at the end.
export function backdate(place: Place, code: string, days: number): () => void {
  const run = (text: string) =>
    place.engine === "postgres" ? sql(/\/\/\/(\w+)/.exec(place.database)![1]!, text) : execFileSync("sqlite3", [place.database.slice("sqlite:".length), `.timeout 5000`, text]);
  const move = (sign: "-" | "+") => {
    const by = `${sign} ${days * 86_400_000}`;
    run(`UPDATE task SET due_at = due_at ${by}, sort_at = sort_at ${by} WHERE closed_at IS NULL AND dossier_id = (SELECT id FROM dossier WHERE code = '${code}');
         UPDATE dossier SET due_at = due_at ${by} WHERE code = '${code}';`);
  };
  move("-");
  return () => move("+");
}
