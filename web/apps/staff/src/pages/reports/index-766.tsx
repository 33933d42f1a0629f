import type { Schemas } from "@motcua/api-client";
import { Button } from "@mantine/core";
import { DateText } from "@motcua/kit";
import { dayText, instantText, isDay } from "@motcua/text";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";

import { Failure } from "../../parts/failure";
import { count, fileAddress, indexCourseQuery, indexQuery, lackingQuery, pointsText, unitsWithoutCopiesQuery, type FiguresSearch, type Part } from "./figures";
import { FiguresFilters } from "./filters";
import "./figures.css";

/** Which list of dossiers explains what a part has lost. */
const behindPart: Record<string, string> = {
  on_time: "index_late", online_dossiers: "index_offline", electronic_results: "index_paper_result", digitised: "index_undigitised", reused: "index_unreused",
};
const byProcedure = ["content_full", "offered_online", "services_used"];

/** Bộ chỉ số 766: every component with what it counted, and what stands behind each lost hundredth. */
export function Index766() {
  const { biet, congchuc, ...search } = useSearch({ from: "/signed-in/chi-so" });
  const navigate = useNavigate({ from: "/chi-so" });
  const found = useQuery(indexQuery(search, biet, congchuc));
  useEffect(() => {
    document.title = "Chỉ số 766 – Một Cửa";
  }, []);
  const answer = found.data;
  return (
    <>
      <div className="page-head">
        <h1>Chỉ số phục vụ người dân, doanh nghiệp {answer && <span className="quiet">{answer.scope.name}{congchuc && `, công chức ${congchuc}`}</span>}</h1>
        <div className="page-actions">
          {congchuc && <Link className="plain-link" to="/chi-so" search={{ ...search, biet }}>Cả cơ quan</Link>}
          <Button component="a" size="xs" variant="default" href={fileAddress("index", "xlsx", search, biet)} download>Tải Excel</Button>
          <Button component="a" size="xs" variant="default" href={fileAddress("index", "pdf", search, biet)} target="_blank" rel="noopener">In (PDF)</Button>
        </div>
      </div>
      <FiguresFilters key={JSON.stringify(search)} search={search} onAsk={(next) => void navigate({ search: { ...next, biet, congchuc } })} />
      <KnownOn day={biet} onAsk={(day) => void navigate({ search: { ...search, biet: day, congchuc } })} />
      {found.error && <Failure error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <p className="quiet" role="status">Đang tải…</p>}
      {answer && <Score answer={answer} search={search} />}
    </>
  );
}

function KnownOn({ day, onAsk }: { day?: string; onAsk: (day: string | undefined) => void }) {
  const [typed, setTyped] = useState(day ?? "");
  return (
    <form className="filters filters-labelled" noValidate onSubmit={(e) => {
      e.preventDefault();
      onAsk(isDay(typed) ? typed : undefined);
    }}>
      <DateText id="biet" label="Xem lại như cuối ngày" value={typed} onChange={setTyped} />
      <Button type="submit" size="sm" variant="default">Xem lại</Button>
      {day && <Button size="sm" variant="subtle" onClick={() => onAsk(undefined)}>Về hiện tại</Button>}
    </form>
  );
}

type Answer = Schemas["IndexAnswer"];

function Score({ answer, search }: { answer: Answer; search: FiguresSearch }) {
  const { index, period } = answer;
  const isWhole = index.known_max === index.max;
  const origin = answer.source === "replay" ? `Tính lại từ nhật ký đến hết ngày ${dayText(answer.known_on!)}.`
    : answer.source === "kept" ? `Số đã lưu khi hết ngày ${dayText(answer.known_on!)}.` : `Số liệu lúc ${instantText(answer.counted_at)}.`;
  return (
    <>
      <div className="figures-pair">
        <section className="panel" aria-labelledby="tong">
          <h2 id="tong">{period.name}</h2>
          <p className="index-total">{pointsText(index.score)} <span className="quiet small">trên {pointsText(index.known_max)} điểm có dữ liệu</span></p>
          {index.band && <p><span className="mark mark-good">{index.band}</span></p>}
          {!isWhole && <p>Còn {pointsText(index.max - index.known_max)} trong 100 điểm thuộc các phần chưa có dữ liệu, nên chưa xếp loại.</p>}
          <p className="quiet">{origin}</p>
          {!answer.officer && <Course scope={answer.scope.code} />}
        </section>
        <section className="panel" aria-labelledby="nang-diem">
          <h2 id="nang-diem">Làm gì để tăng điểm nhiều nhất</h2>
          {index.raises.length === 0 ? <p>Các phần có dữ liệu đều đạt tối đa.</p> : (
            <ol>{index.raises.slice(0, 5).map((raise) => <li key={raise.component + raise.measure}>{raise.sentence}</li>)}</ol>
          )}
        </section>
      </div>
      {index.groups.map((group) => (
        <details key={group.code} className="panel index-group" open>
          <summary><span>{group.code}. {group.name}</span><span>{group.known_max === 0 ? <span className="no-data">chưa có dữ liệu</span> : `${pointsText(group.score)} / ${pointsText(group.max)}`}</span></summary>
          {group.components.map((component) => (
            <section key={component.code} aria-labelledby={component.code}>
              <h3 id={component.code} style={{ marginTop: "0.75rem" }}>{component.name}: {component.known_max === 0 ? <span className="no-data">chưa có dữ liệu</span> : `${pointsText(component.score)} / ${pointsText(component.max)} điểm`}</h3>
              <p className="quiet small">{component.explanation}</p>
              {component.known_max > 0 && <Parts parts={component.parts} name={component.name} answer={answer} search={search} />}
            </section>
          ))}
        </details>
      ))}
    </>
  );
}

function Course({ scope }: { scope: string }) {
  const found = useQuery(indexCourseQuery(scope));
  const days = found.data?.items ?? [];
  if (days.length < 2) return null;
  const [w, h] = [360, 70];
  const share = (d: { score: number; known_max: number }) => (d.known_max ? d.score / d.known_max : 0);
  const low = Math.min(...days.map(share)), high = Math.max(...days.map(share), low + 0.001);
  const point = (d: (typeof days)[number], i: number) => `${(i / (days.length - 1)) * (w - 8) + 4} ${4 + (1 - (share(d) - low) / (high - low)) * (h - 8)}`;
  const sentence = `Từ ${dayText(days[0]!.day)} đến ${dayText(days.at(-1)!.day)}: từ ${pointsText(days[0]!.score)} đến ${pointsText(days.at(-1)!.score)} điểm.`;
  return (
    <figure style={{ margin: 0 }}>
      <svg className="chart" viewBox={`0 0 ${w} ${h}`} role="img" aria-label={sentence}><path d={`M${days.map(point).join("L")}`} fill="none" stroke="#3a6fb7" strokeWidth="2" /></svg>
      <figcaption className="small">{sentence}</figcaption>
    </figure>
  );
}

function Parts({ parts, name, answer, search }: { parts: Part[]; name: string; answer: Answer; search: FiguresSearch }) {
  return (
    <table className="table figures-table">
      <caption className="visually-hidden">{name}</caption>
      <thead><tr><th scope="col">Phần</th><th scope="col">Đạt / tất cả</th><th scope="col">Tỉ lệ</th><th scope="col">Tối đa từ</th><th scope="col">Điểm</th><th scope="col">Mất</th><th scope="col">Vì đâu</th></tr></thead>
      <tbody>
        {parts.map((part) => (
          <tr key={part.measure}>
            <th scope="row">{part.name}</th>
            {part.state === "no_data" ? <td colSpan={6} className="no-data">chưa có dữ liệu</td> : (
              <>
                <td className="n">{count(part.numerator!)} / {count(part.denominator!)}</td>
                <td className="n">{part.state === "nothing_occurred" ? "không phát sinh" : `${((part.numerator! / part.denominator!) * 100).toLocaleString("vi-VN", { maximumFractionDigits: 2 })} %`}</td>
                <td className="n">{part.full_at} %</td>
                <td className="n">{pointsText(part.score)} / {pointsText(part.max)}</td>
                <td className={part.lost > 0 ? "n bad" : "n"}>{pointsText(part.lost)}</td>
                <td><Why part={part} answer={answer} search={search} /></td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Why({ part, answer, search }: { part: Part; answer: Answer; search: FiguresSearch }) {
  const [isOpen, setOpen] = useState(false);
  const lacking = part.denominator! - part.numerator!;
  if (lacking <= 0) return null;
  const figure = behindPart[part.measure];
  const { known_on } = answer;
  if (figure) {
    return answer.scope.may_open
      ? <Link to="/bao-cao/ho-so" search={{ noi: answer.scope.code, cot: figure, congchuc: answer.officer || undefined, tu: answer.period.from, den: answer.period.to, biet: known_on }}>{count(lacking)} hồ sơ</Link>
      : <>{count(lacking)} hồ sơ</>;
  }
  const isOfUnits = part.measure === "certified_copies";
  if (!isOfUnits && !byProcedure.includes(part.measure)) return <>{count(lacking)}</>;
  return (
    <>
      <button type="button" className="scan" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>{count(lacking)} {isOfUnits ? "xã, phường, đặc khu" : "thủ tục"}</button>
      {isOpen && (isOfUnits ? <UnitsWithoutCopies search={search} knownOn={known_on} /> : <Lacking measure={part.measure} search={search} knownOn={known_on} />)}
    </>
  );
}

function UnitsWithoutCopies({ search, knownOn }: { search: FiguresSearch; knownOn?: string }) {
  const found = useQuery(unitsWithoutCopiesQuery(search, knownOn));
  if (!found.data) return <p className="quiet" role="status">Đang tải…</p>;
  return <ul>{found.data.items.map((unit) => <li key={unit.code}>{unit.name}</li>)}</ul>;
}

function Lacking({ measure, search, knownOn }: { measure: string; search: FiguresSearch; knownOn?: string }) {
  const found = useQuery(lackingQuery(search, measure, knownOn));
  if (!found.data) return <p className="quiet" role="status">Đang tải…</p>;
  return <ul>{found.data.items.map((procedure) => <li key={procedure.id}>{procedure.name} <span className="quiet">({procedure.id}, {procedure.subject})</span></li>)}</ul>;
}
