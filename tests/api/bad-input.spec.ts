import { expect, test } from "@playwright/test";

import { done, refused, type Answer, type Client } from "./support/client";
import { sampleCity } from "./support/city";
import { birthRegistration, file, somebody } from "./support/filings";
import { printed } from "./support/pdf";

const city = sampleCity();
let desk: Client;
test.beforeAll(async () => {
  desk = await city.commune().desk();
});
test.afterEach(async () => {
  done(await city.citizen().get("/api/health"), 200);
});

const raw = (body: string | Buffer, headers: Record<string, string> = {}) => desk.send("POST", "/api/dossiers", { body, headers: { "Content-Type": "application/json", ...headers } });
const filed = (overrides: object) => desk.post("/api/dossiers", birthRegistration(overrides));
const withApplicant = (overrides: object) => filed({ applicant: somebody(overrides) });
const isRefused = (answer: Answer, field: string, code: string) => refused(answer, 422, "invalid_input", [field, code]);

test("what is no JSON is refused as such, and the fault is said", async () => {
  const good = JSON.stringify(birthRegistration());
  for (const body of ["", " ", "{", good.slice(0, -1), `${good}x`, good.replace('"counter"', "counter"), "{'a':1}", "[1,2,]", "nul", "﻿{}", "\u0000", '{"a":"\n"}', '{"a":"\\ud800"}'])
    expect(["malformed_json", "invalid_input", "nul_character"], body.slice(0, 20)).toContain((await raw(body)).json.code);
  refused(await raw("{"), 400, "malformed_json");
  refused(await raw(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])), 400, "malformed_json");
  refused(await raw(Buffer.from(good, "utf16le")), 400, "malformed_json");
});

test("a body of another kind than the route's is not guessed at", async () => {
  const good = JSON.stringify(birthRegistration());
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json; charset=latin1", ""])
    refused(await raw(good, { "Content-Type": type }), 415, "unsupported_media_type");
  refused(await raw(good, { "Content-Encoding": "gzip" }), 415, "unsupported_content_encoding");
});

test("every wrong type is named, all of them at once", async () => {
  const answer = await filed({
    procedure: 5, channel: "pigeon", applicant: { kind: "robot", full_name: ["x"], personal_id: 31199000001 }, documents: { code: "x" }, items: "x",
    fee: { chosen: [{ group: 1 }], pages: "5", copies: 1.5, collected: "yes" }, dossier_sets: "viele", decision: null, return_method: true,
  });
  const problem = refused(answer, 422, "invalid_input");
  const named = Object.fromEntries(problem.fields.map((field: any) => [field.field, field.code]));
  expect(named).toMatchObject({
    procedure: "not_text", channel: "unknown_choice", "applicant.kind": "unknown_choice", "applicant.full_name": "not_text", "applicant.personal_id": "not_text",
    documents: "not_a_list", items: "not_a_list", "fee.chosen[0].group": "not_text", "fee.chosen[0].code": "required", "fee.pages": "not_whole_number",
    "fee.copies": "not_whole_number", "fee.collected": "not_true_or_false", dossier_sets: "not_whole_number", decision: "required", return_method: "unknown_choice" });
});

test("fields that nobody knows are refused, wherever they stand", async () => {
  isRefused(await filed({ proceduer: "x" }), "proceduer", "unknown_field");
  isRefused(await withApplicant({ nickname: "x" }), "applicant.nickname", "unknown_field");
  isRefused(await filed({ documents: [{ code: "giay-chung-sinh", originals: 1, copies: 0, files: [], colour: "x" }] }), "documents[0].colour", "unknown_field");
  refused(await raw('{"procedure":"1.001193","procedure":"1.001193"}'), 400, "duplicate_name");
});

test("numbers out of all proportion are refused, not cut", async () => {
  isRefused(await filed({ fee: { chosen: [], pages: 1e30, copies: 1 } }), "fee.pages", "out_of_range");
  isRefused(await filed({ dossier_sets: 2147483648 }), "dossier_sets", "out_of_range");
  isRefused(await filed({ documents: [{ code: "giay-chung-sinh", originals: -1, copies: 100, files: [] }] }), "documents[0].originals", "out_of_range");
  expect((await raw(`{"dossier_sets":${"9".repeat(5000)}}`)).status).toBeLessThan(500);
  expect((await raw('{"dossier_sets":1e99999}')).status).toBeLessThan(500);
  const dossier = await file(desk, birthRegistration());
  await dossier.refuses(desk, "forward", { version: 9.5 }, 422, "invalid_input", ["version", "not_whole_number"]);
});

test("JSON that is nested without end is refused before it is read", async () => {
  refused(await raw(`${"[".repeat(50_000)}${"]".repeat(50_000)}`), 400, "json_too_deep");
  refused(await raw(`{"answers":${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}}`), 400, "json_too_deep");
  const many = await raw(`{"documents":[${Array(60_000).fill("{}").join(",")}]}`);
  expect([413, 422]).toContain(many.status);
  expect(many.bytes.length).toBeLessThan(100_000);
});

test("a procedure that is unknown or not taken here says which", async () => {
  isRefused(await filed({ procedure: "9.999999" }), "procedure", "unknown_procedure");
  isRefused(await filed({ procedure: "" }), "procedure", "unknown_procedure");
  const police = refused(await filed({ procedure: "1.013067", documents: [] }), 409, "not_taken_here");
  expect(police.detail).toContain("Công an cấp xã");
  refused(await city.citizen().post("/api/public/v1/procedures/9.999999/fees", { channel: "counter" }), 404, "unknown_procedure");
});

test("personal numbers, dates, phones and addresses are what they should be, or refused", async () => {
  const faults: [object, string, string][] = [
    [{ personal_id: "0311990000012" }, "personal_id", "not_a_personal_id"], [{ personal_id: "03119900000" }, "personal_id", "not_a_personal_id"],
    [{ personal_id: "03119900000x" }, "personal_id", "not_a_personal_id"], [{ personal_id: "０３１１９９０００００１" }, "personal_id", "not_a_personal_id"],
    [{ birth_date: "2090-01-01" }, "birth_date", "too_late"], [{ birth_date: "1999-02-30" }, "birth_date", "not_a_date"], [{ birth_date: "01/02/1999" }, "birth_date", "not_a_date"],
    [{ birth_date: "1700" }, "birth_date", "too_early"], [{ phone: "123" }, "phone", "not_a_phone"], [{ phone: "0900-không" }, "phone", "not_a_phone"],
    [{ email: "nobody" }, "email", "not_an_email"], [{ email: "a@b" }, "email", "not_an_email"], [{ email: "a@@b.vn" }, "email", "not_an_email"],
    [{ address: "x".repeat(501) }, "address", "too_long"], [{ address: "Thôn\u0007Đông" }, "address", "control_characters"],
    [{ kind: "enterprise", full_name: "Công ty Mẫu", personal_id: undefined, organisation_number: "12345" }, "organisation_number", "not_an_organisation_number"],
  ];
  for (const [overrides, field, code] of faults) isRefused(await withApplicant(overrides), `applicant.${field}`, code);
});

test("a name has at most 300 characters, however many bytes they are", async () => {
  const name = (length: number) => `Nguyễn ${"ễ".repeat(length - 7)}`;
  expect((await withApplicant({ full_name: name(300) })).status).toBe(201);
  isRefused(await withApplicant({ full_name: name(301) }), "applicant.full_name", "too_long");
  isRefused(await withApplicant({ full_name: "" }), "applicant.full_name", "required");
  isRefused(await withApplicant({ full_name: " \u00a0 " }), "applicant.full_name", "required");
  const long = await file(desk, birthRegistration({ applicant: somebody({ full_name: name(300) }) }));
  expect(await printed(desk, `${long.path}/letters/1.pdf`)).toContain(long.code);
});

test("no emoji, no digits and no control characters in a citizen's name", async () => {
  for (const full_name of ["Nguyễn Thị 😀", "Nguyễn Thị 2", "Nguyễn <b>Thị</b>", "Nguyễn ★ Thị"]) isRefused(await withApplicant({ full_name }), "applicant.full_name", "not_a_name");
  for (const full_name of ["Nguyễn\u0007Thị", "Nguyễn\nThị", "Nguyễn\u202eThị", "Nguyễn\u0085Thị"])
    expect((await withApplicant({ full_name })).json.fields?.[0]?.field, JSON.stringify(full_name)).toBe("applicant.full_name");
  refused(await withApplicant({ full_name: "Nguyễn\u0000Thị" }), 400, "nul_character");
  for (const full_name of ["Y Blơk Êban", "H'Hen Niê", "Trần-Lê Thị Mẫu"]) expect((await withApplicant({ full_name })).status, full_name).toBe(201);
});

test("decomposed letters are kept composed and found however they are typed", async () => {
  const name = "Đặng Thị Thuỷ Ước";
  expect(name.normalize("NFD")).not.toBe(name);
  const dossier = await file(desk, birthRegistration({ applicant: somebody({ full_name: name.normalize("NFD"), address: "Thôn Đông".normalize("NFD") }), summary: "Khai sinh".normalize("NFD") }));
  const { applicant, summary } = await dossier.detail(desk);
  expect(applicant).toMatchObject({ full_name: name.normalize("NFC"), address: "Thôn Đông" });
  expect(summary).toBe("Khai sinh");
  for (const q of [name, name.normalize("NFD"), "Dang Thi Thuy Uoc"])
    expect(done(await desk.get(`/api/dossiers?q=${encodeURIComponent(q)}`)).items.map((item: any) => item.code)).toContain(dossier.code);
});

test("a sex or a year that contradicts the personal number is told, but does not stop", async () => {
  const answer = done(await withApplicant({ sex: "male", birth_date: "1950" }), 201);
  expect(answer.warnings.sort()).toEqual(["birth_year_differs", "sex_differs"]);
});

test("papers are those of the procedure, in sensible numbers", async () => {
  const paper = (overrides: object) => filed({ documents: [{ code: "giay-chung-sinh", originals: 1, copies: 0, files: [] }, { code: "khac", name: "Giấy khác", originals: 1, copies: 0, files: [], ...overrides }] });
  isRefused(await paper({ code: "giay-phep-bay" }), "documents[1].code", "unknown_document");
  isRefused(await paper({ name: " " }), "documents[1].name", "required");
  isRefused(await paper({ name: "x".repeat(301) }), "documents[1].name", "too_long");
  isRefused(await paper({ note: "x".repeat(501) }), "documents[1].note", "too_long");
  isRefused(await paper({ copies: 100 }), "documents[1].copies", "out_of_range");
  isRefused(await paper({ files: Array(51).fill("0".repeat(64)) }), "documents[1].files", "too_many");
  isRefused(await paper({ files: ["0".repeat(64)] }), "documents", "unknown_file");
  isRefused(await filed({ documents: [{ code: "giay-chung-sinh", originals: 0, copies: 0, files: [] }] }), "documents", "document_missing");
});

test("who speaks for another says on what authority, and a result by post needs an address", async () => {
  isRefused(await filed({ representative: { full_name: "Lê Văn Mẫu", authorisation: " " } }), "representative.authorisation", "required");
  isRefused(await filed({ representative: { full_name: "Lê 4", authorisation: "Cha" } }), "representative.full_name", "not_a_name");
  isRefused(await filed({ return_method: "post", applicant: somebody({ address: undefined }) }), "return_address", "required");
  isRefused(await filed({ summary: "x".repeat(1001) }), "summary", "too_long");
  isRefused(await filed({ answers: { child_name: "x" } }), "answers.child_sex", "required");
  done(await filed({ representative: { full_name: "Lê Văn Mẫu", authorisation: "Cha", personal_id: "031090000001" } }), 201);
});

test("routes, methods and query strings that are none", async () => {
  refused(await desk.get("/api/no-such-thing"), 404, "no_such_route");
  refused(await desk.get("/api/dossiers/"), 404, "no_such_route");
  const answer = await desk.send("DELETE", "/api/dossiers", {});
  refused(answer, 405, "method_not_allowed");
  expect(answer.headers["allow"]!.split(", ").sort()).toEqual(["GET", "HEAD", "POST"]);
  refused(await desk.get("/api/dossiers?q=%ff"), 400, "malformed_query");
  refused(await desk.get("/api/dossiers/..%2f..%2fetc%2fpasswd"), 400, "malformed_target");
  for (const number of ["0", "99", "-1", "x", "9223372036854775808", "1%00"]) {
    const dossier = await file(desk, birthRegistration());
    const letter = await desk.get(`${dossier.path}/letters/${number}.pdf`);
    expect([400, 404], `${number}: ${letter.status}`).toContain(letter.status);
  }
});
