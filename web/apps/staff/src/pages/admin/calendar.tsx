import { Button } from "@mantine/core";
import { Field } from "@motcua/kit";
import { dayText, numberText } from "@motcua/text";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { useOfficer } from "../../officer";
import { messageOf, unitsQuery } from "../../services";
import { Found, usePageTitle } from "./parts";
import { admin } from "./questions";

const kinds: Record<string, [string, string]> = { holiday: ["Nghỉ lễ, tết", "late"], compensation: ["Nghỉ bù", "soon"], swapped_off: ["Nghỉ hoán đổi", "soon"], make_up: ["Làm bù", "good"] };
const weekdays = ["", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật"];

/** Days off, make-up days and hours: what every due date is reckoned with. */
export function CalendarPage() {
  usePageTitle("Lịch làm việc");
  const officer = useOfficer();
  const [year, setYear] = useState(new Date().getFullYear());
  const [unit, setUnit] = useState("");
  const units = useQuery(unitsQuery).data?.items ?? [];
  const found = useQuery({ queryKey: ["calendar", year, unit], queryFn: () => admin.calendar(year, unit || undefined) });
  return (
    <>
      <div className="page-head"><h1>Lịch làm việc</h1></div>
      <div className="filters filters-labelled">
        <Field id="nam" label="Năm">
          <select className="input" id="nam" value={year} onChange={(e) => setYear(Number(e.currentTarget.value))}>
            {[-1, 0, 1].map((step) => new Date().getFullYear() + step).map((one) => <option key={one} value={one}>{one}</option>)}
          </select>
        </Field>
        <Field id="don-vi" label="Giờ làm việc của">
          <select className="input" id="don-vi" value={unit} onChange={(e) => setUnit(e.currentTarget.value)}>
            <option value="">Giờ chung của thành phố</option>
            {units.map((one) => <option key={one.code} value={one.code}>{one.full_name}</option>)}
          </select>
        </Field>
      </div>
      <Found query={found}>
        {(calendar) => (
          <div className="two-columns">
            <section className="panel" aria-labelledby="ngay-nghi">
              <h2 id="ngay-nghi">Ngày nghỉ, ngày làm bù năm {year}</h2>
              {!calendar.confirmed && <p className="notice notice-warn">Lịch nghỉ của năm này chưa có thông báo chính thức: thời hạn tính qua đó là dự kiến.</p>}
              {calendar.days.length === 0 ? <p className="quiet">Chưa có ngày nào.</p> : (
                <table className="table">
                  <thead><tr><th scope="col">Ngày</th><th scope="col">Loại</th><th scope="col">Tên</th><th scope="col">Căn cứ</th></tr></thead>
                  <tbody>
                    {calendar.days.map((day) => (
                      <tr key={day.day}><td className="nowrap">{dayText(day.day)}</td><td><span className={`mark mark-${kinds[day.kind]?.[1] ?? "plain"}`}>{kinds[day.kind]?.[0] ?? day.kind}</span></td><td>{day.name}</td><td className="small">{day.source}</td></tr>
                    ))}
                  </tbody>
                </table>
              )}
            </section>
            <div>
              <section className="panel" aria-labelledby="buoi-lam">
                <h2 id="buoi-lam">Buổi làm việc{calendar.own_hours && " riêng của đơn vị"}</h2>
                <dl className="facts-list">
                  {[1, 2, 3, 4, 5, 6, 7].map((weekday) => {
                    const sessions = calendar.sessions.filter((one) => one.weekday === weekday);
                    return <div key={weekday}><dt>{weekdays[weekday]}</dt><dd>{sessions.length === 0 ? <span className="quiet">Nghỉ</span> : sessions.map((one) => `${one.from}–${one.to}`).join(", ")}</dd></div>;
                  })}
                </dl>
                <p className="quiet small">{calendar.saturday_counts ? "Thứ bảy được tính vào thời hạn." : "Thứ bảy có thể nhận hồ sơ nhưng không tính vào thời hạn."}</p>
              </section>
              {officer.permissions.includes("manage_calendar") && <Apply />}
            </div>
          </div>
        )}
      </Found>
    </>
  );
}

/** After the files of the calendar have changed: due dates that no slip has promised move at once. */
function Apply() {
  const [reason, setReason] = useState("");
  const applying = useMutation({ mutationFn: () => admin.applyCalendar(reason.trim()) });
  return (
    <form className="panel" aria-labelledby="tinh-lai" onSubmit={(e) => {
      e.preventDefault();
      if (reason.trim()) applying.mutate();
    }}>
      <h2 id="tinh-lai">Tính lại thời hạn</h2>
      <p className="quiet">Dùng sau khi lịch nghỉ thay đổi. Hồ sơ đã in ngày hẹn không tự đổi ngày; chúng được liệt kê để báo cho người dân.</p>
      {applying.error && <p className="notice notice-bad" role="alert"><strong>{messageOf(applying.error)}</strong></p>}
      {applying.data && (
        <div className="notice notice-good" role="status">
          <p>Đã tính lại {numberText(applying.data.moved)} hồ sơ.{applying.data.need_notice.length > 0 && ` ${applying.data.need_notice.length} hồ sơ cần báo lại ngày hẹn:`}</p>
          {applying.data.need_notice.length > 0 && <p className="small">{applying.data.need_notice.slice(0, 50).join(", ")}</p>}
        </div>
      )}
      <Field id="can-cu" label="Căn cứ, lý do"><input className="input" id="can-cu" value={reason} onChange={(e) => setReason(e.currentTarget.value)} /></Field>
      <Button type="submit" variant="default" loading={applying.isPending} disabled={!reason.trim()}>Tính lại</Button>
    </form>
  );
}
