import { SummaryList } from "@motcua/kit";
import { say } from "@motcua/text";
import { Link } from "wouter";

import { useCentre } from "../commune";
import type { Centre } from "../services";

const weekdays = ["Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"];

/** "Thứ Hai – Thứ Sáu: 07:00–11:30, 13:30–17:00": days in a row with the same hours in one line. */
export function hourLines(hours: Centre["hours"]): string[] {
  const ofDay = (day: number) => hours.filter((session) => session.weekday === day).map((session) => `${session.from}–${session.to}`).join(", ");
  const lines: { from: number; to: number; text: string }[] = [];
  for (const day of [1, 2, 3, 4, 5, 6, 0]) {
    const text = ofDay(day);
    const last = lines.at(-1);
    if (!text) continue;
    if (last && last.text === text && last.to === day - 1) last.to = day;
    else lines.push({ from: day, to: day, text });
  }
  return lines.map(({ from, to, text }) => `${say(weekdays[from]!)}${to === from ? "" : ` – ${say(weekdays[to]!)}`}: ${text}`);
}

/** Where the chosen centre is, when it is open, which phone it has. */
export function CentreCard() {
  const centre = useCentre().data;
  if (!centre) return null;
  const dialled = centre.phone?.replace(/[^\d+]/g, "");
  return (
    <section className="card" aria-labelledby="trung-tam">
      <h2 id="trung-tam">{say("Trung tâm của tôi")}</h2>
      <p className="big">{centre.full_name}</p>
      <SummaryList
        rows={[
          { name: say("Giờ làm việc"), value: <HourLines hours={centre.hours} /> },
          { name: say("Điện thoại"), value: dialled && <a href={`tel:${dialled}`}>{centre.phone}</a> },
          { name: say("Trụ sở"), value: centre.seat },
        ]}
      />
      <p>{say("Nghỉ ngày lễ, Tết theo thông báo của thành phố.")}</p>
      <p><Link href="/chon-xa">{say("Đổi xã, phường")}</Link></p>
    </section>
  );
}

function HourLines({ hours }: { hours: Centre["hours"] }) {
  return <>{hourLines(hours).map((line) => <div key={line}>{line}</div>)}</>;
}
