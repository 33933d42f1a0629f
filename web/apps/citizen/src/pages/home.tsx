import { say } from "@motcua/text";
import { lazy, Suspense, useEffect } from "react";
import { Link } from "wouter";

import { useCommune } from "../commune";
import { eventName, lifeEvents } from "../life-events";
import { CentreCard } from "../parts/centre-card";
import { CommunePicker } from "../parts/commune-picker";
import { icons } from "../parts/icons";
import { SearchBox } from "../parts/search-box";
import { TrackForm } from "../parts/track-form";
import { mayBeSignedIn, platform } from "../services";

// Only who has signed in on this device needs it.
const MyDossiersCard = lazy(async () => ({ default: (await import("../parts/my-dossiers-card")).MyDossiersCard }));

export function Home() {
  useEffect(() => platform.setTitle(""), []);
  const commune = useCommune();
  return (
    <>
      <h1>{say("Bác cần làm gì?")}</h1>
      <div className="section">
        <SearchBox label={say("Tìm thủ tục")} />
      </div>
      {mayBeSignedIn() && <Suspense fallback={null}><MyDossiersCard /></Suspense>}
      {!commune && (
        <section className="card" aria-labelledby="chon-xa">
          <h2 id="chon-xa">{say("Bác ở xã, phường nào?")}</h2>
          <CommunePicker id="xa" label={say("Xã, phường, đặc khu")} hint={say("Để biết giờ làm việc và mức phí ở nơi đó. Đổi lại được lúc khác.")} />
        </section>
      )}
      <section className="section" aria-labelledby="viec-trong-doi">
        <h2 id="viec-trong-doi">{say("Chọn theo việc trong đời")}</h2>
        <ul className="tiles">
          {lifeEvents.map((event) => (
            <li key={event.slug}>
              <Link className="tile" href={`/viec/${event.slug}`}>
                {icons[event.icon]}
                {eventName(event)}
              </Link>
            </li>
          ))}
        </ul>
        <p className="after-tiles"><Link href="/linh-vuc">{say("Xem theo lĩnh vực")}</Link> · <Link href="/thu-tuc">{say("Xem tất cả thủ tục")}</Link></p>
      </section>
      <section className="card" aria-labelledby="tra-cuu">
        <h2 id="tra-cuu">{say("Hồ sơ đến đâu rồi?")}</h2>
        <TrackForm />
      </section>
      <CentreCard />
    </>
  );
}
