import { readFileSync } from "node:fs";

import { expect, type Page } from "@playwright/test";

import { address, expectAccessible } from "../page-checks";
import { as, open, test } from "./city";
import { beginIntake, card, fillForm, home, take } from "./filling";

// "Ngày không viết": the officer types, the citizen says that it is right.

const person = { card: card("031150000021", "VŨ THỊ GIÚP", "02031950", "Nữ"), phone: "0900 000 021" };
const answers = {
  request_kind: "new", person_name: "Vũ Thị Giúp", person_birth_date: "1950-03-02", person_sex: "female", person_ethnicity: "Kinh", person_personal_id: "031150000021", person_address: home,
  phone: "0900000021", receives: ["none"], household: "neither", payment_method: "cash", payment_place: "Điểm chi trả của xã", has_agent: "no", declared_true: true,
};

/** The citizen at the second window, which has only what the address tells. */
async function answer(popup: Page, confirmed: boolean, remark?: string) {
  const token = new URL(popup.url()).hash.slice(1);
  const said = await popup.request.post(address("/api/public/v1/confirmations/answer"), { data: { token, confirmed, remark } });
  expect(said.ok(), await said.text()).toBe(true);
  await popup.close();
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
    await answer(await popup, false, "Tôi ở xóm 2");
    await expect(dialog.getByRole("alert")).toContainText("Tôi ở xóm 2");
    await dialog.getByRole("button", { name: "Đóng" }).last().click();
  });

  await test.step("nothing is taken that has not been confirmed", async () => {
    await counter.locator("#f-answers-person_address-detail").fill("Xóm 2, Thôn Mẫu 1");
    await counter.keyboard.press("F9");
    await expect(counter.getByRole("alert")).toContainText("xác nhận");
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
