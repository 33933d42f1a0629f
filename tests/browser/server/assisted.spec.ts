import { readFileSync } from "node:fs";

import { expect, type Locator, type Page } from "@playwright/test";
import decodeQR from "qr/decode.js";

import { address, expectAccessible, expectNoSidewaysScroll } from "../page-checks";
import { as, open, test, watch } from "./city";
import { beginIntake, card, fillForm, home, take } from "./filling";

// "Ngày không viết": the officer types, the citizen says that it is right.

const person = { card: card("031150000021", "VŨ THỊ GIÚP", "02031950", "Nữ"), phone: "0900 000 021" };
const answers = {
  request_kind: "new", person_name: "Vũ Thị Giúp", person_birth_date: "1950-03-02", person_sex: "female", person_ethnicity: "Kinh", person_personal_id: "031150000021", person_address: home,
  phone: "0900000021", receives: ["none"], household: "neither", payment_method: "cash", payment_place: "Điểm chi trả của xã", has_agent: "no", declared_true: true,
};

test.use({ citizens: true });

const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, locale: "vi-VN" };

/** What a phone would read from the code on the officer's screen. */
async function scanned(code: Locator): Promise<string> {
  const side = Number((await code.getAttribute("viewBox"))!.split(" ")[2]);
  const scale = 4;
  const data = new Uint8ClampedArray((side * scale) ** 2 * 4).fill(255);
  const paint = (x: number, y: number) => {
    for (let i = 0; i < scale; i += 1) for (let j = 0; j < scale; j += 1) data.fill(0, ((y * scale + j) * side * scale + x * scale + i) * 4, ((y * scale + j) * side * scale + x * scale + i) * 4 + 3);
  };
  const d = (await code.locator("path").getAttribute("d"))!;
  for (const [, x, y, wide] of d.matchAll(/M ?(\d+)[ ,](\d+) ?h ?(\d+)/g)) for (let i = 0; i < Number(wide); i += 1) paint(Number(x) + i, Number(y));
  return decodeQR({ width: side * scale, height: side * scale, data });
}

/** The citizen reads what was typed and says what they think of it. */
async function read(page: Page, text: string) {
  await expect(page.getByRole("heading", { level: 1, name: "Xác nhận điều cán bộ đã khai giúp" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Những điều đã khai" })).toContainText(text);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
}

test("what an officer types is confirmed on the second screen or by a code, and the next time the person is known", async ({ browser, city }) => {
  const counter = await as(browser, "tiepnhan");
  await beginIntake(counter, "tien nguoi gia 75 tuoi", "1.014027", person);
  await fillForm(counter, "1.014027", answers);

  // What the bar at the bottom half covers is no smaller for it.
  await counter.evaluate(() => scrollTo(0, 0));
  await test.step("the citizen finds a mistake on the second screen", async () => {
    await counter.keyboard.press("F7");
    const dialog = counter.getByRole("dialog", { name: "Người dân xác nhận nội dung" });
    const popup = counter.waitForEvent("popup");
    await dialog.getByRole("button", { name: "Màn hình thứ hai" }).click();
    await expectAccessible(counter);
    const window = watch(await popup);
    await read(window, "Thôn Mẫu 1");
    await window.getByLabel("Chỗ cần sửa").fill("Tôi ở xóm 2");
    await window.getByRole("button", { name: "Chưa đúng" }).click();
    await expect(window.getByText("Ông/bà đã báo chưa đúng")).toBeVisible();
    await window.close();
    await expect(dialog.getByRole("alert")).toContainText("Tôi ở xóm 2");
    await dialog.getByRole("button", { name: "Đóng" }).last().click();
  });

  await test.step("nothing is taken that has not been confirmed", async () => {
    await counter.locator("#f-answers-person_address-detail").fill("Xóm 2, Thôn Mẫu 1");
    await counter.keyboard.press("F9");
    await expect(counter.getByRole("alert")).toContainText("xác nhận");
    await counter.getByRole("button", { name: "Xin người dân xác nhận" }).click();
  });

  await test.step("the citizen reads it on the own phone and agrees; what is changed afterwards must be confirmed again", async () => {
    const dialog = counter.getByRole("dialog");
    await dialog.getByRole("button", { name: "Mã QR" }).click();
    const address = await scanned(dialog.getByRole("img", { name: "Mã QR để người dân xác nhận" }));
    await expectAccessible(counter);
    const mine = watch(await (await browser.newContext(phone)).newPage());
    await mine.goto(address);
    await read(mine, "Xóm 2, Thôn Mẫu 1");
    await mine.getByRole("button", { name: "Đúng, tôi xác nhận" }).click();
    await expect(mine.getByText("Ông/bà đã xác nhận")).toBeVisible();
    await mine.context().close();
    const confirmed = counter.getByRole("dialog", { name: "Người dân đã xác nhận" });
    await expect(confirmed.getByRole("status")).toContainText("Nội dung đã được người dân xác nhận");
    await expectAccessible(counter);
    await confirmed.getByRole("button", { name: "Đóng" }).last().click();
    await counter.locator("#f-answers-payment_place").fill("Nhà văn hóa thôn Mẫu 1");
    await counter.keyboard.press("F9");
    await counter.getByRole("button", { name: "Xin người dân xác nhận" }).click();
  });

  const code = await test.step("a code by SMS stands for a signature", async () => {
    const dialog = counter.getByRole("dialog");
    await dialog.getByRole("button", { name: "Mã qua tin nhắn" }).click();
    await dialog.getByLabel("Mã người dân vừa nhận").fill("000000");
    await dialog.getByRole("button", { name: "Xác nhận bằng mã" }).click();
    await expect(dialog.getByText("Mã xác nhận không đúng")).toBeVisible();
    const codes = () => readFileSync(city.messages, "utf8").split("\n").filter((line) => line.includes("0900000021")).flatMap((line) => /đọc mã (\d{6})/.exec(line)?.[1] ?? []);
    await expect.poll(() => codes().length).toBeGreaterThan(0);
    await dialog.getByLabel("Mã người dân vừa nhận").fill(codes().at(-1)!);
    await expectAccessible(counter);
    await dialog.getByRole("button", { name: "Xác nhận bằng mã" }).click();
    await expect(counter.getByRole("dialog", { name: "Người dân đã xác nhận" })).toBeVisible();
    return take(counter);
  });

  await open(counter, code);
  await expect(counter.getByRole("region", { name: "Quá trình" })).toContainText("xác nhận");
  await beginIntake(counter, "tien nguoi gia 75 tuoi", "1.014027", person);
  const known = counter.getByRole("region", { name: "Đã biết về người này" });
  await expect(known).toContainText(code);
  await known.getByRole("button", { name: "Điền vào tờ khai" }).click();
  await expect(counter.locator("#f-answers-person_address-detail")).toHaveValue("Xóm 2, Thôn Mẫu 1");
  await expectAccessible(counter);
});

test("a draft begun on the phone is gone on with at the counter by the code that the citizen shows", async ({ browser }) => {
  const mine = watch(await (await browser.newContext(phone)).newPage());
  await mine.goto(address("/"));
  await mine.getByRole("combobox", { name: "Xã, phường, đặc khu" }).fill("tan minh");
  await mine.getByRole("option", { name: "Xã Tân Minh" }).click();
  await mine.goto(address("/thu-tuc/1.014027"));
  await mine.getByRole("link", { name: "Làm trực tuyến" }).click();
  await mine.getByRole("link", { name: "Đăng nhập bằng VNeID" }).click();
  await mine.getByRole("button", { name: /PHẠM VĂN VÍ DỤ/ }).click();
  await mine.getByRole("button", { name: "Bắt đầu khai" }).click();
  await mine.locator("label.choice", { hasText: "Xin hưởng trợ cấp hưu trí xã hội" }).locator("input").check();
  await expect(mine.getByText("Đã lưu.")).toBeVisible();
  await mine.getByRole("link", { name: "Nhờ cán bộ ở quầy khai tiếp" }).click();
  await mine.getByRole("button", { name: "Tôi đồng ý, cho tôi mã" }).click();
  const shown = (await mine.locator(".code-shown").textContent())!;
  expect(shown).toMatch(/^\w{4} \w{4}$/);

  const counter = await as(browser, "tiepnhan");
  await counter.getByRole("link", { name: "Tiếp nhận", exact: true }).click();
  await expect(counter.getByRole("heading", { name: "Tiếp nhận hồ sơ" })).toBeVisible();
  await counter.keyboard.press("F2");
  await counter.keyboard.type("SAI2 2345");
  await counter.keyboard.press("Enter");
  await expect(counter.locator("#quet-error")).toBeVisible();
  await expectAccessible(counter);
  await counter.getByLabel("Quét mã QR trên thẻ căn cước").fill(shown);
  await counter.keyboard.press("Enter");
  await expect(counter.getByRole("region", { name: "Người nộp hồ sơ" }).getByLabel("Họ và tên")).toHaveValue(/Phạm Văn Ví Dụ/i);
  await expect(counter.getByRole("radio", { name: "Xin hưởng trợ cấp hưu trí xã hội" })).toBeChecked();
  await expectAccessible(counter);
  // Good once.
  const other = await as(browser, "tiepnhan");
  await other.getByRole("link", { name: "Tiếp nhận", exact: true }).click();
  await other.getByLabel("Quét mã QR trên thẻ căn cước").fill(shown);
  await other.keyboard.press("Enter");
  await expect(other.locator("#quet-error")).toBeVisible();
});
