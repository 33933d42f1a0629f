import { expect, test } from "@playwright/test";

import { done, refused, type Client } from "./support/client";
import { sampleCity } from "./support/city";
import { birthRegistration, file, housePermit, socialPension, somebody, type Dossier } from "./support/filings";
import { aPdf, upload } from "./support/uploads";

const city = sampleCity();
const here = () => city.commune("tan-minh");
const elsewhere = () => city.commune("le-chan");

/** A dossier of Tân Minh that leaves traces everywhere: a paper with a scan, a slip, a rare name. */
async function rare(name: string) {
  const desk = await here().desk();
  const scan = await upload(desk, "Giấy chứng sinh.pdf", aPdf(name));
  const person = somebody({ full_name: name });
  const dossier = await file(desk, birthRegistration({ applicant: person, documents: [{ code: "giay-chung-sinh", originals: 1, copies: 0, files: [scan.digest] }] }));
  return { dossier, person, scan };
}

async function expectInvisible(who: Client, { dossier, person, scan }: Awaited<ReturnType<typeof rare>>) {
  for (const path of ["", "/letters/1.pdf", "/routing-slip.pdf", `/files/${scan.digest}`]) refused(await who.get(dossier.path + path), 404, "unknown_dossier");
  for (const q of [dossier.code, person.full_name, person.personal_id, person.phone]) {
    const { items } = done(await who.get(`/api/dossiers?q=${encodeURIComponent(q)}`));
    expect(items.map((item: any) => item.code), q).not.toContain(dossier.code);
  }
  for (const box of ["inbox", "mine", "all", "coordination"]) {
    const { items } = done(await who.get(`/api/dossiers?box=${box}&limit=200`));
    expect(items.map((item: any) => item.code), box).not.toContain(dossier.code);
  }
}

const canSee = async (who: Client, dossier: Dossier) => (await who.get(dossier.path)).status === 200;

test("another commune's officers find no trace of a dossier", async () => {
  const found = await rare("Đoàn Thị Hiếm Hoi");
  const officers = [elsewhere().desk, elsewhere().expert, elsewhere().chair, elsewhere().director].map((who) => who());
  for (const officer of [...officers, city.officer("lanhdao.so-tu-phap"), city.officer(`traketqua-1.${elsewhere().slug}`)]) await expectInvisible(await officer, found);
});

test("another commune's officers cannot act on a dossier, whatever they are allowed at home", async () => {
  const dossier = await file(await here().desk(), birthRegistration({ forward_now: true }));
  const bodies: [string, Client, object][] = [
    ["take", await elsewhere().expert(), {}], ["forward", await elsewhere().expert(), {}], ["return-back", await elsewhere().expert(), { reason: "Thử" }],
    ["recall", await elsewhere().desk(), { reason: "Thử" }], ["reassign", await elsewhere().director(), { username: "chuyenvien.le-chan", reason: "Thử" }],
    ["request-supplement", await elsewhere().expert(), { items: ["Thử"], reason: "Thử" }], ["receive-supplement", await elsewhere().desk(), { documents: [] }],
    ["consult", await elsewhere().expert(), { agency_code: "so-xay-dung", subject: "Thử", working_days: 1 }], ["receive", await elsewhere().desk(), {}],
    ["answer-consultation", await elsewhere().expert(), { opinion: "Thử", agrees: true }], ["reject", await elsewhere().desk(), { reason: "Thử" }],
    ["request-payment", await elsewhere().expert(), { amount_vnd: 1, reason: "Thử" }], ["confirm-payment", await elsewhere().desk(), { amount_vnd: 1, receipt: "Thử" }],
    ["approve", await elsewhere().chair(), { outcome: "granted" }], ["record-result", await elsewhere().expert(), { result: { number: "1", name: "Thử", files: [] } }],
    ["hand-over", await elsewhere().desk(), { checked: "receipt" }], ["withdraw", await elsewhere().desk(), { reason: "Thử" }],
    ["stop", await elsewhere().chair(), { reason: "Thử" }], ["extend", await elsewhere().chair(), { due_at: "2090-01-01T00:00:00Z", reason: "Thử" }],
    ["correct", await elsewhere().chair(), { reason: "Thử", result: { number: "1", name: "Thử", files: [] } }],
    ["return-documents", await elsewhere().desk(), { code: "giay-chung-sinh", originals: 1 }],
    ["add-documents", await elsewhere().desk(), { documents: [{ code: "khac", name: "Thử", originals: 1, copies: 0, files: [] }] }],
  ];
  const acts = Object.entries<object>(city.contract.document.paths).filter(([path, methods]) => "post" in methods && /^\/api\/dossiers\/\{code\}\/[a-z-]+$/.test(path)).map(([path]) => path.split("/").at(-1));
  expect(bodies.map(([act]) => act).sort()).toEqual(acts.sort());
  for (const [act, who, body] of bodies) await dossier.refuses(who, act, body, 404, "unknown_dossier");
  expect((await dossier.detail(await here().desk())).version).toBe(dossier.version);
});

test("the centre that took it, the part that works on it and who decides see it; the other parts do not", async () => {
  const { dossier } = await rare("Quách Thị Phòng Ban");
  const of = (prefix: string) => city.officer(`${prefix}.${here().slug}`);
  for (const prefix of ["tiepnhan", "tiepnhan-3", "traketqua-1", "giamdoc", "vanphong-1", "chanhvanphong-1", "lanhdao", "phochutich-1"])
    expect(await canSee(await of(prefix), dossier), prefix).toBe(true);
  for (const prefix of ["kinhte-1", "vanhoa-1", "congan-1", "quansu-1", "truongphong-1", "truongphong-vhxh-1", "truongcongan-1"])
    expect(await canSee(await of(prefix), dossier), prefix).toBe(false);
});

test("the control office sees every dossier of the city and changes none; the keeper of the system sees none", async () => {
  const found = await rare("Từ Thị Kiểm Soát");
  const control = await city.officer("kiemsoat");
  expect(await canSee(control, found.dossier)).toBe(true);
  expect(done(await control.get(`/api/dossiers?q=${found.dossier.code}`)).items).toHaveLength(1);
  for (const act of ["take", "forward"]) expect((await control.post(`${found.dossier.path}/${act}`, { version: found.dossier.version })).status).toBe(403);
  await found.dossier.refuses(control, "withdraw", { reason: "Thử" }, 403, "not_allowed");
  await found.dossier.refuses(control, "add-documents", { documents: [{ code: "khac", name: "Thử", originals: 1, copies: 0, files: [] }] }, 403, "not_allowed");
  await found.dossier.refuses(control, "return-documents", { code: "giay-chung-sinh", originals: 1 }, 403, "not_allowed");

  const keeper = await city.officer("quantri");
  for (const path of ["", "/letters/1.pdf", "/routing-slip.pdf", `/files/${found.scan.digest}`]) refused(await keeper.get(found.dossier.path + path), 403, "not_allowed");
  expect(done(await keeper.get(`/api/dossiers?q=${found.dossier.code}`)).items).toEqual([]);
  expect(done(await keeper.get("/api/dossiers?box=all")).items).toEqual([]);
});

test("who is consulted sees the dossier from that moment on, and nobody else in the department's place", async () => {
  const dossier = await file(await here().desk(), housePermit({ forward_now: true }));
  const [consulted, other] = [await city.officer("chuyenvien.so-xay-dung"), await city.officer("chuyenvien.so-tu-phap")];
  expect(await canSee(consulted, dossier)).toBe(false);
  await dossier.act(await here().expert(), "consult", { agency_code: "so-xay-dung", subject: "Quy hoạch", working_days: 2 });
  expect(await canSee(consulted, dossier)).toBe(true);
  expect(await canSee(other, dossier)).toBe(false);
  await dossier.refuses(other, "answer-consultation", { opinion: "Thử", agrees: true }, 404, "unknown_dossier");
  await dossier.refuses(consulted, "forward", {}, 403, "task_not_yours");
});

test("a file is opened through a dossier that one may see, and only there", async () => {
  const { dossier, scan } = await rare("Mạc Thị Tệp Tin");
  const desk = await here().desk();
  expect((await desk.get(`${dossier.path}/files/${scan.digest}`)).status).toBe(200);
  const without = await file(desk, socialPension());
  refused(await desk.get(`${without.path}/files/${scan.digest}`), 404, "unknown_file");
  const neighbour = await file(await elsewhere().desk(), socialPension());
  refused(await (await elsewhere().desk()).get(`${neighbour.path}/files/${scan.digest}`), 404, "unknown_file");
});
