import type { Store } from "@motcua/platform";

/** Where kept work goes when it must outlive this computer. */
export interface KeptServer {
  all(): Promise<{ place: string; title: string; kept_at: string }[]>;
  content(place: string): Promise<string>;
  keep(place: string, title: string, content: string): Promise<unknown>;
  forget(place: string): Promise<unknown>;
}

export interface KeptEntry {
  place: string;
  title: string;
  savedAt: number;
}

interface Noted extends KeptEntry {
  /** The server knows. */
  isSent: boolean;
  isGone?: boolean;
}

const syncDelay = 3000;
const lifetime = 24 * 3600_000;

/**
 * What an officer has typed and not sent: on this computer at once, with the server a moment later, so that neither a refresh nor a
 * sign-out nor another computer loses it. Signing out leaves nothing behind here that the server has.
 */
export class KeptStore {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private flushing: Promise<void> | undefined;
  private isClosed = false;
  /** Asked to write down what was typed a moment ago. */
  readonly savers = new Set<() => void>();

  constructor(private readonly store: Store, private readonly username: string, private readonly server: KeptServer, private readonly now = Date.now) {}

  read<T>(place: string): { value: T; savedAt: number } | undefined {
    const noted = this.noted().find((entry) => entry.place === place && !entry.isGone);
    const text = noted && this.now() - noted.savedAt < lifetime ? this.store.get(this.key(place)) : null;
    return text ? { value: JSON.parse(text) as T, savedAt: noted!.savedAt } : undefined;
  }

  /** Also from the server, where it was typed on another computer or before signing out. */
  async fetch<T>(place: string): Promise<{ value: T; savedAt: number } | undefined> {
    const known = (await this.entries()).find((entry) => entry.place === place);
    if (!known) return undefined;
    return this.read<T>(place) ?? { value: JSON.parse(await this.server.content(place)) as T, savedAt: known.savedAt };
  }

  /** Newest first, this computer's word before the server's. */
  async entries(): Promise<KeptEntry[]> {
    const here = this.noted();
    const there = (await this.server.all()).map((work) => ({ place: work.place, title: work.title, savedAt: Date.parse(work.kept_at) }));
    const all = [...here.filter((entry) => !entry.isGone), ...there.filter((entry) => !here.some((own) => own.place === entry.place))];
    return all.toSorted((a, b) => b.savedAt - a.savedAt);
  }

  write(place: string, title: string, value: unknown) {
    const text = JSON.stringify(value);
    if (this.isClosed || this.store.get(this.key(place)) === text) return;
    this.store.set(this.key(place), text);
    this.note({ place, title, savedAt: this.now(), isSent: false });
    this.sendSoon();
  }

  forget(place: string) {
    if (this.isClosed) return;
    this.store.set(this.key(place), "");
    this.note({ place, title: "", savedAt: this.now(), isSent: false, isGone: true });
    this.sendSoon();
  }

  /** Sends what the server does not know yet. What cannot be sent stays here and is tried again. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.flushing ??= this.sendAll().finally(() => {
      this.flushing = undefined;
    });
    return this.flushing;
  }

  /** Signing out: what the server has goes from this computer, and nothing is written any more. */
  async leave() {
    for (const save of this.savers) save();
    await this.flush();
    this.isClosed = true;
    for (const entry of this.noted().filter((one) => one.isSent)) this.drop(entry.place);
  }

  /** The session is over, and another officer's may follow: what was typed stays on this computer and is sent by its own officer's next one. */
  abandon() {
    for (const save of this.savers) save();
    this.isClosed = true;
    clearTimeout(this.timer);
  }

  /** Its officer is signed in. */
  resume() {
    this.isClosed = false;
    return this.flush();
  }

  private async sendAll() {
    for (const entry of this.noted().filter((one) => !one.isSent)) {
      if (this.isClosed) return;
      const text = this.store.get(this.key(entry.place)) ?? "";
      try {
        await (entry.isGone ? this.server.forget(entry.place) : this.server.keep(entry.place, entry.title, text));
      } catch {
        continue;
      }
      if (entry.isGone) this.drop(entry.place);
      else if (this.store.get(this.key(entry.place)) === text) this.note({ ...entry, isSent: true });
    }
  }

  private sendSoon() {
    clearTimeout(this.timer);
    if (this.isClosed) return;
    this.timer = setTimeout(() => void this.flush(), syncDelay);
  }

  private key(place: string) {
    return `kept.${this.username}.${place}`;
  }

  private noted(): Noted[] {
    try {
      return JSON.parse(this.store.get(`kept.${this.username}`) ?? "[]") as Noted[];
    } catch {
      return [];
    }
  }

  private note(entry: Noted) {
    this.store.set(`kept.${this.username}`, JSON.stringify([entry, ...this.noted().filter((one) => one.place !== entry.place)]));
  }

  private drop(place: string) {
    this.store.set(this.key(place), "");
    this.store.set(`kept.${this.username}`, JSON.stringify(this.noted().filter((one) => one.place !== place)));
  }
}
