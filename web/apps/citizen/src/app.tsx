import { Loading, TextSizeSwitch } from "@motcua/kit";
import { say } from "@motcua/text";
import { Suspense, useEffect, useRef } from "react";
import { Link, Route, Router, Switch, useLocation } from "wouter";

import { useCentre } from "./commune";
import door from "./door.svg";
import { chosenLanguage } from "./language";
import { Home } from "./pages/home";
import { icons } from "./parts/icons";
import { Fallback, later } from "./parts/later";
import { OfflineBanner } from "./parts/offline-banner";
import { Page } from "./parts/page";
import { ReadAloud } from "./parts/read-aloud";
import { platform, siteName } from "./services";

const Procedures = later(() => import("./pages/procedures"), "Procedures");
const Subjects = later(() => import("./pages/procedures"), "Subjects");
const EventPage = later(() => import("./pages/procedures"), "EventPage");
const ProcedurePage = later(() => import("./pages/procedure"), "ProcedurePage");
const BlankForm = later(() => import("./pages/blank-form"), "BlankForm");
const Track = later(() => import("./pages/track"), "Track");
const SignIn = later(() => import("./pages/sign-in"), "SignIn");
const StartApplication = later(() => import("./pages/apply/start"), "StartApplication");
const DraftPage = later(() => import("./pages/apply/draft"), "DraftPage");
const LetOfficerIn = later(() => import("./pages/apply/counter"), "LetOfficerIn");
const Submitted = later(() => import("./pages/apply/submitted"), "Submitted");
const Mine = later(() => import("./pages/mine/list"), "Mine");
const MyDossierPage = later(() => import("./pages/mine/dossier"), "MyDossierPage");
const ConfirmTyped = later(() => import("./pages/confirm"), "ConfirmTyped");
const Assistant = later(() => import("./pages/assistant"), "Assistant");
const ChooseCommune = later(() => import("./pages/choose-commune"), "ChooseCommune");

export function App({ onLanguage }: { onLanguage(language: "vi" | "en"): void }) {
  return (
    <Router base={platform.base}>
      <a className="skip" href="#noi-dung">{say("Đến nội dung chính")}</a>
      <Masthead onLanguage={onLanguage} />
      <Navigation />
      <OfflineBanner />
      <FocusedMain />
      <footer className="footer">
        <div className="wrap">
          <p>{say("Không cần tài khoản để xem thủ tục và tra cứu hồ sơ.")}</p>
          <p>{say("Nếu chưa rõ, mời ông/bà đến bất kỳ Trung tâm Phục vụ hành chính công nào để được hướng dẫn miễn phí.")}</p>
        </div>
      </footer>
    </Router>
  );
}

function Masthead({ onLanguage }: { onLanguage(language: "vi" | "en"): void }) {
  const centre = useCentre().data;
  const other = chosenLanguage() === "vi" ? "en" : "vi";
  return (
    <header className="masthead">
      <div className="wrap">
        <div className="masthead-row">
          <Link className="masthead-name" href="/">
            <img src={door} alt="" />
            <span>
              <strong>{say(siteName)}</strong>
              <span>{centre?.full_name ?? say("Hành chính phục vụ")}</span>
            </span>
          </Link>
          <div className="masthead-tools" role="group" aria-label={say("Cách xem")}>
            <TextSizeSwitch store={platform.store} />
            <ReadAloud />
            <button type="button" className="text-switch" lang={other} onClick={() => onLanguage(other)}>{other === "en" ? "English" : "Tiếng Việt"}</button>
          </div>
        </div>
      </div>
    </header>
  );
}

const places = [
  { href: "/", name: "Trang đầu", icon: icons.home, holds: (path: string) => path === "/" },
  { href: "/thu-tuc", name: "Thủ tục", icon: icons.list, holds: (path: string) => /^\/(thu-tuc|viec|linh-vuc|nop\/)/.test(path) },
  { href: "/cua-toi", name: "Hồ sơ của tôi", icon: icons.folder, holds: (path: string) => /^\/(cua-toi|ban-khai|da-nop|dang-nhap)/.test(path) },
  { href: "/hoi", name: "Hỏi trợ lý", icon: icons.ask, holds: (path: string) => path.startsWith("/hoi") },
  { href: "/tra-cuu", name: "Tra cứu", icon: icons.look, holds: (path: string) => path.startsWith("/tra-cuu") },
];

function Navigation() {
  const [location] = useLocation();
  return (
    <nav className="mainnav" aria-label={say("Chính")}>
      <div className="wrap">
        <ul>
          {places.map((place) => (
            <li key={place.href}>
              <Link href={place.href} aria-current={place.holds(location) ? "page" : undefined}>{place.icon}<span>{say(place.name)}</span></Link>
            </li>
          ))}
        </ul>
      </div>
    </nav>
  );
}

/** After going to another page the focus moves to the main part, as a page load would do. */
function FocusedMain() {
  const [location] = useLocation();
  const main = useRef<HTMLElement>(null);
  const previous = useRef(location);
  useEffect(() => {
    if (previous.current === location) return;
    previous.current = location;
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [location]);
  return (
    <main id="noi-dung" tabIndex={-1} ref={main}>
      <div className="wrap">
        <Fallback at={location}>
          <Suspense fallback={<Loading />}>
            <Switch>
              <Route path="/" component={Home} />
              <Route path="/chon-xa" component={ChooseCommune} />
              <Route path="/xa/:slug">{(params) => <ChooseCommune slug={params.slug} />}</Route>
              <Route path="/thu-tuc" component={Procedures} />
              <Route path="/linh-vuc" component={Subjects} />
              <Route path="/viec/:slug">{(params) => <EventPage key={params.slug} slug={params.slug} />}</Route>
              <Route path="/thu-tuc/:id">{(params) => <ProcedurePage key={params.id} id={decodeURIComponent(params.id)} />}</Route>
              <Route path="/thu-tuc/:id/mau-don">{(params) => <BlankForm id={decodeURIComponent(params.id)} />}</Route>
              <Route path="/tra-cuu" component={Track} />
              <Route path="/dang-nhap" component={SignIn} />
              <Route path="/nop/:id">{(params) => <StartApplication key={params.id} id={decodeURIComponent(params.id)} />}</Route>
              <Route path="/ban-khai/:code/can-bo">{(params) => <LetOfficerIn code={params.code} />}</Route>
              <Route path="/ban-khai/:code/:at">{(params) => <DraftPage key={params.code} code={params.code} at={Number(params.at) || 0} />}</Route>
              <Route path="/da-nop/:code">{(params) => <Submitted code={params.code} />}</Route>
              <Route path="/cua-toi" component={Mine} />
              <Route path="/cua-toi/:code">{(params) => <MyDossierPage key={params.code} code={params.code} />}</Route>
              <Route path="/xac-nhan" component={ConfirmTyped} />
              <Route path="/hoi" component={Assistant} />
              <Route><NoSuchPage /></Route>
            </Switch>
          </Suspense>
        </Fallback>
      </div>
    </main>
  );
}

function NoSuchPage() {
  return (
    <Page title={say("Không có trang này")}>
      <p>{say("Địa chỉ có thể đã gõ sai.")} <Link href="/">{say("Về trang đầu để tìm thủ tục hoặc tra cứu hồ sơ.")}</Link></p>
    </Page>
  );
}
