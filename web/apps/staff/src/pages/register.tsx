import { Button } from "@mantine/core";
import { DateText, Field } from "@motcua/kit";
import { instantText, isDay, phoneText } from "@motcua/text";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";

import { Failure } from "../parts/failure";
import { useOfficer } from "../officer";
import { api, unitsQuery, type RegisterQuestion, type RegisterLine } from "../services";

/** Sổ theo dõi hồ sơ, Mẫu số 07 (TT 03/2025/TT-VPCP). */
export function Register() {
  const search = useSearch({ from: "/signed-in/so-theo-doi" });
  const units = useQuery(unitsQuery);
  const officer = useOfficer();
  // Each centre keeps its own register; an office above them has none.
  const isAbove = units.data !== undefined && !units.data.items.some((unit) => unit.code === officer.unit_code);
  const isChosen = Boolean(search.unit_code) || !isAbove;
  const found = useQuery({ queryKey: ["register", search], queryFn: () => api.register(search), placeholderData: keepPreviousData, enabled: isChosen && (Boolean(search.unit_code) || !units.isPending) });
  useEffect(() => {
    document.title = "Sổ theo dõi hồ sơ – Một Cửa";
  }, []);
  const { after: _, ...kept } = search;
  const file = (ending: string) => `/api/register.${ending}?${new URLSearchParams(Object.entries(kept).filter(([, value]) => value) as [string, string][])}`;
  return (
    <>
      <div className="page-head">
        <h1>Sổ theo dõi hồ sơ <span className="quiet">Mẫu số 07</span></h1>
        {isChosen && (
          <div className="page-actions">
            <Button component="a" size="xs" variant="default" href={file("xlsx")} download>Tải Excel</Button>
            <Button component="a" size="xs" variant="default" href={file("pdf")} target="_blank" rel="noopener">In (PDF)</Button>
          </div>
        )}
      </div>
      <Filters key={JSON.stringify(kept)} question={kept} units={units.data?.items ?? []} own={isAbove ? "Chọn nơi tiếp nhận" : "Nơi của tôi"} />
      {!isChosen && <p className="quiet">Chọn nơi tiếp nhận rồi bấm Xem.</p>}
      {isChosen && found.error && <Failure error={found.error} onRetry={() => void found.refetch()} />}
      {isChosen && found.isPending && <p className="quiet" role="status">Đang tải…</p>}
      {isChosen && found.data && <Rows rows={found.data.items} />}
      <div className="pager">
        {search.after && <Link to="/so-theo-doi" search={kept} className="pager-next">Về trang đầu</Link>}
        {found.data?.next && <Link to="/so-theo-doi" search={{ ...kept, after: found.data.next }} className="pager-next">Trang sau</Link>}
      </div>
    </>
  );
}

function Filters({ question, units, own }: { question: RegisterQuestion; units: { code: string; full_name: string }[]; own: string }) {
  const [asked, setAsked] = useState(question);
  const navigate = useNavigate({ from: "/so-theo-doi" });
  const wrong = (day: string | undefined) => (day && !isDay(day) ? "Nhập ngày, ví dụ 01/10/2026." : undefined);
  return (
    <form className="filters filters-labelled" noValidate onSubmit={(e) => {
      e.preventDefault();
      if (wrong(asked.from) || wrong(asked.to)) return;
      void navigate({ search: { unit_code: asked.unit_code || undefined, from: asked.from || undefined, to: asked.to || undefined } });
    }}>
      <DateText id="tu" label="Từ ngày" value={asked.from ?? ""} error={asked.from && asked.from.length >= 8 ? wrong(asked.from) : undefined} onChange={(from) => setAsked({ ...asked, from })} />
      <DateText id="den" label="Đến ngày" value={asked.to ?? ""} error={asked.to && asked.to.length >= 8 ? wrong(asked.to) : undefined} onChange={(to) => setAsked({ ...asked, to })} />
      <Field id="noi" label="Nơi tiếp nhận">
        <select className="input" id="noi" value={asked.unit_code ?? ""} onChange={(e) => setAsked({ ...asked, unit_code: e.currentTarget.value })}>
          <option value="">{own}</option>
          {units.map((unit) => <option key={unit.code} value={unit.code}>{unit.full_name}</option>)}
        </select>
      </Field>
      <Button type="submit" size="sm" variant="default">Xem</Button>
    </form>
  );
}

const timelinessNames = { early: "trước hạn", on_time: "đúng hạn", late: "quá hạn" };
const returnNames = { at_centre: "Trực tiếp", post: "Bưu chính", online: "Trực tuyến" };
const at = (instant: string | undefined) => (instant ? instantText(instant) : "");

function Rows({ rows }: { rows: RegisterLine[] }) {
  if (rows.length === 0) return <div className="empty"><p><strong>Không có hồ sơ nào trong khoảng này.</strong></p></div>;
  return (
    <div className="table-scroll">
      <table className="table register-table">
        <caption className="visually-hidden">Sổ theo dõi hồ sơ</caption>
        <colgroup>
          {["code", "procedure", "name", "address", "agency", "time", "time", "time", "method"].map((kind, i) => <col key={i} className={`col-${kind}`} />)}
        </colgroup>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>Mã hồ sơ</th><th scope="col" rowSpan={2}>Thủ tục hành chính</th><th scope="col" rowSpan={2}>Tổ chức, cá nhân</th>
            <th scope="col" rowSpan={2}>Địa chỉ, điện thoại</th><th scope="col" rowSpan={2}>Cơ quan chủ trì</th><th scope="colgroup" colSpan={4}>Nhận và trả kết quả</th>
          </tr>
          <tr><th scope="col">Nhận hồ sơ</th><th scope="col">Hẹn trả</th><th scope="col">Trả kết quả</th><th scope="col">Phương thức</th></tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.code}>
              <td className="nowrap"><Link to="/ho-so/$code" params={{ code: row.code }}>{row.code}</Link></td>
              <td><span className="clamp" title={row.procedure_name}>{row.procedure_name}</span></td>
              <td>{row.applicant_name}</td>
              <td>{row.address}{row.address && row.phone && "; "}{row.phone && <span className="nowrap">{phoneText(row.phone)}</span>}</td>
              <td>{row.deciding_agency}</td>
              <td>{at(row.received_at)}</td>
              <td>{at(row.due_at)}</td>
              <td>{row.returned_at ? at(row.returned_at) : row.state_name}{row.timeliness && <div className="quiet">{timelinessNames[row.timeliness]}</div>}</td>
              <td>{returnNames[row.return_method]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
