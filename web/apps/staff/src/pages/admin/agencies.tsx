import { ApiError } from "@motcua/api-client";
import { Button } from "@mantine/core";
import { Field } from "@motcua/kit";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { useOfficer } from "../../officer";
import { agenciesQuery, messageOf, queries } from "../../services";
import { Found, usePageTitle } from "./parts";
import { admin } from "./questions";

const kinds: Record<string, string> = { city: "Thành phố", department: "Sở, ngành", commune: "Xã, phường, đặc khu", centre: "Trung tâm", division: "Phòng, bộ phận", intake_point: "Điểm tiếp nhận", counter: "Quầy" };
type Agency = Awaited<ReturnType<typeof admin.agencies>>["items"][number];

/** Units with their divisions, points and counters. */
export function Agencies() {
  usePageTitle("Đơn vị");
  const officer = useOfficer();
  const whole = useQuery(agenciesQuery).data?.items ?? [];
  const units = whole.filter((one) => one.kind === "commune" || one.kind === "department" || one.kind === "city");
  const [unit, setUnit] = useState(officer.unit_code);
  const found = useQuery({ queryKey: ["agencies", unit], queryFn: () => admin.agencies(unit) });
  return (
    <>
      <div className="page-head"><h1>Đơn vị</h1></div>
      <div className="filters filters-labelled">
        <Field id="chon-don-vi" label="Đơn vị">
          <select className="input" id="chon-don-vi" value={unit} onChange={(e) => setUnit(e.currentTarget.value)}>
            {units.map((one) => <option key={one.code} value={one.unit_code}>{one.name}</option>)}
          </select>
        </Field>
      </div>
      <Found query={found}>
        {({ items }) => (
          <div className="two-columns">
            <section className="panel" aria-labelledby="co-cau">
              <h2 id="co-cau">Cơ cấu</h2>
              <Branch agencies={items} parent={undefined} />
            </section>
            {officer.permissions.includes("manage_agencies") && <AddAgency key={unit} agencies={items} />}
          </div>
        )}
      </Found>
    </>
  );
}

function Branch({ agencies, parent }: { agencies: Agency[]; parent?: string }) {
  const codes = new Set(agencies.map((one) => one.code));
  const own = agencies.filter((one) => (parent === undefined ? !one.parent_code || !codes.has(one.parent_code) : one.parent_code === parent));
  if (own.length === 0) return null;
  return (
    <ul className="tree">
      {own.map((one) => (
        <li key={one.code}>
          {one.name} <span className="quiet small">{kinds[one.kind]}{one.identifier && ` · mã định danh ${one.identifier}`}</span>
          <Branch agencies={agencies} parent={one.code} />
        </li>
      ))}
    </ul>
  );
}

function AddAgency({ agencies }: { agencies: Agency[] }) {
  const parents = agencies.filter((one) => one.kind === "commune" || one.kind === "department" || one.kind === "centre");
  const [parent, setParent] = useState(parents[0]?.code ?? "");
  const [kind, setKind] = useState<"division" | "intake_point" | "counter">("division");
  const [code, setCode] = useState("");
  const [name, setName] = useState("");
  const adding = useMutation({
    mutationFn: () => admin.addAgency({ parent_code: parent, kind, code: code.trim(), name: name.trim() }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["agencies"] });
      setCode("");
      setName("");
    },
  });
  const fields = adding.error instanceof ApiError ? (adding.error.problem?.fields ?? []) : [];
  const said = (field: string) => fields.find((one) => one.field === field)?.message;
  return (
    <form className="panel" noValidate aria-labelledby="them-don-vi" onSubmit={(e) => {
      e.preventDefault();
      adding.mutate();
    }}>
      <h2 id="them-don-vi">Thêm phòng, điểm tiếp nhận, quầy</h2>
      {adding.error && fields.length === 0 && <p className="notice notice-bad" role="alert"><strong>{messageOf(adding.error)}</strong></p>}
      {adding.data && <p className="notice notice-good" role="status">Đã thêm {adding.data.name}.</p>}
      <Field id="thuoc" label="Thuộc" error={said("parent_code")}>
        <select className="input" id="thuoc" value={parent} onChange={(e) => setParent(e.currentTarget.value)}>{parents.map((one) => <option key={one.code} value={one.code}>{one.name}</option>)}</select>
      </Field>
      <Field id="loai" label="Loại" error={said("kind")}>
        <select className="input" id="loai" value={kind} onChange={(e) => setKind(e.currentTarget.value as typeof kind)}>
          {(["division", "intake_point", "counter"] as const).map((one) => <option key={one} value={one}>{kinds[one]}</option>)}
        </select>
      </Field>
      <Field id="ma-don-vi" label="Mã" hint="Chữ thường không dấu, số, gạch nối; ví dụ quay-5." error={said("code")}><input className="input" id="ma-don-vi" value={code} onChange={(e) => setCode(e.currentTarget.value)} /></Field>
      <Field id="ten-don-vi" label="Tên" error={said("name")}><input className="input" id="ten-don-vi" value={name} onChange={(e) => setName(e.currentTarget.value)} /></Field>
      <Button type="submit" variant="default" loading={adding.isPending}>Thêm</Button>
    </form>
  );
}
