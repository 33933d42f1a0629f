import { useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";

import { api, platform } from "./services";

const key = "unit";
const listeners = new Set<() => void>();

/** The commune whose centre this person goes to: chosen once on this device, "" until then. */
export const chosenCommune = () => platform.store.get(key) ?? "";

export function chooseCommune(code: string) {
  platform.store.set(key, code);
  for (const tell of listeners) tell();
}

export function useCommune(): string {
  return useSyncExternalStore((tell) => {
    listeners.add(tell);
    return () => listeners.delete(tell);
  }, chosenCommune, chosenCommune);
}

/** The chosen commune's centre: where, when, which phone. */
export function useCentre() {
  const code = useCommune();
  return useQuery({ queryKey: ["centre", code], queryFn: () => api.centre(code), enabled: code !== "", staleTime: 3600_000 });
}
