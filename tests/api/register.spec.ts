import { expect, test } from "@playwright/test";
import { inflateRawSync } from "node:zlib";

import { done, refused } from "./support/client";
import { vietnam } from "./support/clock";
import { sampleCity } from "./support/city";
import { birthRegistration, file, housePermit, socialPension, somebody } from "./support/filings";
import { printed } from "./support/pdf";

const city = sampleCity();
/** A span that holds now also when midnight passes. */
const span = () => `from=${vietnam(new Date(Date.now() - 86_400_000).toISOString()).day}&to=${vietnam(new Date(Date.now() + 86_400_000).toISOString()).day}`;

/** The sheet of a spreadsheet, as XML: found by the central directory of its ZIP. */
function sheetOf(xlsx: Buffer): string {
  for (let at = xlsx.indexOf("PK\x01\x02"); at >= 0; at = xlsx.indexOf("PK\x01\x02", at + 4)) {
    const name = xlsx.toString("utf8", at + 46, at + 46 + xlsx.readUInt16LE(at + 28));
    if (name !== "xl/worksheets/sheet1.xml") continue;
    const local = xlsx.readUInt32LE(at + 42);
    const begin = local + 30 + xlsx.readUInt16LE(local + 26) + xlsx.readUInt16LE(local + 28);
    return inflateRawSync(xlsx.subarray(begin, begin + xlsx.readUInt32LE(at + 20))).toString("utf8");
  }
  throw new Error("the spreadsheet has no sheet");
}

// Acceptance 1: the same numbers in Mẫu 01, in Mẫu 07 and in the look-up.
test("the register shows what was received with the times of its receipts, on the screen, on paper and as a spreadsheet", async () => {
  const commune = city.quietCommune();
  const [desk, expert, chair] = [await commune.desk(), await commune.expert(), await commune.chair()];
  const person = somebody({ full_name: "Lương Thị Sổ Sách", address: "Tổ dân phố Mẫu" });
  const first = await file(desk, birthRegistration({ applicant: person, forward_now: true }));
  const second = await file(desk, socialPension());
  await first.act(expert, "forward");
  await first.act(chair, "approve", { outcome: "granted", result: { number: "1", name: "Giấy khai sinh", files: [] } });
  await first.act(desk, "hand-over", { checked: "receipt" });
  const detail = await first.detail(desk);

  const { items } = done(await desk.get(`/api/register?${span()}`), 200);
  expect(items.map((line: any) => line.code)).toEqual([first.code, second.code]);
  expect(items[0]).toMatchObject({
    applicant_name: "Lương Thị Sổ Sách", address: "Tổ dân phố Mẫu", phone: person.phone, received_at: detail.received_at, due_at: detail.first_due_at, returned_at: detail.returned_at,
    state: "returned", deciding_agency: commune.committee });
  expect(items[1].returned_at).toBeUndefined();

  const minute = (instant: string) => {
    const { hours, minutes, date, month, year } = vietnam(instant);
    return { time: `${hours}:${minutes}`, day: `${date}/${month}/${year}` };
  };
  const book = await printed(desk, `/api/register.pdf?${span()}`);
  const receipt = await printed(desk, `${first.path}/letters/1.pdf`);
  for (const words of ["SỔ THEO DÕI HỒ SƠ", "Lương Thị Sổ Sách", minute(detail.received_at).time, minute(detail.received_at).day, minute(detail.first_due_at).day]) expect(book).toContain(words);
  expect(book.replace(/\s/g, "")).toContain(first.code);
  expect(receipt).toContain(`${minute(detail.received_at).time.replace(":", " giờ ")} phút`);

  const sheet = await desk.get(`/api/register.xlsx?${span()}`);
  expect(sheet.headers["content-disposition"]).toMatch(/^attachment; filename="so-theo-doi-.*\.xlsx"/);
  const cells = sheetOf(sheet.bytes);
  for (const words of [first.code, second.code, "Lương Thị Sổ Sách", "Tổ dân phố Mẫu"]) expect(cells).toContain(words);
});

test("a dossier that is not received is not in the register", async () => {
  const commune = city.quietCommune();
  const desk = await commune.desk();
  await file(desk, birthRegistration({ decision: "reject", reason: "Không đúng nơi", documents: [] }));
  await file(desk, birthRegistration({ decision: "request_supplement", reason: "Thiếu", items: ["Giấy chứng sinh"], documents: [] }));
  const received = await file(desk, birthRegistration());
  expect(done(await desk.get(`/api/register?${span()}`)).items.map((line: any) => line.code)).toEqual([received.code]);
});

test("the register is read page by page and narrowed by subject", async () => {
  const commune = city.quietCommune();
  const desk = await commune.desk();
  const codes: string[] = [];
  for (let i = 0; i < 4; ++i) for (const make of [birthRegistration, socialPension, housePermit]) codes.push((await file(desk, make())).code);
  for (const [subject, expected] of [["", codes], ["Bảo trợ xã hội", codes.filter((_, i) => i % 3 === 1)]] as const) {
    const seen: string[] = [];
    for (let after = ""; ; ) {
      const page = done(await desk.get(`/api/register?${span()}&subject=${encodeURIComponent(subject)}&limit=5${after && `&after=${after}`}`));
      seen.push(...page.items.map((line: any) => line.code));
      if (!page.next) break;
      after = page.next;
    }
    expect(seen).toEqual(expected);
  }
});

test("a centre's register is for those who may read it", async () => {
  const commune = city.commune();
  const of = (path: string, unit = commune.code) => `/api/register${path}?${span()}&unit_code=${unit}`;
  const mayRead = [await commune.desk(), await commune.chair(), await commune.director(), await city.officer("kiemsoat"), await city.officer(`traketqua-1.${commune.slug}`)];
  for (const who of mayRead) done(await who.get(of("")), 200);
  const neighbour = city.commune("le-chan");
  for (const path of ["", ".xlsx", ".pdf"]) {
    for (const who of [await neighbour.desk(), await neighbour.chair(), await commune.expert(), await city.officer("quantri")]) refused(await who.get(of(path)), 403, "not_allowed");
    refused(await city.citizen().get(of(path)), 401, "not_signed_in");
  }
});

test("a span of time is a year at most and has its days in order", async () => {
  const desk = await city.commune().desk();
  const ask = (query: string) => desk.get(`/api/register?${query}`);
  refused(await ask("from=2026-02-01&to=2026-01-31"), 422, "invalid_input", ["to", "too_early"]);
  refused(await ask("from=2024-01-01&to=2026-01-31"), 422, "invalid_input", ["to", "too_late"]);
  refused(await ask("from=31/01/2026"), 422, "invalid_input", ["from", "not_a_date"]);
  refused(await ask(`${span()}&unit_code=99999`), 422, "invalid_input", ["unit_code", "unknown_unit"]);
  refused(await ask(`${span()}&after=x`), 422, "invalid_input", ["after", "bad_cursor"]);
  expect(done(await ask("from=2020-01-01&to=2020-01-31")).items).toEqual([]);
  expect(await printed(desk, "/api/register.pdf?from=2020-01-01&to=2020-01-31")).toContain("Không có hồ sơ trong kỳ");
});
