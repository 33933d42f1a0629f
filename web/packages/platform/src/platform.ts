/**
 * What the app needs from where it runs. Feature code asks only this; the browser is one answer (web.ts), a Mini App another
 * that is loaded when the address says so, never before.
 */
export interface Platform {
  kind: "web" | "zalo";
  /** Path under which the app's routes stand, without a trailing slash. */
  base: string;
  /** Where the API is, without a trailing slash; "" is the same place. */
  apiBase: string;
  store: Store;
  setTitle(title: string): void;
  openExternal(address: string): void;
}

/** Small texts kept on this device. Never what is about a person. Failing silently is right: nothing depends on it. */
export interface Store {
  get(key: string): string | null;
  set(key: string, value: string): void;
}
