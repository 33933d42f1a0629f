import { ApiError } from "@motcua/api-client";
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from "@tanstack/react-router";
import type { ReactNode } from "react";

import { Inbox } from "./pages/inbox/inbox";
import { SignIn } from "./pages/sign-in";
import { readBehindSearch, readFiguresSearch, type BehindSearch, type FiguresSearch } from "./pages/reports/search";
import { Failure } from "./parts/failure";
import { line } from "./parts/live";
import { noteOfficer } from "./parts/session";
import { abandonKept } from "./parts/kept";
import { queries, sessionQuery, whenSignedOut, whenUnreachable, type DossierQuestion, type RegisterQuestion } from "./services";
import { Shell } from "./shell";

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : typeof value === "number" ? String(value) : undefined);

/** Where there is no page to stand on: nobody could be asked who is here, or the address leads nowhere. */
function Lone({ title, children }: { title: string; children: ReactNode }) {
  return <main className="content"><h1>{title}</h1>{children}</main>;
}

const root = createRootRoute({ component: Outlet, notFoundComponent: () => <Lone title="Không có trang này."><p><a href="/noi-bo/">Về hộp việc</a></p></Lone> });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/dang-nhap",
  validateSearch: (search): { tiep?: string } => ({ tiep: text(search.tiep) }),
  component: SignIn,
});

const signedIn = createRoute({
  getParentRoute: () => root,
  id: "signed-in",
  beforeLoad: async ({ location }) => {
    const session = await queries.ensureQueryData(sessionQuery).catch((error: unknown) => {
      // Where the server cannot be reached, signing in would not help: the page says so.
      if (error instanceof ApiError && error.isSignedOut) throw redirect({ to: "/dang-nhap", search: { tiep: location.pathname === "/" ? undefined : location.publicHref } });
      throw error;
    });
    noteOfficer(true);
    return { officer: session.officer };
  },
  component: Shell,
  errorComponent: ({ error, reset }) => <Lone title="Một Cửa"><Failure error={error} onRetry={reset} /></Lone>,
});

const boxes = ["inbox", "mine", "coordination", "all"] as const;

const inbox = createRoute({
  getParentRoute: () => signedIn,
  path: "/",
  validateSearch: (search): DossierQuestion => ({
    box: boxes.find((box) => box === search.box),
    q: text(search.q),
    state: text(search.state),
    procedure: text(search.procedure),
    work: text(search.work),
    late: search.late === true || search.late === "true" ? true : undefined,
    limit: Number(search.limit) === 200 ? 200 : undefined,
    after: text(search.after),
  }),
  beforeLoad: ({ context }) => {
    // Keepers of the system have no dossiers: they begin where their own work is.
    if (!context.officer.must_change_password && !context.officer.permissions.includes("read_dossiers")) throw redirect({ to: context.officer.permissions.includes("manage_officers") ? "/can-bo" : "/lich-lam-viec" });
  },
  component: Inbox,
});

const intake = createRoute({
  getParentRoute: () => signedIn,
  path: "/tiep-nhan",
  component: lazyRouteComponent(() => import("./pages/intake/intake"), "Intake"),
});

const dossier = createRoute({
  getParentRoute: () => signedIn,
  path: "/ho-so/$code",
  component: lazyRouteComponent(() => import("./pages/dossier/dossier"), "DossierPage"),
});

const register = createRoute({
  getParentRoute: () => signedIn,
  path: "/so-theo-doi",
  validateSearch: (search): RegisterQuestion => ({ unit_code: text(search.unit_code), from: text(search.from), to: text(search.to), after: text(search.after) }),
  component: lazyRouteComponent(() => import("./pages/register"), "Register"),
});

const dashboard = createRoute({
  getParentRoute: () => signedIn,
  path: "/dieu-hanh",
  validateSearch: (search): { noi?: string } => ({ noi: text(search.noi) }),
  component: lazyRouteComponent(() => import("./pages/dashboard/dashboard"), "Dashboard"),
});

const reports = createRoute({
  getParentRoute: () => signedIn,
  path: "/bao-cao",
  validateSearch: (search): FiguresSearch => readFiguresSearch(search),
  component: lazyRouteComponent(() => import("./pages/reports/reports"), "Reports"),
});

const behind = createRoute({
  getParentRoute: () => signedIn,
  path: "/bao-cao/ho-so",
  validateSearch: (search): BehindSearch => readBehindSearch(search),
  component: lazyRouteComponent(() => import("./pages/reports/behind"), "Behind"),
});

const index766 = createRoute({
  getParentRoute: () => signedIn,
  path: "/chi-so",
  validateSearch: (search): FiguresSearch & { biet?: string; congchuc?: string } => ({ ...readFiguresSearch(search), biet: text(search.biet), congchuc: text(search.congchuc) }),
  component: lazyRouteComponent(() => import("./pages/reports/index-766"), "Index766"),
});

const rating = createRoute({
  getParentRoute: () => signedIn,
  path: "/danh-gia",
  validateSearch: (search): FiguresSearch => readFiguresSearch(search),
  component: lazyRouteComponent(() => import("./pages/reports/rating"), "RatingPage"),
});

const delegations = createRoute({ getParentRoute: () => signedIn, path: "/uy-quyen", component: lazyRouteComponent(() => import("./pages/admin/delegations"), "Delegations") });
const officers = createRoute({ getParentRoute: () => signedIn, path: "/can-bo", component: lazyRouteComponent(() => import("./pages/admin/officers"), "Officers") });
const agencies = createRoute({ getParentRoute: () => signedIn, path: "/don-vi", component: lazyRouteComponent(() => import("./pages/admin/agencies"), "Agencies") });
const calendar = createRoute({ getParentRoute: () => signedIn, path: "/lich-lam-viec", component: lazyRouteComponent(() => import("./pages/admin/calendar"), "CalendarPage") });
const logs = createRoute({ getParentRoute: () => signedIn, path: "/nhat-ky", component: lazyRouteComponent(() => import("./pages/admin/logs"), "Logs") });
const procedures = createRoute({
  getParentRoute: () => signedIn,
  path: "/thu-tuc",
  validateSearch: (search): { q?: string; after?: string } => ({ q: text(search.q), after: text(search.after) }),
  component: lazyRouteComponent(() => import("./pages/admin/procedures"), "Procedures"),
});
const versions = createRoute({ getParentRoute: () => signedIn, path: "/thu-tuc/$id", component: lazyRouteComponent(() => import("./pages/admin/procedures"), "ProcedureVersions") });

const assistant = createRoute({
  getParentRoute: () => signedIn,
  path: "/tro-ly",
  validateSearch: (search): { phan?: string } => ({ phan: text(search.phan) }),
  component: lazyRouteComponent(() => import("./pages/assistant/assistant"), "AssistantPage"),
});

const password = createRoute({
  getParentRoute: () => signedIn,
  path: "/mat-khau",
  component: lazyRouteComponent(() => import("./pages/password"), "Password"),
});

export const router = createRouter({
  routeTree: root.addChildren([signIn, signedIn.addChildren([assistant, inbox, intake, dossier, register, dashboard, reports, behind, index766, rating, delegations, officers, agencies, calendar, logs, procedures, versions, password])]),
  basepath: "/noi-bo",
  defaultPreload: "intent",
  scrollRestoration: false,
});

whenUnreachable(() => line.doubted());

whenSignedOut(() => {
  noteOfficer(false);
  abandonKept();
  queries.removeQueries({ queryKey: sessionQuery.queryKey });
  const here = router.state.location;
  if (!here.pathname.startsWith("/dang-nhap")) void router.navigate({ to: "/dang-nhap", search: { tiep: here.publicHref } });
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
