import { expect, test } from "@playwright/test";

import { done, refused, type Client } from "./support/client";
import { daysAfter } from "./support/clock";
import { ownPassword, sampleCity } from "./support/city";
import { birthRegistration, file, socialPension } from "./support/filings";
import { password } from "./support/server";

const city = sampleCity();
let keeper: Client;
test.beforeAll(async () => {
  keeper = await city.officer("quantri");
});

const account = (username: string, overrides: object = {}) => ({
  username, full_name: "Vũ Thị Mẫu", title: "Công chức một cửa", agency_code: "11779/trung-tam", password, roles: [{ agency_code: "11779/trung-tam", role: "tiep-nhan" }], ...overrides,
});
const create = (body: object, who = keeper) => who.post("/api/officers", body);
const change = (username: string, body: object, who = keeper) => who.post(`/api/officers/${username}`, body);

test("a new officer signs in and does what the role allows, from the first minute to the last", async () => {
  const made = done(await create(account("moi.tan-minh")), 201);
  expect(made).toMatchObject({ username: "moi.tan-minh", active: true, must_change_password: true, version: 1 });
  const officer = await city.firstSignIn("moi.tan-minh");
  const dossier = await file(officer, birthRegistration());

  const moved = done(await change("moi.tan-minh", { version: 1, title: "Công chức trả kết quả", roles: [{ agency_code: "11779/trung-tam", role: "tra-ket-qua" }] }), 200);
  refused(await officer.post("/api/dossiers", birthRegistration()), 403, "not_allowed");
  expect((await officer.get(dossier.path)).status).toBe(200);
  expect(done(await keeper.get("/api/officers/moi.tan-minh/roles")).items).toEqual([{ agency_code: "11779/trung-tam", role: "tra-ket-qua" }]);

  done(await change("moi.tan-minh", { version: moved.version, active: false }), 200);
  refused(await officer.get("/api/session"), 401, "not_signed_in");
  refused(await city.citizen().post("/api/session", { username: "moi.tan-minh", password: ownPassword }), 401, "wrong_credentials");
});

test("a new password ends every session of the officer", async () => {
  const { version } = done(await create(account("quen-mat-khau")), 201);
  const officer = await city.firstSignIn("quen-mat-khau");
  done(await change("quen-mat-khau", { version, password: "một mật khẩu khác" }), 200);
  refused(await officer.get("/api/session"), 401, "not_signed_in");
  const again = await city.signIn("quen-mat-khau", "một mật khẩu khác");
  refused(await again.get("/api/delegations"), 403, "password_must_change");
});

test("the keeper of the server gives a lost password anew, to be changed, and the log tells it", async () => {
  done(await create(account("mat-mat-khau")), 201);
  const officer = await city.firstSignIn("mat-mat-khau");
  const { status, text } = city.place.command("new-password", "mat-mat-khau");
  expect(status, text).toBe(0);
  refused(await officer.get("/api/session"), 401, "not_signed_in");
  const again = await city.signIn("mat-mat-khau", /mat-mat-khau: (\S+)/.exec(text)![1]!);
  refused(await again.get("/api/delegations"), 403, "password_must_change");
  const { items } = done(await (await city.officer("kiemsoat")).get("/api/staff-log?officer=mat-mat-khau"));
  expect(items[0]).toMatchObject({ officer: "", act: "officer_changed", subject: "mat-mat-khau" });

  expect(city.place.command("new-password", "khong-co-ai")).toMatchObject({ status: 1, text: expect.stringContaining("Không có tài khoản nào tên khong-co-ai") });
  expect(city.place.command("new-password").status).toBe(2);
});

test("an account needs a name of its own, a password that is hard to guess, and places and roles that there are", async () => {
  const faults: [object, string, string][] = [
    [{ username: "A" }, "username", "not_a_username"], [{ username: "có dấu" }, "username", "not_a_username"], [{ username: "tiepnhan.tan-minh" }, "username", "username_taken"],
    [{ full_name: " " }, "full_name", "required"], [{ full_name: "x".repeat(301) }, "full_name", "too_long"], [{ title: "" }, "title", "required"],
    [{ agency_code: "99999" }, "agency_code", "unknown_agency"], [{ password: "ngắn" }, "password", "too_short"], [{ password: "1234567890123" }, "password", "too_common"],
    [{ password: "thu-tai-khoan-1" }, "password", "too_common"], [{ roles: [{ agency_code: "11779", role: "vua" }] }, "roles[0].role", "unknown_role"],
    [{ roles: [{ agency_code: "x", role: "tiep-nhan" }] }, "roles[0].agency_code", "unknown_agency"],
  ];
  for (const [overrides, field, code] of faults) refused(await create(account("thu-tai-khoan-1", overrides)), 422, "invalid_input", [field, code]);
  refused(await keeper.get("/api/officers/thu-tai-khoan-1/roles"), 404, "unknown_officer");
});

test("two keepers do not overwrite each other", async () => {
  const { version } = done(await create(account("hai-nguoi-sua")), 201);
  done(await change("hai-nguoi-sua", { version, title: "Một" }), 200);
  refused(await change("hai-nguoi-sua", { version, title: "Hai" }), 409, "officer_changed");
});

test("a commune's keeper manages that commune's accounts and no others", async () => {
  done(await create(account("quantri.tan-minh", { agency_code: "11779", roles: [{ agency_code: "11779", role: "quan-tri" }] })), 201);
  const local = await city.firstSignIn("quantri.tan-minh");
  const { items } = done(await local.get("/api/officers?limit=200"));
  expect(items.length).toBeGreaterThan(40);
  for (const officer of items) expect(officer.agency_code).toMatch(/^11779(\/|$)/);
  done(await create(account("nguoi-o-xa"), local), 201);
  const elsewhere = city.commune("le-chan").code;
  refused(await create(account("nguoi-noi-khac", { agency_code: `${elsewhere}/trung-tam`, roles: [] }), local), 403, "agency_not_managed");
  refused(await create(account("vai-noi-khac", { roles: [{ agency_code: `${elsewhere}/trung-tam`, role: "tiep-nhan" }] }), local), 403, "agency_not_managed");
  refused(await change("tiepnhan.le-chan", { version: 1, active: false }, local), 404, "unknown_officer");
  refused(await change("quantri", { version: 1, password: "chiếm quyền quản trị" }, local), 404, "unknown_officer");
  refused(await local.get("/api/officers/tiepnhan.le-chan/roles"), 404, "unknown_officer");
  expect(done(await local.get(`/api/officers?agency_code=${elsewhere}`)).items).toEqual([]);
});

test("officers are found by name and read page by page", async () => {
  const { items } = done(await keeper.get(`/api/officers?agency_code=11779/trung-tam&limit=200`));
  expect(items.length).toBeGreaterThanOrEqual(8);
  const seen: string[] = [];
  for (let after = ""; ; ) {
    const page = done(await keeper.get(`/api/officers?agency_code=11779/trung-tam&limit=3${after && `&after=${after}`}`));
    seen.push(...page.items.map((one: any) => one.username));
    if (!page.next) break;
    after = page.next;
  }
  expect(seen).toEqual(items.map((one: any) => one.username));
  done(await create(account("ten-hiem", { full_name: "Tôn Nữ Hiếm Gặp" })), 201);
  for (const q of ["ton nu hiem", "Tôn Nữ"]) expect(done(await keeper.get(`/api/officers?q=${encodeURIComponent(q)}`)).items.map((one: any) => one.username), q).toEqual(["ten-hiem"]);
});

test("the city gets a new counter, and two of one name are refused", async () => {
  const wanted = { parent_code: "11779/trung-tam", kind: "counter", code: "quay-9", name: "Quầy số 9" };
  expect(done(await keeper.post("/api/agencies", wanted), 201)).toMatchObject({ code: "11779/quay-9", unit_code: "11779" });
  expect(done(await keeper.get("/api/agencies?unit_code=11779")).items.map((one: any) => one.code)).toContain("11779/quay-9");
  refused(await keeper.post("/api/agencies", wanted), 422, "invalid_input", ["code", "agency_code_taken"]);
  refused(await keeper.post("/api/agencies", { ...wanted, code: "Quầy 9" }), 422, "invalid_input", ["code", "not_a_slug"]);
  refused(await keeper.post("/api/agencies", { ...wanted, kind: "commune", code: "x" }), 422, "invalid_input", ["kind", "not_addable"]);
  refused(await keeper.post("/api/agencies", { ...wanted, parent_code: "x", code: "x" }), 422, "invalid_input", ["parent_code", "unknown_agency"]);
});

test("who stands in for an absent officer does that officer's work, for that time only", async () => {
  const commune = city.commune();
  const [desk, expert] = [await commune.desk(), await commune.expert()];
  const stand_in = await city.officer(`quansu-1.${commune.slug}`);
  const dossier = await file(desk, socialPension({ forward_now: true }));
  await dossier.refuses(stand_in, "take", {}, 404, "unknown_dossier");

  const now = new Date().toISOString();
  const wish = { to_username: `quansu-1.${commune.slug}`, valid_from: daysAfter(now, -1), valid_until: daysAfter(now, 1), reason: "Nghỉ phép" };
  const { id } = done(await expert.post("/api/delegations", wish), 201);
  expect(done(await stand_in.get("/api/delegations")).items).toEqual([expect.objectContaining({ id, from_username: `chuyenvien.${commune.slug}` })]);
  expect(done(await stand_in.get("/api/dossiers?box=inbox&limit=200")).items.map((item: any) => item.code)).toContain(dossier.code);
  await dossier.act(stand_in, "take");
  const timeline = (await dossier.detail(desk)).timeline;
  expect(timeline.at(-1).actor).not.toBe(timeline.at(-2).actor);

  refused(await (await city.officer("chuyenvien.le-chan")).delete(`/api/delegations/${id}`), 404, "unknown_delegation");
  expect((await expert.delete(`/api/delegations/${id}`)).status).toBe(204);
  await dossier.refuses(stand_in, "forward", {}, 404, "unknown_dossier");
});

test("a delegation that has not begun, or that is over, gives nothing", async () => {
  const commune = city.commune();
  const [desk, expert] = [await commune.desk(), await commune.expert()];
  const stand_in = await city.officer(`quansu-1.${commune.slug}`);
  const dossier = await file(desk, socialPension({ forward_now: true }));
  const now = new Date().toISOString();
  const wish = { to_username: `quansu-1.${commune.slug}`, reason: "Nghỉ phép" };
  done(await expert.post("/api/delegations", { ...wish, valid_from: daysAfter(now, 1), valid_until: daysAfter(now, 2) }), 201);
  done(await expert.post("/api/delegations", { ...wish, valid_from: daysAfter(now, -1), valid_until: new Date(Date.now() + 1500).toISOString() }), 201);
  expect((await stand_in.get(dossier.path)).status).toBe(200);
  await expect.poll(async () => (await stand_in.get(dossier.path)).status, { timeout: 5000 }).toBe(404);
});

test("work is delegated within one's unit, for a time, and only one's own", async () => {
  const expert = await city.commune().expert();
  const now = new Date().toISOString();
  const wish = { to_username: "vanphong-1.tan-minh", valid_from: now, valid_until: daysAfter(now, 1), reason: "Nghỉ phép" };
  const ask = (overrides: object) => expert.post("/api/delegations", { ...wish, ...overrides });
  refused(await ask({ to_username: "vanphong-1.le-chan" }), 422, "invalid_input", ["to_username", "other_unit"]);
  refused(await ask({ to_username: "chuyenvien.tan-minh" }), 422, "invalid_input", ["to_username", "same_officer"]);
  refused(await ask({ to_username: "khong.co" }), 422, "invalid_input", ["to_username", "unknown_officer"]);
  refused(await ask({ valid_until: daysAfter(now, -1), valid_from: daysAfter(now, -2) }), 422, "invalid_input", ["valid_until", "in_the_past"]);
  refused(await ask({ valid_until: now, valid_from: daysAfter(now, 1) }), 422, "invalid_input", ["valid_until", "too_early"]);
  refused(await ask({ valid_until: daysAfter(now, 400) }), 422, "invalid_input", ["valid_until", "too_late"]);
  refused(await ask({ reason: " " }), 422, "invalid_input", ["reason", "required"]);
  refused(await ask({ from_username: "lanhdao.tan-minh" }), 403, "agency_not_managed");
  refused(await (await city.officer("traketqua-1.tan-minh")).post("/api/delegations", wish), 403, "not_allowed");
});

test("what one stands in for is not passed on to a third", async () => {
  const commune = city.commune();
  const [chair, stand_in, third] = [await commune.chair(), await city.officer("vanphong-2.tan-minh"), await city.officer("congan-2.tan-minh")];
  const now = new Date().toISOString();
  const span = { valid_from: daysAfter(now, -1), valid_until: daysAfter(now, 1), reason: "Đi họp" };
  done(await chair.post("/api/delegations", { ...span, to_username: "vanphong-2.tan-minh" }), 201);
  done(await stand_in.post("/api/delegations", { ...span, to_username: "congan-2.tan-minh" }), 201);
  const dossier = await file(await commune.desk(), birthRegistration({ forward_now: true }));
  await dossier.act(await commune.expert(), "forward");
  await dossier.refuses(third, "approve", { outcome: "granted" }, 403, "not_allowed");
  await dossier.act(stand_in, "approve", { outcome: "granted" });
});
