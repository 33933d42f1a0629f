import { Button } from "@mantine/core";
import { Combobox } from "@motcua/kit";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { useOfficer } from "../../officer";
import { api, procedureQuery, store, type DossierQuestion } from "../../services";

export const stateNames: Record<string, string> = {
  registered: "Mới đăng ký", received: "Được tiếp nhận", processing: "Đang xử lý", supplementing: "Chờ bổ sung", awaiting_payment: "Chờ nộp tiền", resolved: "Đã xử lý xong",
  returned: "Đã trả kết quả", rejected: "Không tiếp nhận", withdrawn: "Đã rút", stopped: "Dừng xử lý",
};

interface Props {
  question: DossierQuestion;
  onChange(part: Partial<DossierQuestion>): void;
}

export const isFiltered = ({ q, state, procedure, late }: DossierQuestion) => Boolean(q ?? state ?? procedure ?? late);
export const noFilter: Partial<DossierQuestion> = { q: undefined, state: undefined, procedure: undefined, late: undefined };

export function Filters({ question, onChange }: Props) {
  const [typed, setTyped] = useState(question.q ?? "");
  useEffect(() => setTyped(question.q ?? ""), [question.q]);
  useEffect(() => {
    if (typed.trim() === (question.q ?? "")) return;
    const timer = setTimeout(() => onChange({ q: typed.trim() || undefined }), 350);
    return () => clearTimeout(timer);
  }, [typed, question.q, onChange]);
  return (
    <div className="filters">
      <input className="input filter-text" type="search" aria-label="Lọc theo mã, người nộp" placeholder="Lọc theo mã, người nộp" value={typed} onChange={(e) => setTyped(e.currentTarget.value)} />
      <select className="input filter-state" aria-label="Trạng thái" value={question.state ?? ""} onChange={(e) => onChange({ state: e.currentTarget.value || undefined })}>
        <option value="">Mọi trạng thái</option>
        {Object.entries(stateNames).map(([state, name]) => <option key={state} value={state}>{name}</option>)}
      </select>
      <ProcedureFilter chosen={question.procedure} onChoose={(procedure) => onChange({ procedure })} />
      <label className="choice">
        <input type="checkbox" checked={question.late ?? false} onChange={(e) => onChange({ late: e.currentTarget.checked || undefined })} />
        Chỉ hồ sơ trễ
      </label>
      <select className="input filter-size" aria-label="Số hồ sơ một trang" value={question.limit ?? 50} onChange={(e) => onChange({ limit: e.currentTarget.value === "200" ? 200 : undefined })}>
        <option value="50">50 hồ sơ</option>
        <option value="200">200 hồ sơ</option>
      </select>
      {isFiltered(question) && <Button size="xs" variant="subtle" color="dark" onClick={() => onChange(noFilter)}>Bỏ lọc</Button>}
      <SavedFilters question={question} onChange={onChange} />
    </div>
  );
}

function ProcedureFilter({ chosen, onChoose }: { chosen?: string; onChoose(id: string | undefined): void }) {
  const name = useQuery({ ...procedureQuery(chosen ?? ""), enabled: Boolean(chosen) }).data?.short_name;
  return (
    <div className="filter-procedure">
      <Combobox id="loc-thu-tuc" label="Lọc theo thủ tục" placeholder="Mọi thủ tục" chosenText={chosen ? (name ?? chosen) : ""} emptyText="Không tìm thấy thủ tục nào."
        find={async (q) => (await api.procedures(q)).items} keyOf={(row) => row.id} textOf={(row) => row.short_name} onChoose={(row) => onChoose(row?.id)} />
    </div>
  );
}

interface Saved {
  name: string;
  filter: Pick<DossierQuestion, "box" | "work" | "state" | "procedure" | "late">;
}

function savedUnder(key: string): Saved[] {
  try {
    return JSON.parse(store.get(key) ?? "[]") as Saved[];
  } catch {
    return [];
  }
}

/** Filters with a name, on this computer. What was typed is left out: it may be a person's name. */
function SavedFilters({ question, onChange }: Props) {
  const key = `filters.${useOfficer().username}`;
  const [saved, setSaved] = useState<Saved[]>(() => savedUnder(key));
  const [name, setName] = useState<string>();
  const keep = (next: Saved[]) => {
    store.set(key, JSON.stringify(next));
    setSaved(next);
  };
  const { box, work, state, procedure, late } = question;
  const filter = { box, work, state, procedure, late };
  const isSavable = Boolean(work ?? state ?? procedure ?? late);
  return (
    <div className="saved-filters">
      {saved.map((one) => (
        <span key={one.name} className="chip">
          <button type="button" onClick={() => onChange({ ...noFilter, work: undefined, ...one.filter })}>{one.name}</button>
          <button type="button" aria-label={`Xoá bộ lọc ${one.name}`} onClick={() => keep(saved.filter((other) => other !== one))}>×</button>
        </span>
      ))}
      {isSavable && name === undefined && <Button size="xs" variant="subtle" color="dark" onClick={() => setName("")}>Lưu bộ lọc</Button>}
      {name !== undefined && (
        <form className="row-form" onSubmit={(e) => {
          e.preventDefault();
          if (name.trim()) keep([...saved.filter((one) => one.name !== name.trim()), { name: name.trim(), filter }]);
          setName(undefined);
        }}>
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- The field appears because its button was pressed. */}
          <input className="input" autoFocus aria-label="Tên bộ lọc" placeholder="Tên bộ lọc" maxLength={40} value={name} onChange={(e) => setName(e.currentTarget.value)} />
          <Button size="xs" variant="default" type="submit">Lưu</Button>
        </form>
      )}
    </div>
  );
}
