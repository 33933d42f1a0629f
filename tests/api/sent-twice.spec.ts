import { expect, test } from "@playwright/test";

import { done, refused, type Answer } from "./support/client";
import { sampleCity } from "./support/city";
import { birthRegistration, file } from "./support/filings";

// Two people act on one dossier at the same moment, or one request arrives twice.
const city = sampleCity();
const statuses = (answers: Answer[]) => answers.map((answer) => answer.status).sort((a, b) => a - b);

test("of two officers who act on one version one succeeds, and the other is told that the dossier has changed", async () => {
  const commune = city.commune();
  const [desk, expert, director] = [await commune.desk(), await commune.expert(), await commune.director()];
  const dossiers = await Promise.all(Array.from({ length: 20 }, () => file(desk, birthRegistration({ forward_now: true }))));
  await Promise.all(dossiers.map(async (dossier) => {
    const answers = await Promise.all([expert, director].map((who) => who.post(`${dossier.path}/take`, { version: dossier.version })));
    expect(statuses(answers)).toEqual([200, 409]);
    const [winner, loser] = answers[0]!.status === 200 ? [answers[0]!, answers[1]!] : [answers[1]!, answers[0]!];
    refused(loser, 409, "dossier_changed");
    expect((await dossier.detail(desk)).version).toBe(done(winner).version);
  }));
});

test("different acts on one version exclude each other too, many at a time", async () => {
  const commune = city.commune();
  const [desk, expert, director, chair] = [await commune.desk(), await commune.expert(), await commune.director(), await commune.chair()];
  for (let i = 0; i < 5; ++i) {
    const dossier = await file(desk, birthRegistration({ forward_now: true }));
    const version = dossier.version;
    const answers = await Promise.all([
      expert.post(`${dossier.path}/forward`, { version }), director.post(`${dossier.path}/forward`, { version }), desk.post(`${dossier.path}/recall`, { version, reason: "Nhầm" }),
      desk.post(`${dossier.path}/withdraw`, { version, reason: "Thôi" }), chair.post(`${dossier.path}/stop`, { version, reason: "Thôi" }),
      expert.post(`${dossier.path}/request-supplement`, { version, items: ["Giấy"], reason: "Thiếu" }), expert.post(`${dossier.path}/take`, { version }),
    ]);
    expect(statuses(answers)).toEqual([200, 409, 409, 409, 409, 409, 409]);
    for (const answer of answers) if (answer.status === 409) refused(answer, 409, "dossier_changed");
  }
});

test("an old version is refused, and so is one that there never was", async () => {
  const desk = await city.commune().desk();
  const dossier = await file(desk, birthRegistration());
  for (const version of [0, dossier.version - 1, dossier.version + 1, -1]) await dossier.refuses(desk, "forward", { version }, 409, "dossier_changed");
  await dossier.refuses(desk, "forward", { version: null }, 422, "invalid_input", ["version", "required"]);
});

test("the same request under the same key gives the same answer, once", async () => {
  const desk = await city.commune().desk();
  const body = birthRegistration();
  const headers = { "Idempotency-Key": "quay-1-0001" };
  const first = await desk.post("/api/dossiers", body, { headers });
  const again = await desk.post("/api/dossiers", body, { headers });
  expect(again.text).toBe(first.text);
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(again.headers["idempotency-replayed"]).toBe("true");
  expect(again.headers["location"]).toBe(first.headers["location"]);
  expect(done(await desk.get(`/api/dossiers?q=${body.applicant.personal_id}`)).items).toHaveLength(1);
});

test("a request that arrives ten times at once is done once", async () => {
  const desk = await city.commune().desk();
  for (let round = 0; round < 5; ++round) {
    const body = birthRegistration();
    const answers = await Promise.all(Array.from({ length: 10 }, () => desk.post("/api/dossiers", body, { headers: { "Idempotency-Key": `cung-luc-${round}` } })));
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    expect(statuses(answers)).toEqual(Array(10).fill(201));
    expect(answers.filter((answer) => answer.headers["idempotency-replayed"]).length).toBe(9);
    expect(done(await desk.get(`/api/dossiers?q=${body.applicant.personal_id}`)).items).toHaveLength(1);
  }
});

test("an act under a key is done once, whatever the version has become", async () => {
  const desk = await city.commune().desk();
  const dossier = await file(desk, birthRegistration());
  const send = () => desk.post(`${dossier.path}/forward`, { version: dossier.version }, { headers: { "Idempotency-Key": "chuyen-1" } });
  const answers = [await send(), await send()];
  expect(statuses(answers)).toEqual([200, 200]);
  expect(answers[1]!.text).toBe(answers[0]!.text);
  expect((await dossier.detail(desk)).timeline.filter((event: any) => event.act === "forwarded")).toHaveLength(1);
});

test("a key that was used for something else is refused", async () => {
  const desk = await city.commune().desk();
  const headers = { "Idempotency-Key": "da-dung" };
  done(await desk.post("/api/dossiers", birthRegistration(), { headers }), 201);
  refused(await desk.post("/api/dossiers", birthRegistration(), { headers }), 409, "idempotency_key_reused");
  const dossier = await file(desk, birthRegistration());
  refused(await desk.post(`${dossier.path}/forward`, { version: dossier.version }, { headers }), 409, "idempotency_key_reused");
});

test("two officers may choose the same key, and what was refused may be tried again under it", async () => {
  const [one, other] = [await city.commune().desk(), await city.officer("tiepnhan-1.tan-minh")];
  const headers = { "Idempotency-Key": "trung-nhau" };
  const body = birthRegistration();
  refused(await one.post("/api/dossiers", { ...body, documents: [] }, { headers }), 422, "invalid_input");
  const [first, second] = [await one.post("/api/dossiers", body, { headers }), await other.post("/api/dossiers", body, { headers })];
  expect(done(first, 201).code).not.toBe(done(second, 201).code);
});

test("a key is 1 to 100 visible characters", async () => {
  const desk = await city.commune().desk();
  for (const key of ["", "x".repeat(101), "hai chữ", "a\tb"])
    refused(await desk.post("/api/dossiers", birthRegistration(), { headers: { "Idempotency-Key": Buffer.from(key).toString("latin1") } }), 400, "bad_idempotency_key");
  done(await desk.post("/api/dossiers", birthRegistration(), { headers: { "Idempotency-Key": "x".repeat(100) } }), 201);
});
