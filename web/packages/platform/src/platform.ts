/**
 * What the app needs from where it runs. Feature code asks only this; the browser is one answer (web.ts), a Mini App another
 * (zalo.ts) that is loaded when the address says so, never before.
 */
export interface Platform {
  kind: "web" | "zalo";
  /** Path under which the app's routes stand, without a trailing slash. */
  base: string;
  /** Where the API is, without a trailing slash; "" is the same place. */
  apiBase: string;
  store: ListedStore;
  /** Done when the store has been read; drawing does not wait for it. */
  ready?: Promise<void>;
  setTitle(title: string): void;
  openExternal(address: string): void;
  /** In a Mini App: what its host gives, to be exchanged for a session of ours. Nothing where people sign in by a provider. */
  hostTokens?(): Promise<{ access_token: string; phone_token?: string }>;
}

/** Small texts kept on this device. Failing silently is right: nothing depends on it. */
export interface Store {
  get(key: string): string | null;
  set(key: string, value: string): void;
}

export interface ListedStore extends Store {
  keys(): string[];
}
