import { Combobox, describedBy, Field, Fieldset } from "@motcua/kit";
import { say } from "@motcua/text";
import { useEffect, useState } from "react";

import { useFormServices, type CommuneChoice } from "./services";

export interface Address {
  detail?: string;
  commune_code?: string;
  province_code?: string;
}

export interface AddressFieldsProps {
  id: string;
  label: string;
  hint?: string;
  optional?: boolean;
  must?: boolean;
  value: Address;
  errorOf(part: string): string | undefined;
  onChange(value: Address): void;
}

const known = new Map<string, CommuneChoice>();

function useCommuneText(code: string | undefined): string {
  const { commune } = useFormServices();
  const [, setCount] = useState(0);
  useEffect(() => {
    if (!code || known.has(code)) return;
    void commune(code).then((found) => {
      if (found) known.set(code, found);
      setCount((count) => count + 1);
    }).catch(() => undefined);
  }, [code, commune]);
  return code ? (known.get(code)?.text ?? code) : "";
}

/** House and street in words, the commune from the list of the country: typed without marks too. */
export function AddressFields({ id, label, hint, optional, must, value, errorOf, onChange }: AddressFieldsProps) {
  const { findCommunes } = useFormServices();
  const chosenText = useCommuneText(value.commune_code);
  const detailId = `${id}-detail`;
  const communeId = `${id}-commune_code`;
  return (
    <Fieldset id={id} label={label} hint={hint} optional={optional} must={must}>
      <div className="parts">
        <Field id={detailId} label={say("Số nhà, đường, thôn, tổ dân phố")} error={errorOf("detail")}>
          <input className="input" id={detailId} value={value.detail ?? ""} aria-invalid={errorOf("detail") ? true : undefined}
            aria-describedby={describedBy(detailId, undefined, errorOf("detail"))} onInput={(e) => onChange({ ...value, detail: e.currentTarget.value })} />
        </Field>
        <Field id={communeId} label={say("Xã, phường, đặc khu")} error={errorOf("commune_code")}>
          <Combobox id={communeId} chosenText={chosenText} placeholder={say("Gõ tên xã, phường")} invalid={Boolean(errorOf("commune_code"))}
            describedBy={describedBy(communeId, undefined, errorOf("commune_code"))} find={findCommunes} keyOf={(c) => c.code} textOf={(c) => c.text}
            onChoose={(c) => {
              if (c) known.set(c.code, c);
              onChange({ ...value, commune_code: c?.code, province_code: c?.province_code });
            }} />
        </Field>
      </div>
    </Fieldset>
  );
}
