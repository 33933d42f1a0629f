import type { Schemas } from "@motcua/api-client";
import { Button } from "@mantine/core";
import { dayText, dongText, instantText } from "@motcua/text";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, type ReactNode } from "react";

import { Failure } from "../../parts/failure";
import { count, fileAddress, ii06aQuery, keptQuery, latenessQuery, shareText, summaryQuery, type FiguresSearch } from "./figures";
import { FiguresFilters } from "./filters";
import "./figures.css";

const ways = [
  { code: "", name: "Thường dùng" }, { code: "unit", name: "Đơn vị" }, { code: "division", name: "Phòng, bộ phận" }, { code: "subject", name: "Lĩnh vực" },
  { code: "procedure", name: "Thủ tục" }, { code: "channel", name: "Kênh tiếp nhận" }, { code: "officer", name: "Công chức" },
];

/** Biểu II.06a, causes of lateness, and the reports that are kept. */
export function Reports() {
  const search = useSearch({ from: "/signed-in/bao-cao" });
  const navigate = useNavigate({ from: "/bao-cao" });
  const found = useQuery(ii06aQuery(search));
  useEffect(() => {
    document.title = "Báo cáo – Một Cửa";
  }, []);
  return (
    <>
      <div className="page-head">
        <h1>Báo cáo {found.data && <span className="quiet">{found.data.scope.name}</span>}</h1>
        <div className="page-actions">
          <Link className="plain-link" to="/danh-gia" search={{ noi: search.noi }}>Đánh giá công chức</Link>
          {["xlsx", "pdf", "csv"].map((ending) => (
            <Button key={ending} component="a" size="xs" variant="default" href={fileAddress("ii06a", ending, search)} download={ending !== "pdf" || undefined}
              target={ending === "pdf" ? "_blank" : undefined} rel="noopener">{ending === "xlsx" ? "Tải Excel" : ending === "pdf" ? "In (PDF)" : "Tải CSV"}</Button>
          ))}
        </div>
      </div>
      <FiguresFilters key={JSON.stringify(search)} search={search} ways={ways} onAsk={(next) => void navigate({ search: next })} />
      {found.error && <Failure error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <p className="quiet" role="status">Đang tải…</p>}
      <Totals search={search} />
      {found.data && <Form answer={found.data} />}
      <Lateness search={search} />
      <Kept search={search} />
    </>
  );
}

/** Fees, what was online, what is electronic. */
function Totals({ search }: { search: FiguresSearch }) {
  const found = useQuery(summaryQuery(search));
  if (!found.data) return null;
  const { summary: s } = found.data;
  const tiles = [
    { name: "Tiếp nhận trong kỳ", value: count(s.received), note: `${count(s.refused)} không tiếp nhận, ${count(s.waiting)} chờ tiếp nhận` },
    { name: "Phí, lệ phí đã thu", value: dongText(s.paid_vnd), note: `${count(s.payments)} lần thu` },
    ...([["Hồ sơ trực tuyến", s.online], ["Kết quả điện tử", s.electronic_results], ["Giấy tờ đã số hóa", s.digitised], ["Dùng lại dữ liệu", s.reused]] as const)
      .map(([name, of]) => ({ name, value: shareText(of.numerator, of.denominator), note: `${count(of.numerator)} trên ${count(of.denominator)} hồ sơ` })),
  ];
  return (
    <ul className="tiles" aria-label="Trong kỳ">
      {tiles.map((tile) => <li key={tile.name}><div className="tile"><span>{tile.name}</span><strong className={tile.value.length > 10 ? "amount" : undefined}>{tile.value}</strong><span className="quiet small">{tile.note}</span></div></li>)}
    </ul>
  );
}

type Answer = Schemas["Ii06aAnswer"];
type Counts = Schemas["Ii06Counts"];

const columns: { name: keyof Counts; title: string; mark: string; bad?: boolean }[] = [
  { name: "total", title: "Tổng số", mark: "3" }, { name: "online", title: "Trực tuyến", mark: "4" }, { name: "direct", title: "Trực tiếp, BCCI", mark: "5" },
  { name: "carried", title: "Từ kỳ trước", mark: "6" }, { name: "finished", title: "Tổng số", mark: "7" }, { name: "early", title: "Trước hạn", mark: "8" },
  { name: "on_time", title: "Đúng hạn", mark: "9" }, { name: "late", title: "Quá hạn", mark: "10", bad: true }, { name: "pending", title: "Tổng số", mark: "11" },
  { name: "in_time", title: "Trong hạn", mark: "12" }, { name: "overdue", title: "Quá hạn", mark: "13", bad: true },
];

/** What narrows the list down to one row of the form; nothing where the row cannot be opened. */
function rowSearch(answer: Answer, code: string): Record<string, string> | undefined {
  switch (answer.by) {
    case "unit":
    case "division": return { noi: code };
    case "subject": return { noi: answer.scope.code, linhvuc: code };
    case "procedure": return { noi: answer.scope.code, thutuc: code };
    case "officer": return code ? { noi: answer.scope.code, congchuc: code } : undefined;
    default: return undefined;
  }
}

function Form({ answer }: { answer: Answer }) {
  const { scope, period, form } = answer;
  const cell = (n: number, figure: string, within: Record<string, string> | undefined): ReactNode =>
    scope.may_open && n > 0 && within ? <Link to="/bao-cao/ho-so" search={{ ...within, cot: figure, tu: period.from, den: period.to }}>{count(n)}</Link> : count(n);
  return (
    <section className="panel" aria-labelledby="bieu">
      <h2 id="bieu">{form.number}. {form.title}</h2>
      <p>Kỳ báo cáo: {period.name} ({dayText(period.from)} – {dayText(period.to)}). Số liệu lúc {instantText(answer.counted_at)}.{!scope.may_open && " Ông, bà xem được số liệu của nơi này; hồ sơ đứng sau con số chỉ nơi đó và cấp trên mở được."}</p>
      <div className="table-scroll">
        <table className="table figures-table">
          <caption className="visually-hidden">{form.title}</caption>
          <thead>
            <tr><th scope="col" rowSpan={2}>STT</th><th scope="col" rowSpan={2}>Lĩnh vực, đơn vị</th><th scope="colgroup" colSpan={4}>Nhận giải quyết</th><th scope="colgroup" colSpan={4}>Đã giải quyết</th><th scope="colgroup" colSpan={3}>Đang giải quyết</th></tr>
            <tr>{columns.map((c) => <th key={c.name} scope="col">{c.title}<br />({c.mark})</th>)}</tr>
          </thead>
          <tbody>
            {answer.rows.map((row, i) => (
              <tr key={row.code}>
                <td className="n">{i + 1}</td>
                <th scope="row">{answer.by === "officer" && row.code && scope.may_open ? <Link to="/chi-so" search={{ noi: scope.code, congchuc: row.code, tu: period.from, den: period.to }} aria-label={`${row.name}: chỉ số 766`}>{row.name}</Link> : row.name}</th>
                {columns.map((c) => <td key={c.name} className={c.bad && row[c.name] > 0 ? "n bad" : "n"}>{cell(row[c.name], c.name, rowSearch(answer, row.code))}</td>)}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr><th scope="row" colSpan={2}>Tổng số</th>{columns.map((c) => <td key={c.name} className="n">{cell(answer.sum[c.name], c.name, { noi: scope.code })}</td>)}</tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}

function Lateness({ search }: { search: FiguresSearch }) {
  const found = useQuery(latenessQuery({ ...search, theo: search.theo === "officer" || search.theo === "channel" ? undefined : search.theo }));
  if (!found.data || found.data.sum.total === 0) return null;
  const { causes, sum, scope, period } = found.data;
  const named = sum.causes.map((one) => ({ ...one, cause: causes.find((cause) => cause.code === one.code) })).sort((a, b) => b.dossiers - a.dossiers);
  return (
    <section className="panel" aria-labelledby="nguyen-nhan">
      <h2 id="nguyen-nhan">Vì sao trễ: {count(sum.total)} hồ sơ ({count(sum.finished)} đã xong, {count(sum.overdue)} đang quá hạn)</h2>
      <table className="table figures-table">
        <caption className="visually-hidden">Nguyên nhân quá hạn</caption>
        <thead><tr><th scope="col">Nguyên nhân</th><th scope="col">Loại</th><th scope="col">Hồ sơ</th><th scope="col">Mở danh sách</th></tr></thead>
        <tbody>
          {named.map(({ code, dossiers, cause }) => (
            <tr key={code}>
              <th scope="row">{cause?.name ?? code}</th>
              <td>{cause?.side === "outside" ? "Khách quan" : "Chủ quan"}</td>
              <td className="n">{count(dossiers)}</td>
              <td>{scope.may_open && ["late", "overdue"].map((cot) => (
                <Link key={cot} to="/bao-cao/ho-so" search={{ noi: scope.code, tu: period.from, den: period.to, cot, nguyennhan: code }} style={{ marginRight: "1rem" }}
                  aria-label={`${cause?.name ?? code}: ${cot === "late" ? "đã xong quá hạn" : "đang quá hạn"}`}>{cot === "late" ? "Đã xong" : "Đang quá hạn"}</Link>
              ))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Kept({ search }: { search: FiguresSearch }) {
  const found = useQuery(keptQuery(search.noi));
  if (!found.data || found.data.items.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="da-lap">
      <h2 id="da-lap">Báo cáo đã lập theo lịch</h2>
      <table className="table figures-table">
        <caption className="visually-hidden">Báo cáo đã lập</caption>
        <thead><tr><th scope="col">Kỳ</th><th scope="col">Báo cáo</th><th scope="col">Lập lúc</th><th scope="col">Tải về</th></tr></thead>
        <tbody>
          {found.data.items.slice(0, 20).map((report) => (
            <tr key={report.id}>
              <th scope="row">{report.period_name}</th>
              <td>{report.title}</td>
              <td className="nowrap">{instantText(report.made_at)}</td>
              <td className="nowrap">{["xlsx", "pdf", "csv"].map((ending) => (
                <a key={ending} href={`/api/reports/kept/${report.id}.${ending}`} style={{ marginRight: "0.75rem" }} aria-label={`${report.title}, ${report.period_name}: ${ending.toUpperCase()}`}>{ending.toUpperCase()}</a>
              ))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
