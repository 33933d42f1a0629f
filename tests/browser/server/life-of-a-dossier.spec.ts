import { readFileSync } from "node:fs";

import { expect, type Page } from "@playwright/test";

import { address, expectAccessible } from "../page-checks";
import { act, as, open, test } from "./city";

async function takeAtCounter(page: Page): Promise<string> {
  await page.getByRole("link", { name: "Tiếp nhận" }).click();
  await expect(page.getByRole("heading", { name: "Tiếp nhận hồ sơ" })).toBeVisible();
  await page.keyboard.press("F4");
  await page.keyboard.type("doi, cap lai giay xac nhan khuyet tat");
  await page.getByRole("option").first().click();
  await expect(page.getByRole("heading", { name: "Giấy tờ" })).toBeVisible();
  await page.keyboard.press("F2");
  await page.keyboard.insertText("031152000001||NGUYỄN THỊ MẪU|07031952|Nữ|Thôn Mẫu 1, Tân Minh, Hải Phòng|15042021");
  await page.keyboard.press("Enter");
  await page.getByLabel("Điện thoại").fill("0912 345 678");
  const home = page.getByRole("group", { name: "Địa chỉ" });
  await home.getByLabel("Số nhà, đường, thôn, tổ dân phố").fill("Thôn Mẫu 1");
  await home.getByRole("combobox").fill("tan minh hai phong");
  await page.getByRole("option", { name: /Tân Minh/ }).first().click();
  await page.getByRole("region", { name: "Giấy tờ" }).getByRole("checkbox").first().check();
  await expectAccessible(page);
  const slip = page.context().waitForEvent("page");
  await page.keyboard.press("F9");
  const code = (await page.getByText(/^H24[\d.]*-\d{6}-\d{4,}$/).textContent())!;
  expect((await slip).url()).toContain(`/api/dossiers/${code}/letters/1.pdf`);
  const letter = await page.request.get(address(`/api/dossiers/${code}/letters/1.pdf`));
  expect(letter.headers()["content-type"]).toBe("application/pdf");
  return code;
}

test("a dossier goes from the counter through the divisions to the citizen, who follows it", async ({ browser, city }) => {
  const counter = await as(browser, "tiepnhan");
  const code = await takeAtCounter(counter);
  await open(counter, code);
  await act(counter, "Chuyển bước");
  await expectAccessible(counter);

  const specialist = await as(browser, "chuyenvien");
  await specialist.goto(address(`/noi-bo/?box=inbox&q=${code}`));
  await specialist.getByRole("link", { name: code }).click();
  await act(specialist, "Nhận việc");
  await act(specialist, "Chuyển bước", (dialog) => dialog.getByLabel("Ghi chú").fill("Đủ điều kiện"));

  const head = await as(browser, "truongphong-vhxh-1");
  await open(head, code);
  await act(head, "Chuyển bước");

  const chair = await as(browser, "lanhdao");
  await open(chair, code);
  await act(chair, "Phê duyệt", (dialog) => dialog.getByRole("radio", { name: "Đồng ý giải quyết" }).check());

  await open(specialist, code);
  await act(specialist, "Cập nhật kết quả", async (dialog) => {
    await dialog.getByLabel("Số, ký hiệu kết quả").fill("12/GXN-UBND");
    await dialog.getByLabel("Tên kết quả").fill("Giấy xác nhận khuyết tật");
  });

  await open(counter, code);
  await act(counter, "Trả kết quả", (dialog) => dialog.getByRole("radio", { name: "Giấy hẹn" }).check());
  await expect(counter.getByText("Đã trả kết quả").first()).toBeVisible();
  await expectAccessible(counter);

  const citizen = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage();
  await citizen.goto(address(`/tra-cuu?ma=${code}`));
  await expect(citizen.getByText("Đã trả kết quả")).toBeVisible();
  await expect(citizen.getByText("Nguyễn Thị Mẫu")).toHaveCount(0);
  await readDetails(citizen, city.messages);
});

/** With the code that the server wrote to the file of --messages-to. */
async function readDetails(page: Page, outbox: string) {
  await page.getByRole("button", { name: "Xem chi tiết" }).click();
  await expect(page.getByLabel("Mã vừa nhận")).toBeVisible();
  await expect.poll(() => /\b\d{6}\b/.test(readFileSync(outbox, "utf8"))).toBe(true);
  await page.getByLabel("Mã vừa nhận").fill(readFileSync(outbox, "utf8").match(/\b\d{6}\b/g)!.at(-1)!);
  await page.getByRole("button", { name: "Xem", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Các bước đã qua" })).toBeVisible();
  await expectAccessible(page);
}

test("somebody who was faster is told to the other", async ({ browser }) => {
  const first = await as(browser, "tiepnhan");
  const code = await takeAtCounter(first);
  const second = await as(browser, "tiepnhan");
  await open(first, code);
  await open(second, code);
  await act(first, "Chuyển bước");
  await second.getByRole("group", { name: "Việc làm được bây giờ" }).getByRole("button", { name: "Chuyển bước" }).click();
  await second.getByRole("dialog").getByRole("button", { name: "Chuyển bước" }).click();
  await expect(second.getByText("Hồ sơ vừa được người khác thay đổi")).toBeVisible();
  await second.getByRole("button", { name: "Tải lại hồ sơ" }).click();
  await expect(second.getByText("Việc này không còn làm được")).toBeVisible();
});
