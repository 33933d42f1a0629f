import type { ShownProblem } from "@motcua/forms";
import { Combobox, describedBy, Field, Fieldset } from "@motcua/kit";
import { matchesWords } from "@motcua/text";
import { useQuery } from "@tanstack/react-query";

import { unitsQuery, type Filing } from "../../services";
import type { ChangeDraft, Draft } from "./draft";

const methods: { value: Filing["return_method"]; name: string }[] = [
  { value: "at_centre", name: "Tại Trung tâm" },
  { value: "post", name: "Bưu chính" },
  { value: "online", name: "Bản điện tử" },
];

/** Where the work is done and how the result comes back: three places that need not be one. */
export function Return({ draft, problems, onChange }: { draft: Draft; problems: ShownProblem[]; onChange: ChangeDraft }) {
  const error = problems.find((problem) => problem.path === "return_address")?.short;
  return (
    <section className="panel" aria-labelledby="tra-ket-qua">
      <h2 id="tra-ket-qua">Nơi giải quyết và trả kết quả</h2>
      <UnitField id="noi-giai-quyet" label="Xã, phường giải quyết" hint="Để trống nếu là nơi tiếp nhận." code={draft.unit_code} onChange={(unit_code) => onChange({ unit_code })} />
      <Fieldset id="cach-tra" label="Nhận kết quả">
        <div className="choices-inline">
          {methods.map((method) => (
            <label className="choice" key={method.value}>
              <input type="radio" name="cach-tra" checked={draft.return_method === method.value} onChange={() => onChange({ return_method: method.value })} />
              {method.name}
            </label>
          ))}
        </div>
      </Fieldset>
      {draft.return_method === "at_centre" && (
        <UnitField id="noi-tra" label="Trả tại" hint="Để trống nếu là nơi tiếp nhận." code={draft.return_unit_code} onChange={(return_unit_code) => onChange({ return_unit_code })} />
      )}
      {draft.return_method === "post" && (
        <Field id="dia-chi-tra" label="Địa chỉ nhận" error={error}>
          <input className="input" id="dia-chi-tra" value={draft.return_address} aria-describedby={describedBy("dia-chi-tra", undefined, error)} aria-invalid={error ? true : undefined}
            onChange={(e) => onChange({ return_address: e.currentTarget.value })} />
        </Field>
      )}
    </section>
  );
}

function UnitField({ id, label, hint, code, onChange }: { id: string; label: string; hint: string; code?: string; onChange(code: string | undefined): void }) {
  const units = useQuery(unitsQuery).data?.items ?? [];
  return (
    <Field id={id} label={label} hint={hint}>
      <Combobox id={id} describedBy={describedBy(id, hint)} placeholder="Gõ tên xã, phường" chosenText={units.find((unit) => unit.code === code)?.full_name ?? ""}
        find={(typed) => units.filter((unit) => matchesWords(unit.full_name, typed)).slice(0, 30)} keyOf={(unit) => unit.code} textOf={(unit) => unit.full_name} onChoose={(unit) => onChange(unit?.code)} />
    </Field>
  );
}
