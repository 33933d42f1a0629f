import { beforeEach, describe, expect, test, vi } from "vitest";

import { KeptStore, type KeptServer } from "./kept-store";

const place = "tiep-nhan.1";

function setUp() {
  const local = new Map<string, string>();
  const remote = new Map<string, { title: string; content: string; at: string }>();
  const link = { isUp: true };
  const reach = () => (link.isUp ? Promise.resolve() : Promise.reject(new Error("offline")));
  const server: KeptServer = {
    all: async () => reach().then(() => [...remote].map(([where, work]) => ({ place: where, title: work.title, kept_at: work.at }))),
    content: async (where) => reach().then(() => remote.get(where)!.content),
    keep: async (where, title, content) => reach().then(() => remote.set(where, { title, content, at: "2026-11-22T02:00:00Z" })),
    forget: async (where) => reach().then(() => remote.delete(where)),
  };
  const store = { get: (key: string) => local.get(key) ?? null, set: (key: string, value: string) => (value === "" ? local.delete(key) : local.set(key, value)) };
  const open = (username = "tiepnhan") => new KeptStore(store as never, username, server);
  return { local, remote, link, open };
}

beforeEach(() => vi.useFakeTimers({ now: Date.parse("2026-11-22T01:00:00Z") }));

describe("what was typed", () => {
  test("is there again after a refresh, for this officer alone", () => {
    const { open } = setUp();
    open().write(place, "Khai sinh", { name: "Mẫu" });
    expect(open().read(place)?.value).toEqual({ name: "Mẫu" });
    expect(open("nguoikhac").read(place)).toBeUndefined();
  });

  test("reaches the server a moment later, and once", async () => {
    const { open, remote } = setUp();
    const kept = open();
    kept.write(place, "Khai sinh", { name: "M" });
    kept.write(place, "Khai sinh", { name: "Mẫu" });
    expect(remote.size).toBe(0);
    await vi.advanceTimersByTimeAsync(3000);
    expect(remote.get(place)).toMatchObject({ title: "Khai sinh", content: '{"name":"Mẫu"}' });
  });

  test("leaves this computer when its officer signs out, and comes back from the server", async () => {
    const { open, local } = setUp();
    const kept = open();
    kept.write(place, "Khai sinh", { name: "Mẫu" });
    await kept.leave();
    expect([...local].filter(([, value]) => value !== "[]")).toEqual([]);
    expect(await open().fetch(place)).toEqual({ value: { name: "Mẫu" }, savedAt: Date.parse("2026-11-22T02:00:00Z") });
  });

  test("is not sent in the session of whoever signs in instead, but in its own officer's next one", async () => {
    const { open, remote } = setUp();
    const kept = open();
    kept.write(place, "Khai sinh", { name: "M" });
    kept.savers.add(() => kept.write(place, "Khai sinh", { name: "Mẫu" }));
    kept.abandon();
    await vi.advanceTimersByTimeAsync(10_000);
    await kept.flush();
    kept.write(place, "Khai sinh", { name: "Khác" });
    expect(remote.size).toBe(0);
    await kept.resume();
    expect(remote.get(place)).toMatchObject({ content: '{"name":"Mẫu"}' });
  });

  test("stays on this computer while the server cannot be reached", async () => {
    const { open, link, remote } = setUp();
    link.isUp = false;
    const kept = open();
    kept.write(place, "Khai sinh", { name: "Mẫu" });
    await kept.leave();
    expect(open().read(place)?.value).toEqual({ name: "Mẫu" });
    link.isUp = true;
    await open().flush();
    expect(remote.has(place)).toBe(true);
  });

  test("is forgotten on both sides, later if need be", async () => {
    const { open, link, remote } = setUp();
    const kept = open();
    kept.write(place, "Khai sinh", { name: "Mẫu" });
    await kept.flush();
    link.isUp = false;
    kept.forget(place);
    await kept.flush();
    expect(kept.read(place)).toBeUndefined();
    link.isUp = true;
    expect(await kept.entries()).toEqual([]);
    await kept.flush();
    expect(remote.size).toBe(0);
  });

  test("typed again after it was forgotten is kept again", async () => {
    const { open, remote } = setUp();
    const kept = open();
    kept.write(place, "A", { name: "a" });
    kept.forget(place);
    kept.write(place, "B", { name: "b" });
    await kept.flush();
    expect(remote.get(place)?.title).toBe("B");
    expect((await kept.entries()).map((entry) => entry.title)).toEqual(["B"]);
  });

  test("older than a day is no longer taken from this computer", () => {
    const { open } = setUp();
    open().write(place, "Khai sinh", { name: "Mẫu" });
    vi.setSystemTime(Date.now() + 25 * 3600_000);
    expect(open().read(place)).toBeUndefined();
  });
});
