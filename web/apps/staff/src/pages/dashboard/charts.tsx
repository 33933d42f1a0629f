import { dayText } from "@motcua/text";

import { count, shareText, type Centre, type CourseDay } from "../reports/figures";

const width = 1080, height = 230, left = 48, bottom = 22, top = 10;

function niceTop(value: number): number {
  const step = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return Math.ceil(Math.max(1, value) / step) * step;
}

const short = (day: string) => dayText(day).slice(0, 5);

/** Taken and done day by day as bars, overdue as a line; the same as a sentence and as a table. */
export function DayChart({ days }: { days: CourseDay[] }) {
  if (days.length === 0) return <p className="quiet">Chưa có số liệu theo ngày của nơi này.</p>;
  const most = niceTop(Math.max(...days.map((d) => Math.max(d.received, d.finished, d.overdue))));
  const x = (i: number) => left + ((i + 0.5) * (width - left)) / days.length;
  const y = (n: number) => top + (1 - n / most) * (height - top - bottom);
  const bar = Math.min(14, (width - left) / days.length / 2.6);
  const sum = (of: (d: CourseDay) => number) => days.reduce((all, d) => all + of(d), 0);
  const last = days[days.length - 1]!, first = days[0]!;
  const overdueWords = last.overdue === first.overdue ? `vẫn là ${count(last.overdue)}` : `${last.overdue > first.overdue ? "tăng" : "giảm"} từ ${count(first.overdue)} ${last.overdue > first.overdue ? "lên" : "xuống"} ${count(last.overdue)}`;
  const sentence = `Từ ${dayText(first.day)} đến ${dayText(last.day)}: tiếp nhận ${count(sum((d) => d.received))} hồ sơ, giải quyết xong ${count(sum((d) => d.finished))}, trong đó quá hạn ${count(sum((d) => d.finished_late))}; hồ sơ đang quá hạn ${overdueWords}.`;
  const every = Math.ceil(days.length / 8);
  return (
    <figure style={{ margin: 0 }}>
      <figcaption>{sentence}</figcaption>
      <ul className="chart-key" aria-hidden="true">
        <li><svg viewBox="0 0 18 12"><rect width="18" height="12" fill="#3a6fb7" /></svg>Tiếp nhận</li>
        <li><svg viewBox="0 0 18 12"><rect width="18" height="12" fill="#7fb58f" /></svg>Giải quyết xong</li>
        <li><svg viewBox="0 0 18 12"><path d="M0 6h18" stroke="#b00020" strokeWidth="3" /></svg>Đang quá hạn (cuối ngày)</li>
      </ul>
      <svg className="chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={sentence}>
        {[0, 0.5, 1].map((share) => (
          <g key={share}>
            <path d={`M${left} ${y(most * share)}H${width}`} stroke="#e6e1d9" />
            <text x={left - 6} y={y(most * share) + 4} textAnchor="end">{count(Math.round(most * share))}</text>
          </g>
        ))}
        {days.map((d, i) => (
          <g key={d.day}>
            <rect x={x(i) - bar - 0.5} y={y(d.received)} width={bar} height={y(0) - y(d.received)} fill="#3a6fb7" />
            <rect x={x(i) + 0.5} y={y(d.finished)} width={bar} height={y(0) - y(d.finished)} fill="#7fb58f" />
            {i % every === 0 && <text x={x(i)} y={height - 6} textAnchor="middle">{short(d.day)}</text>}
          </g>
        ))}
        <path d={days.map((d, i) => `${i === 0 ? "M" : "L"}${x(i)} ${y(d.overdue)}`).join("")} fill="none" stroke="#b00020" strokeWidth="2" />
      </svg>
      <details className="fold">
        <summary>Xem bảng số theo ngày</summary>
        <div className="table-scroll">
          <table className="table figures-table">
            <caption className="visually-hidden">Số liệu theo ngày</caption>
            <thead><tr><th scope="col">Ngày</th><th scope="col">Tiếp nhận</th><th scope="col">Xong</th><th scope="col">Xong quá hạn</th><th scope="col">Đang giải quyết</th><th scope="col">Đang quá hạn</th></tr></thead>
            <tbody>
              {days.map((d) => (
                <tr key={d.day}>
                  <th scope="row">{dayText(d.day)}</th>
                  {[d.received, d.finished, d.finished_late, d.pending, d.overdue].map((n, i) => <td key={i} className="n">{count(n)}</td>)}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}

/** Bands of the share done in time: shape and colour, so that neither alone has to tell. */
export const band = (c: { finished: number; finished_in_time: number }) =>
  c.finished === 0 ? "none" : c.finished_in_time / c.finished >= 0.95 ? "good" : c.finished_in_time / c.finished >= 0.8 ? "low" : "bad";

const bandColours = { none: "#9a948c", good: "#0f6b3c", low: "#b86a00", bad: "#b00020" };

/** Where the centres lie. The table beside it says the same. */
export function CentreMap({ centres, onChoose }: { centres: Centre[]; onChoose: (code: string) => void }) {
  const placed = centres.filter((c) => c.latitude !== 0);
  if (placed.length === 0) return null;
  // Islands far out would push all others together: what lies beyond the bulk is drawn at the edge.
  const bounds = (values: number[]) => {
    const sorted = [...values].sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
    return [Math.max(sorted[0]!, at(0.02) - 0.1), Math.min(sorted.at(-1)!, at(0.98) + 0.1)] as const;
  };
  const [south, north] = bounds(placed.map((c) => c.latitude)), [west, east] = bounds(placed.map((c) => c.longitude));
  const [w, h] = [420, 300];
  const along = (value: number, from: number, to: number) => Math.min(1, Math.max(0, (value - from) / Math.max(0.01, to - from)));
  const x = (lon: number) => 12 + along(lon, west, east) * (w - 24);
  const y = (lat: number) => 12 + (1 - along(lat, south, north)) * (h - 24);
  const bad = placed.filter((c) => band(c) === "bad").length, good = placed.filter((c) => band(c) === "good").length;
  const sentence = `Bản đồ ${count(placed.length)} trung tâm: ${count(good)} nơi đúng hạn từ 95 %, ${count(bad)} nơi dưới 80 %.`;
  return (
    <figure style={{ margin: 0 }}>
      <figcaption>{sentence}</figcaption>
      <svg className="chart" viewBox={`0 0 ${w} ${h}`} role="img" aria-label={`${sentence} Số liệu từng nơi ở bảng xếp hạng.`}>
        {placed.map((c) => (
          <g key={c.code} onClick={() => onChoose(c.code)} style={{ cursor: "pointer" }}>
            <title>{`${c.name}: ${shareText(c.finished_in_time, c.finished)} đúng hạn, ${count(c.overdue)} đang quá hạn`}</title>
            {band(c) === "bad" ? <path d={`M${x(c.longitude)} ${y(c.latitude) - 7}l7 12h-14z`} fill={bandColours.bad} />
              : band(c) === "low" ? <rect x={x(c.longitude) - 5} y={y(c.latitude) - 5} width="10" height="10" fill={bandColours.low} />
              : <circle cx={x(c.longitude)} cy={y(c.latitude)} r="5" fill={bandColours[band(c)]} />}
          </g>
        ))}
      </svg>
      <ul className="chart-key" aria-hidden="true">
        <li><svg viewBox="0 0 18 12"><circle cx="9" cy="6" r="5" fill={bandColours.good} /></svg>từ 95 %</li>
        <li><svg viewBox="0 0 18 12"><rect x="4" y="1" width="10" height="10" fill={bandColours.low} /></svg>80–95 %</li>
        <li><svg viewBox="0 0 18 12"><path d="M9 0l7 12H2z" fill={bandColours.bad} /></svg>dưới 80 %</li>
        <li><svg viewBox="0 0 18 12"><circle cx="9" cy="6" r="5" fill={bandColours.none} /></svg>chưa có hồ sơ xong</li>
      </ul>
    </figure>
  );
}
