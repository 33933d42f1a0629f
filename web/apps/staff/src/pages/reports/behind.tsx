import { dayText, instantText } from "@motcua/text";
import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";

import { Failure } from "../../parts/failure";
import { behindQuery, count, figureNames } from "./figures";
import "./figures.css";

/** The dossiers behind a figure: each with where it lies and why it is late. */
export function Behind() {
  const search = useSearch({ from: "/signed-in/bao-cao/ho-so" });
  const found = useQuery(behindQuery(search));
  const name = figureNames[search.cot ?? "overdue"] ?? "Hồ sơ";
  useEffect(() => {
    document.title = `${name} – Một Cửa`;
  }, [name]);
  const { sau: _, ...first } = search;
  const knownOn = found.data?.known_on;
  return (
    <>
      <div className="page-head">
        <h1>{name} {(search.linhvuc || search.congchuc) && <span className="quiet">{search.linhvuc ?? search.congchuc}</span>}</h1>
        {search.tu && search.den && <p className="quiet counts">{search.tu === search.den ? dayText(search.tu) : `${dayText(search.tu)} – ${dayText(search.den)}`}</p>}
        {knownOn && <p className="quiet">Các hồ sơ như đã biết khi hết ngày {dayText(knownOn)}: tình trạng, hẹn trả và nơi giữ đều là của ngày đó. Mở từng hồ sơ thì thấy như hiện nay.</p>}
      </div>
      {found.error && <Failure error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <p className="quiet" role="status">Đang tải…</p>}
      {found.data && found.data.items.length === 0 && <div className="empty"><p><strong>{found.data.next ? "Chưa gặp hồ sơ nào trong phần đã xem. Xin xem trang sau." : "Không có hồ sơ nào."}</strong></p></div>}
      {found.data && found.data.items.length > 0 && (
        <div className="table-scroll">
          <table className="table figures-table">
            <caption className="visually-hidden">{name}</caption>
            <thead><tr><th scope="col">Mã hồ sơ</th><th scope="col">Thủ tục</th><th scope="col">Cơ quan, bộ phận</th><th scope="col">Nhận</th><th scope="col">Hẹn trả</th><th scope="col">Tình trạng</th><th scope="col">Vì sao trễ</th></tr></thead>
            <tbody>
              {found.data.items.map((row) => (
                <tr key={row.code}>
                  <th scope="row" className="nowrap"><Link to="/ho-so/$code" params={{ code: row.code }}>{row.code}</Link></th>
                  <td><span className="clamp" title={row.procedure_name}>{row.procedure_name}</span></td>
                  <td>{row.division === row.unit ? row.unit : <>{row.division}<div className="quiet">{row.unit}</div></>}</td>
                  <td className="nowrap">{row.received_on ? dayText(row.received_on) : ""}</td>
                  <td className="nowrap">{row.due_at ? instantText(row.due_at) : ""}</td>
                  <td>{row.state_name}{row.finished_on && ` ${dayText(row.finished_on)}`}{row.holder && <div className="quiet">{knownOn ? "Khi đó ở" : "Đang ở"} {row.holder}{row.officer && `, ${row.officer}`}</div>}</td>
                  <td>{row.cause_name && <><span className="bad">{row.days_late > 0 ? `Trễ ${count(row.days_late)} ngày` : "Trễ"}</span><div className="quiet">{row.cause_name}</div></>}{row.supplements > 1 && <div className="quiet">Yêu cầu bổ sung {row.supplements} lần</div>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className="pager">
        {search.sau && <Link to="/bao-cao/ho-so" search={first} className="pager-next">Về trang đầu</Link>}
        {found.data?.next && <Link to="/bao-cao/ho-so" search={{ ...first, sau: found.data.next }} className="pager-next">Trang sau</Link>}
      </div>
    </>
  );
}
