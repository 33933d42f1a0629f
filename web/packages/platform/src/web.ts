import type { ListedStore, Platform } from "./platform";

const prefix = "motcua.";

/** localStorage (or sessionStorage, for what belongs to one window) when the browser allows it, else memory. */
export function browserStore(area: () => Storage = () => localStorage): ListedStore {
  const memory = new Map<string, string>();
  return {
    get(key) {
      try {
        return area().getItem(prefix + key) ?? memory.get(key) ?? null;
      } catch {
        return memory.get(key) ?? null;
      }
    },
    keys() {
      try {
        return [...new Set([...memory.keys(), ...Object.keys(area()).filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length))])];
      } catch {
        return [...memory.keys()];
      }
    },
    set(key, value) {
      memory.set(key, value);
      try {
        if (value === "") area().removeItem(prefix + key);
        else area().setItem(prefix + key, value);
      } catch {
        // Private windows and full disks: the value lives as long as the page.
      }
    },
  };
}

export function webPlatform(siteName: string): Platform {
  return {
    kind: "web",
    base: "",
    apiBase: "",
    store: browserStore(),
    setTitle(title) {
      document.title = title ? `${title} – ${siteName}` : siteName;
    },
    openExternal(address) {
      window.open(address, "_blank", "noopener");
    },
  };
}
