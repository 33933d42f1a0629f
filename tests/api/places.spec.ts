import { expect, test } from "@playwright/test";

import { done, refused } from "./support/client";
import { sampleCity } from "./support/city";

const city = sampleCity();
const items = async (path: string) => done(await city.citizen().get(encodeURI(`/api/public/v1/${path}`)), 200).items;

test("the city has 114 units, the country 34 provinces", async () => {
  const units = await items("units");
  expect(units).toHaveLength(114);
  expect(new Set(units.map((unit: any) => unit.code)).size).toBe(114);
  expect(await items("provinces")).toHaveLength(34);
  expect(await items("communes?q=tân minh&province_code=31")).toEqual([expect.objectContaining({ code: "11779", name: "Tân Minh", type: "xã" })]);
});

// Acceptance 13.
test("an address of before July 2025 offers the communes it may lie in today", async () => {
  const names = async (query: string) => (await items(`old-units?${query}`)).map((unit: any) => unit.unit_name).sort();
  expect(await names("name=phường Gia Viên&district=quận Ngô Quyền&purpose=residence")).toEqual(["Phường Gia Viên", "Phường Ngô Quyền"]);
  expect(await names("name=phường Gia Viên&district=quận Ngô Quyền&purpose=land")).toEqual(["Phường Gia Viên", "Phường Hồng Bàng", "Phường Ngô Quyền"]);
  expect(await names("name=phường Tân Bình&district=TP Hải Dương")).toEqual(["Phường Lê Thanh Nghị"]);
  expect(await names("name=phuong tan binh&district=hai duong")).toEqual(["Phường Lê Thanh Nghị"]);
});

test("an old address needs a name and a known purpose", async () => {
  const ask = (query: string) => city.citizen().get(encodeURI(`/api/public/v1/old-units?${query}`));
  refused(await ask("district=quận Ngô Quyền"), 422, "invalid_input", ["name", "required"]);
  refused(await ask("name=Gia Viên&purpose=holiday"), 422, "invalid_input", ["purpose", "unknown_choice"]);
  expect(await items("old-units?name=Không Có Nơi Này")).toEqual([]);
});

test("procedures are found by the words people use, with and without diacritics", async () => {
  const first = async (q: string) => (await items(`procedures?q=${q}`))[0]?.id;
  expect(await first("làm giấy khai sinh")).toBe("1.001193");
  expect(await first("lam giay khai sinh")).toBe("1.001193");
  expect(await first("tiền người già 75 tuổi")).toBe("1.014027");
  expect(await first("1.013225")).toBe("1.013225");
});

test("the list of procedures is read page by page, each procedure once", async () => {
  const seen: string[] = [];
  for (let after = ""; ; ) {
    const page = done(await city.citizen().get(`/api/public/v1/procedures?limit=20${after && `&after=${after}`}`));
    seen.push(...page.items.map((one: any) => one.id));
    if (!page.next) break;
    after = page.next;
  }
  expect(seen.length).toBeGreaterThan(140);
  expect(new Set(seen).size).toBe(seen.length);
  refused(await city.citizen().get("/api/public/v1/procedures?limit=0"), 422, "invalid_input", ["limit", "out_of_range"]);
  refused(await city.citizen().get("/api/public/v1/procedures?limit=viele"), 422, "invalid_input", ["limit", "not_whole_number"]);
  refused(await city.citizen().get("/api/public/v1/procedures/9.999999"), 404, "unknown_procedure");
});
