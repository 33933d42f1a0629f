import type { ListedStore, Platform } from "./platform";

const prefix = "motcua.";
const listKey = `${prefix}keys`;
const patience = 8000;

type Sdk = typeof import("./zalo-sdk");

/** A call to Zalo may never be answered: then it fails, in words that a person can read. */
function answered<T>(call: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error("Zalo does not answer")), patience));
  return Promise.race([call, late]);
}

/** Memory first, so that nothing waits; what Zalo has kept is read into it as soon as the SDK is there. */
function nativeStore(sdk: Promise<Sdk>): { store: ListedStore; ready: Promise<void> } {
  const memory = new Map<string, string>();
  const write = (key: string, value: string) => void sdk.then(({ nativeStorage }) => {
    nativeStorage.setItem(prefix + key, value);
    nativeStorage.setItem(listKey, [...memory.keys()].join("\n"));
  }).catch(() => undefined);
  const ready = sdk.then(({ nativeStorage }) => {
    for (const key of String(nativeStorage.getItem(listKey) ?? "").split("\n").filter(Boolean)) {
      const value = nativeStorage.getItem(prefix + key);
      if (!memory.has(key) && typeof value === "string" && value) memory.set(key, value);
    }
  }).catch(() => undefined);
  const store: ListedStore = {
    get: (key) => memory.get(key) || null,
    set(key, value) {
      if (value) memory.set(key, value);
      else memory.delete(key);
      write(key, value);
    },
    keys: () => [...memory.keys()],
  };
  return { store, ready };
}

/** Inside Zalo: no cookies and no storage of the browser, addresses below /zapps/<id>, the title in Zalo's own bar. */
export function zaloPlatform(siteName: string, apiBase: string): Platform {
  const sdk = import("./zalo-sdk");
  const { store, ready } = nativeStore(sdk);
  const quietly = (act: (sdk: Sdk) => Promise<unknown>) => void sdk.then(act).catch(() => undefined);
  return {
    kind: "zalo",
    base: /^\/zapps\/[^/]+/.exec(location.pathname)?.[0] ?? "",
    apiBase,
    store,
    ready,
    setTitle(title) {
      document.title = title || siteName;
      quietly(({ setNavigationBarTitle }) => setNavigationBarTitle({ title: title || siteName }));
    },
    openExternal: (address) => quietly(({ openOutApp }) => openOutApp({ url: address })),
    async hostTokens() {
      const { getAccessToken, getPhoneNumber } = await sdk;
      const access_token = await answered(getAccessToken());
      // Somebody may keep their number to themselves.
      const phone_token = await answered(getPhoneNumber()).then(({ token }) => token, () => undefined);
      return { access_token, phone_token };
    },
  };
}
