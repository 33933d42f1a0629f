import { useQuery, useQueryClient } from "@tanstack/react-query";

import { ApiError } from "@motcua/api-client";
import { useLocation } from "wouter";

import { api, bearer, isSignedOut, mayBeSignedIn, platform, rememberSignedIn } from "./services";

/** The citizen who is signed in, or nobody; nothing while it is being asked. */
export function useCitizen() {
  const mayBe = mayBeSignedIn();
  const found = useQuery({
    queryKey: ["citizen"],
    queryFn: async () => {
      try {
        return (await api.citizen()).citizen;
      } catch (error) {
        if (!isSignedOut(error)) throw error;
        rememberSignedIn(false);
        return null;
      }
    },
    enabled: mayBe,
    staleTime: 60_000,
  });
  return { citizen: found.data ?? undefined, isAsking: mayBe && found.isPending, isUnknown: found.error instanceof ApiError };
}

/** Where the browser goes to sign in with a provider; it comes back to `returnTo`. */
export function departure(provider: string, returnTo: string): string {
  return `${platform.apiBase}/api/public/v1/identity/${encodeURIComponent(provider)}/sign-in?return_to=${encodeURIComponent(returnTo)}`;
}

/** Ends the session and takes what is about the person off this device. */
export function useSignOut() {
  const queries = useQueryClient();
  const [, go] = useLocation();
  return async () => {
    const end = await api.signOut().catch(() => undefined);
    forgetPerson();
    queries.clear();
    queries.setQueryData(["citizen"], null);
    bearer.forget();
    if (end?.go_to) location.assign(end.go_to);
    else go("/");
  };
}

/** Drafts and kept answers go; the choice of commune, size and language stays. */
export function forgetPerson() {
  rememberSignedIn(false);
  for (const one of platform.store.keys()) if (one.startsWith("draft.")) platform.store.set(one, "");
  navigator.serviceWorker?.controller?.postMessage("forget-person");
}
