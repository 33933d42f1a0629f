import { useEffect, useRef, useSyncExternalStore } from "react";

import { queries } from "../services";

// The officer's line to the server: what changed comes by it, and whether it holds is told on the screen.

const quietTime = 1000;
const longestWait = 30_000;

type Listener = (code: string) => void;

/**
 * Follows /api/events while the page is seen: a browser keeps six connections to a server, and officers keep many tabs. A dropped line
 * takes itself up with what was missed; where that cannot be known, the lists are read anew.
 */
class Line {
  private stream: EventSource | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private figuresTimer: ReturnType<typeof setTimeout> | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private doubt: ReturnType<typeof setTimeout> | undefined;
  private attempts = 0;
  private isFresh = true;
  isLost = false;
  readonly watchers = new Set<() => void>();
  readonly listeners = new Set<Listener>();

  start(): () => void {
    const follow = () => this.follow();
    const lost = () => this.setLost(true);
    follow();
    document.addEventListener("visibilitychange", follow);
    window.addEventListener("online", follow);
    window.addEventListener("offline", lost);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      window.removeEventListener("online", follow);
      window.removeEventListener("offline", lost);
      this.close();
      clearTimeout(this.timer);
      this.timer = undefined;
      this.isFresh = true;
      this.setLost(false);
    };
  }

  /** A request found no server: the line is tried at once instead of waiting for it to notice. */
  doubted() {
    if (document.visibilityState === "visible" && this.stream) this.follow();
    this.setLost(true);
  }

  private follow() {
    this.close();
    if (document.visibilityState === "hidden") return;
    const stream = new EventSource("/api/events");
    this.stream = stream;
    stream.addEventListener("inbox_changed", (event) => this.changed(codeIn(event.data)));
    stream.addEventListener("figures_changed", () => this.figuresChanged());
    stream.addEventListener("missed", () => this.changed());
    stream.addEventListener("open", () => {
      this.attempts = 0;
      this.trust();
      // What happened while nobody listened is not told again.
      if (!this.isFresh || this.isLost) this.changed();
      this.isFresh = false;
      this.setLost(false);
    });
    stream.addEventListener("error", () => this.dropped(stream));
  }

  /** The browser tries again by itself after a break; after an answer that is no stream it does not. */
  private dropped(stream: EventSource) {
    this.doubt ??= setTimeout(() => this.setLost(true), 1500);
    if (stream.readyState !== EventSource.CLOSED) return;
    this.attempts += 1;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.follow(), Math.min(longestWait, 1000 * 2 ** this.attempts));
    // Perhaps the session has ended: whoever asks for the counts learns it.
    void queries.invalidateQueries({ queryKey: ["counts"] });
  }

  private close() {
    clearTimeout(this.retry);
    this.trust();
    this.stream?.close();
    this.stream = undefined;
  }

  private trust() {
    clearTimeout(this.doubt);
    this.doubt = undefined;
  }

  private setLost(isLost: boolean) {
    if (this.isLost === isLost) return;
    this.isLost = isLost;
    for (const watcher of this.watchers) watcher();
  }

  /** The server tells of figures at most once a second: what came in between is in by the time they are read. */
  private figuresChanged() {
    this.figuresTimer ??= setTimeout(() => {
      this.figuresTimer = undefined;
      void queries.invalidateQueries({ queryKey: ["figures"] });
    }, 3000);
  }

  private changed(code = "") {
    for (const listener of this.listeners) listener(code);
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void queries.invalidateQueries({ queryKey: ["dossiers"] });
      void queries.invalidateQueries({ queryKey: ["counts"] });
    }, quietTime);
  }
}

function codeIn(data: string): string {
  try {
    return (JSON.parse(data) as { code?: string }).code ?? "";
  } catch {
    return "";
  }
}

export const line = new Line();

/** Once, in the shell. */
export function useLiveLine() {
  useEffect(() => line.start(), []);
}

export function useIsLineLost(): boolean {
  return useSyncExternalStore((watcher) => {
    line.watchers.add(watcher);
    return () => line.watchers.delete(watcher);
  }, () => line.isLost);
}

/** Called when this dossier changed, or may have while the line was down. */
export function useDossierChanges(code: string, action: () => void) {
  const latest = useRef(action);
  useEffect(() => {
    latest.current = action;
  });
  useEffect(() => {
    const listener: Listener = (changed) => {
      if (changed === code || changed === "") latest.current();
    };
    line.listeners.add(listener);
    return () => {
      line.listeners.delete(listener);
    };
  }, [code]);
}
