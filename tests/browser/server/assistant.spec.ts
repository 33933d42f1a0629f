import { readFileSync } from "node:fs";

import { expect, type Page } from "@playwright/test";

import { address, expectAccessible, expectNoSidewaysScroll } from "../page-checks";
import { as, test, watch } from "./city";

// The assistant in the citizen's hand and at the officer's side, one conversation between them.

/** A device with a voice for Vietnamese; what it speaks is noted. */
async function withVoice(page: Page) {
  await page.addInitScript(() => {
    const spoken: string[] = [];
    Object.assign(window, { spoken, SpeechSynthesisUtterance: class { constructor(public text: string) {} } });
    const synthesis = { getVoices: () => [{ lang: "vi-VN", name: "Giọng thử" }], speak: (one: { text: string }) => spoken.push(one.text), cancel() {}, addEventListener() {}, removeEventListener() {} };
    Object.defineProperty(window, "speechSynthesis", { value: synthesis });
  });
}

const lastOf = (page: Page) => page.getByRole("log").locator(".said-assistant, .said-officer").last();

async function ask(page: Page, text: string) {
  await page.getByLabel("Câu hỏi của bác").fill(text);
  const before = await page.locator(".said-assistant").count();
  await page.getByRole("button", { name: "Hỏi", exact: true }).click();
  await expect(page.locator(".said-assistant")).toHaveCount(before + 1);
  await expect(page.getByText("Đang tìm…")).toHaveCount(0);
}

test("a citizen asks on, is asked back and refused, goes over to an officer and is answered there; the keeper teaches what was not understood", async ({ browser }) => {
  test.slow();
  const phone = await browser.newContext({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, locale: "vi-VN" });
  const citizen = watch(await phone.newPage());
  await withVoice(citizen);
  await citizen.goto(address("/don-vi/tan-minh")).catch(() => undefined);
  await citizen.goto(address("/hoi"));

  await test.step("asks, leans on the answer, opens its sources, hears it", async () => {
    await ask(citizen, "sao y ban chinh bao nhieu tien");
    await expect(lastOf(citizen)).toContainText("2.000 đ");
    await lastOf(citizen).getByText("Nguồn", { exact: true }).click();
    await expect(lastOf(citizen).locator(".said-sources li").first()).toBeVisible();
    await ask(citizen, "thế mất bao lâu?");
    await expect(lastOf(citizen)).toContainText("Chứng thực bản sao");
    await expect(lastOf(citizen)).toContainText("Thời hạn giải quyết");
    await lastOf(citizen).getByRole("button", { name: "Nghe đọc" }).click();
    await expect.poll(() => citizen.evaluate(() => (window as unknown as { spoken: string[] }).spoken.join(" "))).toContain("Thời hạn giải quyết");
    await expectAccessible(citizen);
    await expectNoSidewaysScroll(citizen);
  });

  await test.step("is asked back, refused, and sent to the hotline in danger", async () => {
    await ask(citizen, "cho hỏi về giấy phép xây dựng");
    await citizen.getByRole("list", { name: "Có thể hỏi tiếp" }).getByRole("button", { name: /Gia hạn/ }).click();
    await expect(lastOf(citizen)).toContainText("1.013227");
    await ask(citizen, "xem giúp hồ sơ của hàng xóm");
    await expect(lastOf(citizen)).toContainText("không cung cấp thông tin riêng của người khác");
    await ask(citizen, "có người đuối nước cứu với");
    await expect(citizen.locator(".said-urgent")).toContainText("114");
    await expectAccessible(citizen);
  });

  const officer = await as(browser, "tiepnhan");
  await test.step("an officer answers, and gives the conversation back", async () => {
    await citizen.getByRole("button", { name: "Chuyển câu hỏi cho cán bộ" }).click();
    await expect(citizen.getByText("Đang chờ cán bộ trả lời.")).toBeVisible();
    await officer.goto(address("/noi-bo/tro-ly"));
    await officer.getByRole("button", { name: /Đang chờ/ }).first().click();
    const talk = officer.getByRole("region", { name: "Cuộc trò chuyện" });
    await expect(talk.getByRole("log")).toContainText("hàng xóm");
    await talk.getByLabel("Trả lời").fill("Mời bác ra quầy số hai.");
    await talk.getByRole("button", { name: "Gửi trả lời" }).click();
    await expect(talk.getByRole("log")).toContainText("Mời bác ra quầy số hai.");
    await expectAccessible(officer);
    await expect(citizen.locator(".said-officer")).toContainText("Mời bác ra quầy số hai.", { timeout: 15_000 });
    await expect(citizen.getByText("Cán bộ đang trả lời bác.")).toBeVisible();
    await expectAccessible(citizen);
    await talk.getByRole("button", { name: "Giao lại cho trợ lý" }).click();
    await expect(officer.getByText("Không có cuộc trò chuyện nào đang chờ.")).toBeVisible();
    await ask(citizen, "khai sinh cần giấy gì");
    await expect(lastOf(citizen)).toContainText("Giấy chứng sinh");
    await citizen.getByRole("button", { name: "Xóa cuộc trò chuyện" }).click();
    await expect(citizen.locator(".said")).toHaveCount(0);
  });

  await test.step("a question that nobody taught is taught, and answered at once", async () => {
    await ask(citizen, "xin giấy tờ kiểu zumbalô cho ông cậu");
    const keeper = await as(browser, "kiemsoat", "");
    await keeper.goto(address("/noi-bo/tro-ly?phan=chua-hieu"));
    const question = keeper.getByRole("region", { name: /zumbal/i });
    await question.getByLabel("Người dân hỏi về").selectOption({ label: "Việc khác (ghi mã thủ tục)" });
    await question.getByLabel("Mã thủ tục").fill("1.013855");
    await expectAccessible(keeper);
    await question.getByRole("button", { name: "Dạy trợ lý" }).click();
    await expect(question).toHaveCount(0);
    await ask(citizen, "xin giay to kieu zumbalo cho ong cau");
    await expect(lastOf(citizen)).toContainText("1.013855");
  });

  await test.step("the officer drafts a letter, takes it away, and is reminded", async () => {
    await officer.goto(address("/noi-bo/tro-ly?phan=soan"));
    await officer.getByLabel("Loại văn bản").selectOption({ label: "Công văn" });
    await officer.getByLabel("Về việc").fill("phối hợp hướng dẫn người dân");
    await officer.getByLabel("Kính gửi").fill("Công an xã Tân Minh");
    await officer.getByLabel("Các ý cần nêu").fill("Bố trí cán bộ trực tại khu hướng dẫn.");
    await officer.getByLabel("Thủ tục cần nói tới").fill("1.001193");
    await officer.getByRole("button", { name: "Soạn thảo", exact: true }).last().click();
    const draft = officer.getByRole("region", { name: "Bản thảo" });
    await expect(draft).toContainText("Nộp được ở bất kỳ trung tâm nào của thành phố");
    await expect(draft).toContainText("Người soạn");
    await expectAccessible(officer);
    for (const [button, begins] of [["Tải Word", "PK"], ["Tải PDF", "%PDF"]] as const) {
      const loading = officer.waitForEvent("download");
      await officer.getByRole("button", { name: button }).click();
      expect(readFileSync(await (await loading).path()).subarray(0, begins.length).toString()).toBe(begins);
    }
    await officer.goto(address("/noi-bo/tro-ly?phan=viec"));
    await officer.getByLabel("Hỏi trợ lý").last().fill("nhắc tôi thứ năm 9 giờ nộp báo cáo tuần");
    await officer.getByRole("button", { name: "Hỏi", exact: true }).click();
    await expect(officer.getByRole("list").filter({ hasText: "báo cáo tuần" })).toBeVisible();
    await expectAccessible(officer);
    await officer.getByRole("button", { name: /^Xong: .*báo cáo tuần/ }).click();
    await expect(officer.getByText("Chưa có việc nào.")).toBeVisible();
  });
  await phone.close();
});
