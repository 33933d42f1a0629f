import { expect } from "@playwright/test";

import { address, expectAccessible, notePrinting, printed, signIn, someDossier, test } from "../page-checks";

test("a dossier shows its form and papers side by side, and why an act is refused", async ({ page }) => {
  await signIn(page);
  const code = await someDossier(page, 0, "&state=processing");
  await page.goto(address(`/noi-bo/ho-so/${code}`));
  const form = await page.getByRole("region", { name: "Tờ khai" }).boundingBox();
  const papers = await page.getByRole("region", { name: "Giấy tờ" }).boundingBox();
  expect(papers!.x).toBeGreaterThan(form!.x + form!.width - 1);
  await expect(page.getByRole("img", { name: "to-khai.png" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Việc khác" }).click();
  const refused = page.getByRole("menuitem", { name: /Phê duyệt/ });
  await expect(refused).toContainText("Bước này chưa phải bước ký duyệt.");
  await refused.click({ force: true });
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expectAccessible(page);
});

test("an act asks for what it needs and changes the dossier", async ({ page }) => {
  await signIn(page);
  const code = await someDossier(page, 5, "&state=processing");
  await page.goto(address(`/noi-bo/ho-so/${code}`));
  await page.getByRole("button", { name: "Yêu cầu bổ sung" }).click();
  const dialog = page.getByRole("dialog", { name: "Yêu cầu bổ sung" });
  await dialog.getByRole("button", { name: "Yêu cầu bổ sung" }).click();
  await expect(dialog.getByText("Chưa nhập lý do.")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel("Giấy tờ, nội dung cần bổ sung").fill("Giấy chứng sinh");
  await dialog.getByLabel("Lý do").fill("Thiếu giấy chứng sinh");
  await dialog.getByRole("button", { name: "Yêu cầu bổ sung" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("Tạm dừng: chờ bổ sung")).toBeVisible();
  await expect(page.getByText("Đã lập phiếu yêu cầu bổ sung, hoàn thiện hồ sơ.")).toBeVisible();
  await notePrinting(page);
  await page.keyboard.press("F9");
  await expect.poll(() => printed(page)).toEqual([`/api/dossiers/${code}/letters/2.pdf application/pdf`]);
  await page.getByRole("button", { name: "Nhận bổ sung" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Thêm giấy tờ" }).click();
  await expect(page.getByRole("dialog").getByLabel("Loại giấy tờ")).toBeVisible();
  await expectAccessible(page);
});

test("a colleague who was faster is told plainly, and what was typed stays", async ({ page }) => {
  await signIn(page);
  const code = await someDossier(page, 9, "&state=processing");
  await page.goto(address(`/noi-bo/ho-so/${code}`));
  await page.getByRole("button", { name: "Chuyển bước" }).click();
  const dialog = page.getByRole("dialog", { name: "Chuyển bước" });
  await dialog.getByLabel("Ghi chú").fill("thử xung đột");
  await dialog.getByRole("button", { name: "Chuyển bước" }).click();
  await expect(dialog.getByText("Hồ sơ vừa được người khác thay đổi")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Tải lại hồ sơ" }).click();
  await expect(dialog.getByText("Đã tải lại hồ sơ.")).toBeVisible();
  await expect(dialog.getByLabel("Ghi chú")).toHaveValue("thử xung đột");
  await dialog.getByLabel("Ghi chú").fill("chuyển lại");
  await dialog.getByRole("button", { name: "Chuyển bước" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("chuyển lại")).toBeVisible();
});

test("a letter that the browser does not print from here is opened, and one that does not come is told", async ({ page, context }) => {
  await signIn(page);
  const code = await someDossier(page, 12, "&state=processing");
  const letter = `/api/dossiers/${code}/letters/1.pdf`;
  await notePrinting(page);
  await page.route(`**${letter}`, (route) => route.fulfill({ status: 503, json: { code: "server_busy" } }));
  await page.goto(address(`/noi-bo/ho-so/${code}`));
  const letters = page.getByRole("region", { name: "Văn bản" });
  await letters.getByRole("button", { name: "In giấy tiếp nhận hồ sơ và hẹn trả kết quả F9" }).click();
  await expect(letters.getByRole("status")).toHaveText("Chưa lấy được văn bản để in. Bấm lại.");
  await expectAccessible(page);
  await page.unroute(`**${letter}`);
  await page.keyboard.press("F9");
  await expect.poll(() => printed(page)).toEqual([`${letter} application/pdf`]);
  await expect(letters.getByRole("status")).toBeHidden();

  // One that may not be touched, as older versions of Firefox show a PDF.
  const opened = context.waitForEvent("page");
  await page.evaluate(() => {
    const own = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, "contentWindow")!;
    Object.defineProperty(HTMLIFrameElement.prototype, "contentWindow", { ...own, get: () => ({ print: () => { throw new DOMException("cross-origin"); } }) });
  });
  await page.keyboard.press("F9");
  await expect(letters.getByRole("status")).toContainText("bấm Ctrl+P ở đó");
  expect((await opened).url()).toContain(letter);
});

test("a dossier that is not there says so", async ({ page }) => {
  await signIn(page);
  await page.goto(address("/noi-bo/ho-so/H24.258-260101-9999"));
  await expect(page.getByRole("alert")).toContainText("Không tìm thấy hồ sơ");
});
