import { Button } from "@mantine/core";
import { instantText } from "@motcua/text";
import { useQuery } from "@tanstack/react-query";

import { useOfficer } from "../../officer";
import { keptOf } from "../../parts/kept";
import { keyIn } from "./draft";

const shown = 6;

/** Dossiers that were left to serve somebody else, here or on another computer. */
export function Unfinished({ openKey, onOpen }: { openKey: string; onOpen(key: string): void }) {
  const kept = keptOf(useOfficer().username);
  const found = useQuery({ queryKey: ["unfinished", openKey], queryFn: () => kept.entries(), staleTime: 0 });
  const others = (found.data ?? []).flatMap((entry) => {
    const key = keyIn(entry.place);
    return key && key !== openKey ? [{ ...entry, key }] : [];
  });
  if (others.length === 0) return null;
  const forget = (place: string) => {
    kept.forget(place);
    void found.refetch();
  };
  return (
    <section className="unfinished" aria-label="Hồ sơ nhập dở">
      <h2>Nhập dở</h2>
      <ul>
        {others.slice(0, shown).map((entry) => (
          <li key={entry.place}>
            <button type="button" className="unfinished-open" onClick={() => onOpen(entry.key)}>
              {entry.title} <span className="quiet">{instantText(new Date(entry.savedAt).toISOString())}</span>
            </button>
            <Button size="compact-xs" variant="subtle" color="dark" aria-label={`Bỏ hồ sơ nhập dở: ${entry.title}`} onClick={() => forget(entry.place)}>Bỏ</Button>
          </li>
        ))}
        {others.length > shown && <li className="quiet">và {others.length - shown} hồ sơ nữa</li>}
      </ul>
    </section>
  );
}
