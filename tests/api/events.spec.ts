import { expect, test } from "@playwright/test";
import { request } from "node:http";

import { done, refused, type Client } from "./support/client";
import { sampleCity } from "./support/city";
import { birthRegistration, file, socialPension } from "./support/filings";

const city = sampleCity();

interface Told {
  id: string;
  event: string;
  data: any;
}

/** A screen that listens for what happens to its officer's inboxes. */
class Screen {
  readonly told: Told[] = [];
  private closing?: () => void;

  async listen(who: Client, lastEventId?: string) {
    const headers: Record<string, string> = { Cookie: `motcua_session=${who.cookies.get("motcua_session")}`, Accept: "text/event-stream" };
    if (lastEventId) headers["Last-Event-ID"] = lastEventId;
    await new Promise<void>((resolve, reject) => {
      const asked = request(`${who.url}/api/events`, { headers, agent: false }, (response) => {
        expect(response.statusCode).toBe(200);
        expect(response.headers["content-type"]).toMatch(/^text\/event-stream/);
        let text = "";
        response.on("error", () => undefined);
        response.on("data", (part: Buffer) => {
          text += part.toString();
          for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
            this.take(text.slice(0, end));
            text = text.slice(end + 2);
          }
        });
        resolve();
      });
      this.closing = () => asked.destroy();
      asked.on("error", reject);
      asked.end();
    });
    if (!lastEventId) await expect.poll(() => this.told[0]?.event, "it listens from now on").toBe("ready");
    return this;
  }

  private take(block: string) {
    const fields = Object.fromEntries(block.split("\n").filter((line) => !line.startsWith(":")).map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]));
    if (fields["event"]) this.told.push({ id: fields["id"]!, event: fields["event"], data: JSON.parse(fields["data"]!) });
  }

  close() {
    this.closing!();
  }

  codes() {
    return this.told.filter((one) => one.event === "inbox_changed").map((one) => one.data.code);
  }
}

test("a screen hears of a new task the moment it can be seen", async () => {
  const commune = city.commune();
  const [desk, chair] = [await commune.desk(), await commune.chair()];
  const expert = await commune.expert();
  const screen = await new Screen().listen(expert);

  for (let i = 0; i < 10; ++i) {
    const body = birthRegistration({ forward_now: true });
    const dossier = done(await desk.post("/api/dossiers", body, i % 2 ? { headers: { "Idempotency-Key": `su-kien-${i}` } } : {}), 201);
    await expect.poll(() => screen.codes()).toContain(dossier.code);
    // Told after the commit: who looks at once finds it.
    expect(done(await expert.get(`/api/dossiers?box=inbox&limit=200`)).items.map((item: any) => item.code)).toContain(dossier.code);
  }
  const dossier = await file(desk, birthRegistration({ forward_now: true }));
  const forSigning = await new Screen().listen(chair);
  await dossier.act(expert, "forward");
  await expect.poll(() => forSigning.codes()).toEqual([dossier.code]);
  screen.close();
  forSigning.close();
});

test("a screen that was away for a moment gets what it missed, once and in order", async () => {
  const commune = city.commune();
  const [desk, expert] = [await commune.desk(), await commune.expert()];
  const before = await new Screen().listen(expert);
  const first = await file(desk, birthRegistration({ forward_now: true }));
  await expect.poll(() => before.codes()).toContain(first.code);
  const last = before.told.at(-1)!.id;
  before.close();

  const missed = [await file(desk, birthRegistration({ forward_now: true })), await file(desk, birthRegistration({ forward_now: true }))];
  const after = await new Screen().listen(expert, last);
  await expect.poll(() => new Set(after.codes())).toEqual(new Set(missed.map((dossier) => dossier.code)));
  expect(after.told.map((one) => one.event)).not.toContain("missed");
  expect(new Set(after.told.map((one) => one.id)).size).toBe(after.told.length);
  after.close();
});

test("a screen that was away too long, or never here, is told to look anew", async () => {
  const expert = await city.commune().expert();
  for (const id of ["khac-12", "0", "-1", "99999999999999999999999"]) {
    const screen = await new Screen().listen(expert, id);
    await expect.poll(() => screen.told[0]?.event).toBe("missed");
    screen.close();
  }
});

test("nobody hears of other agencies' work", async () => {
  const commune = city.commune();
  const [desk, expert] = [await commune.desk(), await commune.expert()];
  const [neighbour, chair, keeper] = await Promise.all([city.commune("le-chan").expert(), commune.chair(), city.officer("quantri")].map(async (who) => new Screen().listen(await who)));
  const dossier = await file(desk, socialPension({ forward_now: true }));
  await dossier.act(expert, "take");
  const here = await new Screen().listen(expert);
  await dossier.act(expert, "forward");
  await expect.poll(() => here.codes()).toContain(dossier.code);
  for (const screen of [neighbour!, chair!, keeper!]) {
    expect(screen.codes()).not.toContain(dossier.code);
    screen.close();
  }
  here.close();
});

test("without a session there is nothing to hear, and what is heard names nobody", async () => {
  refused(await city.citizen().get("/api/events"), 401, "not_signed_in");
  const commune = city.commune();
  const screen = await new Screen().listen(await commune.expert());
  const dossier = await file(await commune.desk(), birthRegistration({ forward_now: true }));
  await expect.poll(() => screen.codes()).toContain(dossier.code);
  for (const one of screen.told) expect(JSON.stringify(one.data)).not.toMatch(/Nguyễn|0311|0900/);
  screen.close();
});

test("a screen with figures hears that its own commune's were counted anew, and that of the city its own", async () => {
  const [here, elsewhere] = [city.commune("tan-minh"), city.commune("le-chan")];
  const [director, other, control] = [await new Screen().listen(await here.director()), await new Screen().listen(await elsewhere.director()), await new Screen().listen(await city.officer("kiemsoat"))];
  await new Promise((resolve) => setTimeout(resolve, 1100));  // Each is told at most once a second.
  await file(await here.desk(), birthRegistration());
  const agencies = (screen: Screen) => screen.told.filter((one) => one.event === "figures_changed").map((one) => one.data.agency);
  await expect.poll(() => agencies(director)).toContain(here.code);
  await expect.poll(() => agencies(control)).toContain("31");
  expect(agencies(other)).toEqual([]);
  for (const screen of [director, other, control]) screen.close();
});
