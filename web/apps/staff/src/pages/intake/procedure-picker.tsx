import { Combobox, Field } from "@motcua/kit";
import { useQuery } from "@tanstack/react-query";

import { api, procedureQuery, type ProcedureRow } from "../../services";

interface Props {
  chosen?: string;
  error?: string;
  onChoose(procedure: ProcedureRow | undefined): void;
}

/** Finds any procedure by its names, code or field of work, typed with or without marks. */
export function ProcedurePicker({ chosen, error, onChoose }: Props) {
  const procedure = useQuery({ ...procedureQuery(chosen ?? ""), enabled: Boolean(chosen) }).data;
  return (
    <Field id="thu-tuc" label="Thủ tục" hint="F4. Gõ tên, tên thường gọi hoặc mã; không dấu cũng được." error={error}>
      <Combobox id="thu-tuc" describedBy={error ? "thu-tuc-hint thu-tuc-error" : "thu-tuc-hint"} invalid={Boolean(error)} placeholder="Ví dụ: khai sinh, sao y, 1.001193"
        chosenText={chosen ? (procedure?.name ?? chosen) : ""} emptyText="Không tìm thấy thủ tục nào." find={async (q) => (await api.procedures(q)).items}
        keyOf={(row) => row.id} textOf={(row) => row.name} onChoose={onChoose}
        render={(row) => <>{row.name}<br /><small>{[row.code, row.subject, row.limit_text].filter(Boolean).join(" · ")}</small></>} />
    </Field>
  );
}
