import { addDays, dayText, timeText } from "@motcua/text";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";

import { Failure } from "../../parts/failure";
import type { Schemas } from "@motcua/api-client";
import { centresQuery, count, courseQuery, glanceQuery, ii06aQuery, shareText, type BehindSearch, type Centre } from "../reports/figures";
import { band, CentreMap, DayChart } from "./charts";
import "../reports/figures.css";

/** Điều hành: today at a glance, what will be late, the course of a month, the ranking; each figure opens. */
export function Dashboard() {
  const { noi } = useSearch({ from: "/signed-in/dieu-hanh" });
  const found = useQuery(glanceQuery(noi));
  useEffect(() => {
    document.title = "Điều hành – Một Cửa";
  }, []);
  if (!found.data) {
    return (
      <>
        <div className="page-head"><h1>Điều hành</h1></div>
        {found.error ? <Failure error={found.error} onRetry={() => void found.refetch()} /> : <p className="quiet" role="status">Đang tải…</p>}
      </>
    );
  }
  const { scope, today } = found.data;
  const isCity = scope.kind === "city";
  return (
    <>
      <div className="page-head">
        <h1>Điều hành <span className="quiet">{scope.name}</span></h1>
        <p className="quiet counts">{dayText(today.day)}, cập nhật lúc {timeText(today.counted_at)}</p>
        <div className="page-actions">
          {noi && <Link className="plain-link" to="/dieu-hanh" search={{}}>Nơi của tôi</Link>}
          <Link className="plain-link" to="/chi-so" search={{ noi }}>Chỉ số 766</Link>
          <Link className="plain-link" to="/bao-cao" search={{ noi }}>Báo cáo</Link>
          <Button size="xs" variant="default" onClick={() => window.print()}>In trang</Button>
        </div>
      </div>
      <Tiles scope={scope} today={today} />
      {today.alarms.length > 0 && (
        <section className="panel" aria-labelledby="canh-bao">
          <h2 id="canh-bao">Cần chú ý</h2>
          <ul className="alarms">
            {today.alarms.map((alarm) => (
              <li key={alarm.sentence} className={alarm.is_urgent ? "alarm-urgent" : undefined}>
                {scope.may_open ? <Link to="/bao-cao/ho-so" search={{ noi: scope.code, cot: alarm.figure, tu: alarm.from, den: alarm.to }}>{alarm.sentence}</Link> : alarm.sentence}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="panel" aria-labelledby="dien-bien">
        <h2 id="dien-bien">30 ngày qua</h2>
        <Course scope={scope.code} day={today.day} />
      </section>
      {isCity ? <Centres day={today.day} /> : <Parts scope={scope} />}
    </>
  );
}

type Scope = Schemas["ScopeView"];

function Tiles({ scope, today }: { scope: Scope; today: Schemas["Glance"] }) {
  const tomorrow = addDays(today.day, 1);
  const tiles: { name: string; n: number; note?: string; tone?: string; search: BehindSearch }[] = [
    { name: "Tiếp nhận hôm nay", n: today.received, search: { cot: "received" } },
    { name: "Giải quyết xong hôm nay", n: today.finished, note: `${count(today.finished_late)} quá hạn`, search: { cot: "finished" } },
    { name: "Đang giải quyết", n: today.pending, note: `${count(today.paused)} đang chờ bổ sung, nộp phí`, search: { cot: "pending" } },
    { name: "Đang quá hạn", n: today.overdue, tone: today.overdue > 0 ? "tile-bad" : undefined, search: { cot: "overdue" } },
    { name: "Đến hạn hôm nay", n: today.due_today, tone: today.due_today > 0 ? "tile-warn" : undefined, search: { cot: "due" } },
    { name: `Đến hạn ${today.next_working_day === tomorrow ? "ngày mai" : dayText(today.next_working_day)}`, n: today.due_next, search: { cot: "due", tu: tomorrow, den: today.next_working_day } },
    { name: "Chờ tiếp nhận", n: today.to_accept, search: { cot: "to_accept" } },
  ];
  return (
    <ul className="tiles" aria-label="Hôm nay">
      {tiles.map(({ name, n, note, tone, search }) => {
        const inside = <><span>{name}</span><strong>{count(n)}</strong>{note && <span className="quiet small">{note}</span>}</>;
        return (
          <li key={name}>
            {scope.may_open && n > 0
              ? <Link className={`tile ${tone ?? ""}`} to="/bao-cao/ho-so" search={{ noi: scope.code, tu: today.day, den: today.day, ...search }}>{inside}</Link>
              : <div className={`tile ${tone ?? ""}`}>{inside}</div>}
          </li>
        );
      })}
    </ul>
  );
}

function Course({ scope, day }: { scope: string; day: string }) {
  const found = useQuery(courseQuery(scope, addDays(day, -29), day));
  return found.data ? <DayChart days={found.data.items} /> : <p className="quiet" role="status">Đang tải…</p>;
}

/** Over the days of the chart: a month that has just begun would rank nobody. */
function Centres({ day }: { day: string }) {
  const found = useQuery(centresQuery(addDays(day, -29), day));
  const navigate = useNavigate({ from: "/dieu-hanh" });
  if (!found.data) return <p className="quiet" role="status">Đang tải…</p>;
  const { items } = found.data;
  const worst = items.filter((c) => c.finished > 0).at(-1);
  return (
    <section className="panel" aria-labelledby="xep-hang">
      <h2 id="xep-hang">Xếp hạng {count(items.length)} trung tâm, 30 ngày qua</h2>
      {worst && <p>Đứng đầu: {items[0]!.name} ({shareText(items[0]!.finished_in_time, items[0]!.finished)} đúng hạn). Cuối bảng: {worst.name} ({shareText(worst.finished_in_time, worst.finished)}).</p>}
      <div className="figures-pair">
        <Ranking centres={items} />
        <CentreMap centres={items} onChoose={(code) => void navigate({ search: { noi: code } })} />
      </div>
    </section>
  );
}

function Ranking({ centres }: { centres: Centre[] }) {
  return (
    <div className="rank-table">
      <table className="table figures-table">
        <caption className="visually-hidden">Xếp hạng trung tâm theo tỉ lệ giải quyết đúng hạn</caption>
        <thead><tr><th scope="col">Hạng</th><th scope="col">Trung tâm</th><th scope="col">Đúng hạn</th><th scope="col">Tiếp nhận</th><th scope="col">Đang giải quyết</th><th scope="col">Quá hạn</th></tr></thead>
        <tbody>
          {centres.map((c, i) => (
            <tr key={c.code}>
              <td className="n">{i + 1}</td>
              <th scope="row"><Link to="/dieu-hanh" search={{ noi: c.code }}>{c.name}</Link></th>
              <td className="n"><span className={`bar bar-${band(c)}`} aria-hidden="true"><span style={{ width: `${c.finished ? (c.finished_in_time / c.finished) * 100 : 0}%` }} /></span>{shareText(c.finished_in_time, c.finished)}</td>
              <td className="n">{count(c.received)}</td>
              <td className="n">{count(c.pending)}</td>
              <td className={c.overdue > 0 ? "n bad" : "n"}>{count(c.overdue)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Of a unit: its divisions and subjects this month. */
function Parts({ scope }: { scope: Scope }) {
  const by = scope.kind === "unit" ? "division" : "subject";
  const found = useQuery(ii06aQuery({ noi: scope.code, ky: "calendar_month", theo: by }));
  if (!found.data) return <p className="quiet" role="status">Đang tải…</p>;
  const { rows, period } = found.data;
  return (
    <section className="panel" aria-labelledby="bo-phan">
      <h2 id="bo-phan">{by === "division" ? "Các phòng, bộ phận" : "Các lĩnh vực"}, {period.name.toLowerCase()}</h2>
      <table className="table figures-table">
        <caption className="visually-hidden">Số liệu theo {by === "division" ? "phòng, bộ phận" : "lĩnh vực"}</caption>
        <thead><tr><th scope="col">{by === "division" ? "Phòng, bộ phận" : "Lĩnh vực"}</th><th scope="col">Đúng hạn</th><th scope="col">Đã giải quyết</th><th scope="col">Đang giải quyết</th><th scope="col">Quá hạn</th></tr></thead>
        <tbody>
          {rows.map((row) => {
            const open: BehindSearch = { noi: by === "division" ? row.code : scope.code, linhvuc: by === "subject" ? row.code : undefined, tu: period.from, den: period.to };
            const cell = (n: number, cot: string) => (scope.may_open && n > 0 ? <Link to="/bao-cao/ho-so" search={{ ...open, cot }}>{count(n)}</Link> : count(n));
            return (
              <tr key={row.code}>
                <th scope="row">{by === "division" ? <Link to="/dieu-hanh" search={{ noi: row.code }}>{row.name}</Link> : row.name}</th>
                <td className="n">{shareText(row.early + row.on_time, row.finished)}</td>
                <td className="n">{cell(row.finished, "finished")}</td>
                <td className="n">{cell(row.pending, "pending")}</td>
                <td className="n">{cell(row.overdue, "overdue")}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
