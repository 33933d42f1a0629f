import { expect, test } from "@playwright/test";

import { done, type Client } from "./support/client";
import { sampleCity } from "./support/city";
import { birthRegistration, file, somebody, type Dossier } from "./support/filings";

const city = sampleCity();
let desk: Client;
const dossiers: Record<string, Dossier> = {};
const people: Record<string, any> = {};

test.beforeAll(async () => {
  desk = await city.commune().desk();
  for (const full_name of ["Đặng Thị Thuý Ước", "Đặng Thị Thủy Uốc", "Nguyễn Văn Ước", "Hoàng Ước Nguyện", "Lê Đình Đẳng"]) {
    people[full_name] = somebody({ full_name });
    dossiers[full_name] = await file(desk, birthRegistration({ applicant: people[full_name] }));
  }
});

const found = async (q: string): Promise<string[]> => {
  const { items } = done(await desk.get(`/api/dossiers?q=${encodeURIComponent(q)}`));
  return items.map((item: any) => Object.keys(dossiers).find((name) => dossiers[name]!.code === item.code)).sort();
};

test("a dossier is found by its code, in whatever case it is typed", async () => {
  const { code } = dossiers["Lê Đình Đẳng"]!;
  for (const q of [code, code.toLowerCase(), `  ${code} `]) expect(await found(q)).toEqual(["Lê Đình Đẳng"]);
  expect(await found(code.replace(/\d$/, "") + "99999")).toEqual([]);
});

test("a name is found by its first or last words, without diacritics for all, with them for those alone", async () => {
  expect(await found("dang thi")).toEqual(["Đặng Thị Thuý Ước", "Đặng Thị Thủy Uốc"]);
  expect(await found("DANG THI THUY UOC")).toEqual(["Đặng Thị Thuý Ước", "Đặng Thị Thủy Uốc"]);
  expect(await found("ước")).toEqual(["Nguyễn Văn Ước", "Đặng Thị Thuý Ước"]);
  expect(await found("uoc")).toEqual(["Nguyễn Văn Ước", "Đặng Thị Thuý Ước", "Đặng Thị Thủy Uốc"]);
  expect(await found("van uoc")).toEqual(["Nguyễn Văn Ước"]);
  expect(await found("le")).toEqual(["Lê Đình Đẳng"]);
  expect(await found("đẳng")).toEqual(["Lê Đình Đẳng"]);
  expect(await found("khong ai")).toEqual([]);
});

test("a name typed in decomposed characters is the same name", async () => {
  expect(await found("Nguyễn Văn Ước".normalize("NFD"))).toEqual(["Nguyễn Văn Ước"]);
});

test("a person is found by number and by phone, however the phone is written", async () => {
  const name = "Hoàng Ước Nguyện";
  const { personal_id, phone } = people[name];
  expect(await found(personal_id)).toEqual([name]);
  const grouped = phone.replace(/(\d{4})(\d{3})(\d{3})/, "$1 $2 $3");
  for (const q of [phone, grouped, grouped.replaceAll(" ", "."), `+84${phone.slice(1)}`]) expect(await found(q), q).toEqual([name]);
  expect(await found(personal_id.slice(0, 11))).toEqual([]);
});

test("signs that mean something elsewhere mean nothing here", async () => {
  for (const q of ["%", "_", "' OR 1=1 --", "\\", "\"", "*", "()", "đ%", "😀", "\u0000", "a".repeat(5000), "\u202e"]) {
    const answer = await desk.get(`/api/dossiers?q=${encodeURIComponent(q)}`);
    if (answer.status === 200) expect(answer.json.items, JSON.stringify(q)).toEqual([]);
    else expect([400, 414, 422, 431], JSON.stringify(q)).toContain(answer.status);
  }
});

test("many of one name come page by page, each once", async () => {
  const commune = city.quietCommune();
  const taker = await commune.desk();
  const wanted: string[] = [];
  for (let i = 0; i < 23; ++i) wanted.push((await file(taker, birthRegistration({ applicant: somebody({ full_name: i % 2 ? "Cao Thị Trùng Tên" : "Trùng Tên Cao" }) }))).code);
  for (const q of ["trung ten", "Trùng Tên", "cao"]) {
    const seen: string[] = [];
    for (let after = ""; ; ) {
      const page = done(await taker.get(`/api/dossiers?q=${encodeURIComponent(q)}&limit=5${after && `&after=${after}`}`));
      seen.push(...page.items.map((item: any) => item.code));
      if (!page.next) break;
      after = encodeURIComponent(page.next);
    }
    expect(seen, q).toEqual([...wanted].reverse());
  }
});
