import { Combobox, describedBy, Field } from "@motcua/kit";
import { matchesWords, say } from "@motcua/text";
import { useQuery } from "@tanstack/react-query";

import { chooseCommune, useCommune } from "../commune";
import { api } from "../services";

export function useUnits() {
  return useQuery({ queryKey: ["units"], queryFn: api.units, staleTime: Infinity });
}

/** The communes of the city, typed without marks too. */
export function CommunePicker({ id, label, hint, onChosen }: { id: string; label: string; hint?: string; onChosen?(code: string): void }) {
  const code = useCommune();
  const units = useUnits().data?.items ?? [];
  return (
    <Field id={id} label={label} hint={hint}>
      <Combobox id={id} describedBy={describedBy(id, hint)} placeholder={say("Gõ tên xã, phường")} chosenText={units.find((unit) => unit.code === code)?.full_name ?? ""}
        find={(typed) => units.filter((unit) => matchesWords(unit.full_name, typed)).slice(0, 30)} keyOf={(unit) => unit.code} textOf={(unit) => unit.full_name}
        onChoose={(unit) => {
          if (!unit) return;
          chooseCommune(unit.code);
          onChosen?.(unit.code);
        }} />
    </Field>
  );
}
