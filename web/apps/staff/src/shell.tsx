import { Button, Menu } from "@mantine/core";
import { Link, Outlet, useNavigate, useRouter, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef, useState } from "react";

import door from "./door.svg";
import { useOfficer } from "./officer";
import { icons } from "./parts/icons";
import { useKeys } from "./parts/keys";
import { keptOf, leaveKept } from "./parts/kept";
import { useIsLineLost, useLiveLine } from "./parts/live";
import { noteOfficer, useIsSessionEnded } from "./parts/session";
import { api, queries, sessionQuery } from "./services";

const PasswordFirst = lazy(() => import("./pages/password").then((module) => ({ default: module.PasswordFirst })));
const SignInAgain = lazy(() => import("./parts/sign-in-again").then((module) => ({ default: module.SignInAgain })));

const places = [
  { to: "/", name: "Hộp việc", icon: icons.inbox, needs: "read_dossiers" },
  { to: "/tiep-nhan", name: "Tiếp nhận", icon: icons.intake, needs: "receive_dossiers" },
  { to: "/so-theo-doi", name: "Sổ theo dõi", icon: icons.register, needs: "read_registers" },
  { to: "/tro-ly", name: "Trợ lý", icon: icons.talk, needs: "read_dossiers" },
  { to: "/dieu-hanh", name: "Điều hành", icon: icons.glance, needs: "read_reports" },
  { to: "/bao-cao", name: "Báo cáo", icon: icons.report, needs: "read_reports" },
  { to: "/chi-so", name: "Chỉ số 766", icon: icons.index, needs: "read_reports" },
  { to: "/uy-quyen", name: "Uỷ quyền", icon: icons.delegate, needs: "delegate_work" },
  { to: "/can-bo", name: "Cán bộ", icon: icons.officers, needs: "manage_officers" },
  { to: "/don-vi", name: "Đơn vị", icon: icons.agencies, needs: "manage_agencies" },
  { to: "/thu-tuc", name: "Thủ tục", icon: icons.procedures, needs: "manage_catalogue" },
  { to: "/lich-lam-viec", name: "Lịch làm việc", icon: icons.calendar, needs: "signed_in" },
  { to: "/nhat-ky", name: "Nhật ký", icon: icons.log, needs: "read_access_log" },
] as const;

export function Shell() {
  return useOfficer().must_change_password ? <LockedShell /> : <OpenShell />;
}

/** Nothing but the new password, at whatever address; afterwards the page of that address. */
function LockedShell() {
  const officer = useOfficer();
  const router = useRouter();
  const leave = useLeaving();
  const goOn = async () => {
    // Only now the officer has the permissions of the roles.
    queries.removeQueries({ queryKey: sessionQuery.queryKey });
    await router.invalidate();
    document.getElementById("noi-dung")?.focus({ preventScroll: true });
  };
  return (
    <div className="shell">
      <header className="topbar">
        <span className="topbar-name">
          <img src={door} alt="" width="28" height="28" />
          <span><strong>Một Cửa</strong><span>{officer.unit_name}</span></span>
        </span>
        <span className="locked-officer">{officer.name} <Button variant="default" size="compact-sm" onClick={() => void leave()}>Đăng xuất</Button></span>
      </header>
      <main className="content" id="noi-dung" tabIndex={-1}>
        <Suspense><PasswordFirst onDone={() => void goOn()} /></Suspense>
      </main>
      {useIsSessionEnded() && <Suspense><SignInAgain /></Suspense>}
    </div>
  );
}

function OpenShell() {
  const officer = useOfficer();
  useLiveLine();
  useEffect(() => void keptOf(officer.username).resume(), [officer.username]);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const main = useRef<HTMLElement>(null);
  const previous = useRef(path);
  useEffect(() => {
    if (previous.current !== path) main.current?.focus({ preventScroll: true });
    previous.current = path;
  }, [path]);
  return (
    <div className="shell">
      <a className="skip" href="#noi-dung">Đến nội dung chính</a>
      <header className="topbar">
        <Link className="topbar-name" to="/">
          <img src={door} alt="" width="28" height="28" />
          <span><strong>Một Cửa</strong><span>{officer.unit_name}</span></span>
        </Link>
        <QuickFind />
        <OfficerMenu />
      </header>
      <LineSign />
      <nav className="sidebar" aria-label="Chính">
        {places.filter(({ needs }) => needs === "signed_in" || officer.permissions.includes(needs)).map((place) => (
          <Link key={place.to} to={place.to} className="sidebar-link" activeOptions={{ exact: place.to === "/", includeSearch: false }}>
            {place.icon}
            {place.name}
          </Link>
        ))}
      </nav>
      <main className="content" id="noi-dung" tabIndex={-1} ref={main}>
        <Outlet />
      </main>
      {useIsSessionEnded() && <Suspense><SignInAgain /></Suspense>}
    </div>
  );
}

/** Whether what is on the screen may be old. */
function LineSign() {
  const isLost = useIsLineLost();
  return (
    <div className="line-sign" role="status">
      {isLost && <p><strong>Mất kết nối.</strong> Đang nối lại… Danh sách có thể chưa mới; nội dung đang nhập vẫn được giữ.</p>}
    </div>
  );
}

/** Goes to a dossier by its code, or looks for the text among all dossiers. */
function QuickFind() {
  const [typed, setTyped] = useState("");
  const navigate = useNavigate();
  const box = useRef<HTMLInputElement>(null);
  useKeys({ "Ctrl+k": () => box.current?.focus() });
  return (
    <form className="quickfind" role="search" onSubmit={(e) => {
      e.preventDefault();
      const q = typed.trim();
      if (!q) return;
      setTyped("");
      if (/^[\w.]+-\d{6}-\d{4,}$/.test(q)) void navigate({ to: "/ho-so/$code", params: { code: q.toUpperCase() } });
      else void navigate({ to: "/", search: { box: "all", q } });
    }}>
      <input className="input" ref={box} type="search" aria-label="Tìm hồ sơ theo mã, tên người nộp, số định danh (Ctrl+K)" placeholder="Tìm mã hồ sơ, người nộp  (Ctrl+K)"
        value={typed} onChange={(e) => setTyped(e.currentTarget.value)} />
    </form>
  );
}

function useLeaving() {
  const officer = useOfficer();
  const navigate = useNavigate();
  return async () => {
    await leaveKept(officer.username);
    await api.signOut().catch(() => undefined);
    noteOfficer(false);
    queries.clear();
    await navigate({ to: "/dang-nhap" });
  };
}

function OfficerMenu() {
  const officer = useOfficer();
  const navigate = useNavigate();
  const leave = useLeaving();
  return (
    <Menu position="bottom-end" width={260} withinPortal={false} withInitialFocusPlaceholder={false} transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button variant="subtle" color="dark" size="compact-sm" rightSection={icons.down}>{officer.name}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label c="dark.4">{officer.title}<br />{officer.agency_name}</Menu.Label>
        <Menu.Item onClick={() => void navigate({ to: "/mat-khau" })}>Đổi mật khẩu</Menu.Item>
        <Menu.Item onClick={() => void leave()}>Đăng xuất</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
