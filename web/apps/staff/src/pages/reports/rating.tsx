import type { Schemas } from "@motcua/api-client";
import { Button } from "@mantine/core";
import { dayText } from "@motcua/text";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";

import { Failure } from "../../parts/failure";
import { count, ratingQuery, tenthsText } from "./figures";
import { FiguresFilters } from "./filters";
import "./figures.css";

type Answer = Schemas["RatingAnswer"];
type Indicator = Schemas["Indicator"];

/** Indicators that count dossiers finished in the period: these open. */
const ofDossiers = [1, 3];

/** Đánh giá công chức và cơ quan: the nine indicators, a quarter at a time, where the city rates by them. */
export function RatingPage() {
  const search = useSearch({ from: "/signed-in/danh-gia" });
  const navigate = useNavigate({ from: "/danh-gia" });
  const found = useQuery(ratingQuery(search));
  useEffect(() => {
    document.title = "Đánh giá công chức – Một Cửa";
  }, []);
  const isOff = (found.error as { code?: string } | null)?.code === "rating_off";
  return (
    <>
      <div className="page-head">
        <h1>Đánh giá công chức {found.data && <span className="quiet">{found.data.scope.name}</span>}</h1>
        {found.data && <div className="page-actions"><Button size="xs" variant="default" onClick={() => window.print()}>In trang</Button></div>}
      </div>
      {isOff ? (
        <div className="empty"><p><strong>Thành phố chưa áp dụng việc đánh giá này.</strong></p><p>Khi có quyết định áp dụng chín chỉ số, người quản trị bật ở tệp cấu hình <code>reports/rating.toml</code> của danh mục.</p></div>
      ) : (
        <>
          <FiguresFilters key={JSON.stringify(search)} search={search} onAsk={(next) => void navigate({ search: next })} />
          {found.error && <Failure error={found.error} onRetry={() => void found.refetch()} />}
          {found.isPending && <p className="quiet" role="status">Đang tải…</p>}
          {found.data && !found.error && <><Unit answer={found.data} /><Officers answer={found.data} /></>}
        </>
      )}
    </>
  );
}

const points = (indicator: Indicator) => (indicator.tenths === undefined ? <span className="no-data">chưa có dữ liệu</span> : tenthsText(indicator.tenths));

function Unit({ answer }: { answer: Answer }) {
  const { unit, dossiers } = answer.rating;
  const lacking = unit.indicators.filter((one) => one.tenths === undefined).length;
  return (
    <section className="panel" aria-labelledby="co-quan">
      <h2 id="co-quan">{answer.scope.name}, {answer.period.name.toLowerCase()}</h2>
      <p className="index-total">{tenthsText(unit.total)} <span className="quiet small">trên {tenthsText(unit.max)} điểm có dữ liệu</span></p>
      {unit.grade ? <p><span className="mark mark-good">{unit.grade}</span></p> : <p>{lacking} trong {unit.indicators.length} chỉ số chưa có dữ liệu, nên chưa xếp loại.</p>}
      <p className="quiet">{count(dossiers)} hồ sơ giải quyết xong từ {dayText(answer.period.from)} đến {dayText(answer.period.to)}. Căn cứ: {answer.legal_basis}.</p>
      <div className="table-scroll">
        <table className="table figures-table">
          <caption className="visually-hidden">Chín chỉ số của cơ quan</caption>
          <thead><tr><th scope="col">Số</th><th scope="col">Chỉ số</th><th scope="col">Điểm (tối đa 2)</th><th scope="col">Đã tính</th></tr></thead>
          <tbody>
            {unit.indicators.map((one) => (
              <tr key={one.number}>
                <td className="n">{one.number}</td>
                <th scope="row">{one.name}</th>
                <td className="n">{points(one)}</td>
                <td className="n">{one.counted > 0 && (ofDossiers.includes(one.number)
                  ? <Link to="/bao-cao/ho-so" search={{ noi: answer.scope.code, cot: "finished", tu: answer.period.from, den: answer.period.to }}>{count(one.counted)} hồ sơ</Link>
                  : one.number === 2 ? `${count(one.counted)} lượt việc` : "cả kỳ")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Officers({ answer }: { answer: Answer }) {
  const { officers } = answer.rating;
  const indicators = officers[0]?.indicators ?? [];
  if (officers.length === 0) return <div className="empty"><p><strong>Trong kỳ chưa có công chức nào giải quyết xong hồ sơ.</strong></p></div>;
  return (
    <section className="panel" aria-labelledby="cong-chuc">
      <h2 id="cong-chuc">{count(officers.length)} công chức</h2>
      <ol className="quiet small rating-names">{indicators.map((one) => <li key={one.number} value={one.number}>{one.name}</li>)}</ol>
      <div className="table-scroll">
        <table className="table figures-table">
          <caption className="visually-hidden">Điểm của từng công chức</caption>
          <thead><tr><th scope="col">Công chức</th><th scope="col">Hồ sơ</th>{indicators.map((one) => <th key={one.number} scope="col"><abbr title={one.name}>Chỉ số {one.number}</abbr></th>)}<th scope="col">Tổng</th><th scope="col">Xếp loại</th></tr></thead>
          <tbody>
            {officers.map((officer) => (
              <tr key={officer.code}>
                <th scope="row">{officer.name}</th>
                <td className="n"><Handled officer={officer} answer={answer} /></td>
                {officer.indicators.map((one) => <td key={one.number} className="n">{points(one)}</td>)}
                <td className="n">{tenthsText(officer.total)} / {tenthsText(officer.max)}</td>
                <td>{officer.grade ?? <span className="no-data">chưa xếp loại</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Handled({ officer, answer }: { officer: Schemas["Rated"]; answer: Answer }) {
  const handled = officer.indicators.find((one) => one.number === 1)?.counted ?? 0;
  if (handled === 0) return <>0</>;
  return <Link to="/bao-cao/ho-so" search={{ noi: answer.scope.code, cot: "finished", congchuc: officer.code, tu: answer.period.from, den: answer.period.to }}>{count(handled)}</Link>;
}
