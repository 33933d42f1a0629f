import { TextSizeSwitch } from "@motcua/kit";
import { useEffect, useRef } from "react";
import { Link, Route, Switch, useLocation } from "wouter";

import door from "./door.svg";
import { Home } from "./pages/home";
import { Procedures } from "./pages/procedures";
import { ProcedurePage } from "./pages/procedure";
import { Track } from "./pages/track";
import { Page } from "./parts/page";
import { platform, siteName } from "./services";

export function App() {
  return (
    <>
      <a className="skip" href="#noi-dung">Đến nội dung chính</a>
      <header className="masthead">
        <div className="wrap">
          <div className="row-between">
            <Link className="masthead-name" href="/">
              <img src={door} alt="" />
              <span>
                <strong>{siteName}</strong>
                <span>Hành chính phục vụ</span>
              </span>
            </Link>
            <TextSizeSwitch store={platform.store} />
          </div>
        </div>
      </header>
      <Navigation />
      <FocusedMain />
      <footer className="footer">
        <div className="wrap">
          <p>Không cần tài khoản để xem thủ tục và tra cứu hồ sơ.</p>
          <p>Nếu chưa rõ, mời ông/bà đến bất kỳ Trung tâm Phục vụ hành chính công nào để được hướng dẫn miễn phí.</p>
        </div>
      </footer>
    </>
  );
}

const places = [
  { href: "/thu-tuc", name: "Thủ tục" },
  { href: "/tra-cuu", name: "Tra cứu hồ sơ" },
];

function Navigation() {
  const [location] = useLocation();
  return (
    <nav className="mainnav" aria-label="Chính">
      <div className="wrap">
        <ul>
          {places.map((place) => (
            <li key={place.href}>
              <Link href={place.href} aria-current={location.startsWith(place.href) ? "page" : undefined}>{place.name}</Link>
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
        <Switch>
          <Route path="/" component={Home} />
          <Route path="/thu-tuc" component={Procedures} />
          <Route path="/thu-tuc/:id">{(params) => <ProcedurePage key={params.id} id={decodeURIComponent(params.id)} />}</Route>
          <Route path="/tra-cuu" component={Track} />
          <Route>
            <Page title="Không có trang này">
              <p>Địa chỉ có thể đã gõ sai. <Link href="/">Về trang đầu</Link> để tìm thủ tục hoặc tra cứu hồ sơ.</p>
            </Page>
          </Route>
        </Switch>
      </div>
    </main>
  );
}
