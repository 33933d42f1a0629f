import { useRouteContext } from "@tanstack/react-router";

/** Who is signed in; only below the shell. */
export function useOfficer() {
  return useRouteContext({ from: "/signed-in" }).officer;
}
