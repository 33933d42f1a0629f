import { expect, type Page } from "@playwright/test";

import { address, expectAccessible, officer, ownOfficer, signIn, test, typePassword } from "../page-checks";

// What officers meet when the session, the line or the page breaks off: nothing that was typed may be lost.

const trouble = (page: Page, what: string) => page.request.post(address(`/api/mock/${what}`), { headers: { origin: new URL(address("/")).origin } });

const stored = (page: Page) => page.evaluate(() => JSON.stringify(localStorage));

/** With the session of the page, which stays as it is. */
async function someDossierOf(page: Page, at: number): Promise<string> {
  const list = (await (await page.request.get(address("/api/dossiers?box=all&state=processing"))).json()) as { items: { code: string }[] };
  return list.items[at]!.code;
}

async function beginIntake(page: Page, child: string) {
  await page.getByRole("link", { name: "Tiếp nhận" }).click();
  await expect(page.getByRole("heading", { name: "Tiếp nhận hồ sơ" })).toBeVisible();
  await page.keyboard.press("F4");
  await expect(page.getByRole("combobox", { name: "Thủ tục" })).toBeFocused();
  await page.keyboard.type("khai sinh");
  await page.getByRole("listbox").getByRole("option").filter({ hasText: "1.001193" }).click();
  await page.getByLabel("Họ, chữ đệm, tên của trẻ").fill(child);
}

test("the app lives under its own address, also after signing in and a reload", async ({ page }) => {
  await signIn(page);
  expect(new URL(page.url()).pathname).toBe("/noi-bo/");
  await page.reload();
  await expect(page.getByRole("heading", { name: "Hộp việc" })).toBeVisible();
  await page.getByRole("link", { name: "Tiếp nhận" }).click();
  await expect(page).toHaveURL(/\/noi-bo\/tiep-nhan$/);
});

test("signing in leads back to where one wanted to go, below the app's address only", async ({ page }) => {
  await page.goto(address("/noi-bo/so-theo-doi?from=2026-10-01"));
  await typePassword(page, ownOfficer());
  await expect(page).toHaveURL(/\/noi-bo\/so-theo-doi\?from=/);
  await expect(page.getByRole("heading", { name: "Sổ theo dõi hồ sơ" })).toBeVisible();
  await page.context().clearCookies();
  await page.goto(address("/noi-bo/dang-nhap?tiep=%2F%2Fexample.org%2F"));
  await typePassword(page, ownOfficer());
  await expect(page.getByRole("heading", { name: "Hộp việc" })).toBeVisible();
  expect(new URL(page.url()).host).toBe(new URL(address("/")).host);
});

test("a session that ends while one works is taken up again on the spot, also with a password that was set anew, and what waited is done", async ({ page }) => {
  const username = await signIn(page);
  await beginIntake(page, "Nguyễn Bé Mẫu");
  await page.getByLabel("Họ và tên", { exact: true }).fill("Nguyễn Thị Mẫu");
  await trouble(page, "set-password");
  await page.getByRole("button", { name: "Từ chối…" }).click();
  const decide = page.getByRole("dialog", { name: "Từ chối tiếp nhận hồ sơ" });
  await decide.getByLabel("Lý do không tiếp nhận").fill("Không thuộc thẩm quyền");
  await decide.getByRole("button", { name: "Lập phiếu từ chối" }).click();
  const again = page.getByRole("dialog", { name: "Phiên làm việc đã hết" });
  await expect(again).toContainText(username);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(again.getByLabel("Mật khẩu")).toBeFocused();
  await page.keyboard.type("sai mat khau");
  await page.keyboard.press("Enter");
  await expect(again.getByRole("alert")).toContainText("chưa đúng");
  await again.getByLabel("Mật khẩu").fill(officer.password);
  await page.keyboard.press("Enter");
  const change = page.getByRole("dialog", { name: "Đổi mật khẩu" });
  await expect(change.getByLabel("Mật khẩu hiện tại")).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(change.getByRole("button", { name: "Đăng xuất" })).toBeVisible();
  for (const typed of [officer.password, "một câu thật dài dễ nhớ", "một câu thật dài dễ nhớ"]) {
    await page.keyboard.type(typed);
    await page.keyboard.press("Tab");
  }
  await change.getByRole("button", { name: "Đổi mật khẩu" }).click();
  await expect(page.getByRole("heading", { name: "Không được tiếp nhận" })).toBeVisible();
});

test("what was typed into a dialog of a dossier outlives a reload, an ended session and signing out; done or thrown away it is gone", async ({ page }) => {
  const username = await signIn(page);
  const code = await someDossierOf(page, 11);
  const begin = async () => {
    await page.goto(address(`/noi-bo/ho-so/${code}`));
    await page.getByRole("button", { name: "Yêu cầu bổ sung", exact: true }).click();
  };
  const dialog = page.getByRole("dialog", { name: "Yêu cầu bổ sung" });
  await begin();
  await dialog.getByLabel("Giấy tờ, nội dung cần bổ sung").fill("Giấy chứng sinh");
  await dialog.getByLabel("Lý do").fill("Thiếu giấy chứng sinh");
  await page.reload();
  await page.getByRole("button", { name: "Nhập tiếp: Yêu cầu bổ sung" }).click();
  await expect(dialog.getByText("Đã giữ lại nội dung nhập dở")).toBeVisible();
  await expect(dialog.getByLabel("Lý do")).toHaveValue("Thiếu giấy chứng sinh");
  await expectAccessible(page);
  await dialog.getByLabel("Hướng dẫn thêm").fill("Xin tại trạm y tế");
  await dialog.getByRole("button", { name: "Đóng" }).last().click();
  await page.getByRole("button", { name: "Bùi Văn Tiếp Nhận" }).click();
  await page.getByRole("menuitem", { name: "Đăng xuất" }).click();
  await expect(page.getByRole("button", { name: "Đăng nhập" })).toBeVisible();
  await expect.poll(() => stored(page)).not.toContain("trạm y tế");
  await typePassword(page, username);
  await expect(page.getByRole("heading", { name: "Hộp việc" })).toBeVisible();
  await begin();
  await expect(dialog.getByLabel("Hướng dẫn thêm")).toHaveValue("Xin tại trạm y tế");
  await trouble(page, "end-session");
  await dialog.getByRole("button", { name: "Yêu cầu bổ sung" }).click();
  const again = page.getByRole("dialog", { name: "Phiên làm việc đã hết" });
  await again.getByLabel("Mật khẩu").fill(officer.password);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Tạm dừng: chờ bổ sung")).toBeVisible();
  await expect(page.getByText("Còn nội dung nhập dở")).toHaveCount(0);

  await page.getByRole("button", { name: "Nhận bổ sung" }).click();
  const papers = page.getByRole("dialog", { name: "Nhận bổ sung" });
  await papers.getByRole("button", { name: "Thêm giấy tờ" }).click();
  await papers.getByLabel("Bản sao").fill("3");
  await page.reload();
  await page.getByRole("button", { name: "Nhập tiếp: Nhận bổ sung" }).click();
  await expect(papers.getByLabel("Bản sao")).toHaveValue("3");
  await papers.getByRole("button", { name: "Bỏ, nhập mới" }).click();
  await expect(papers.getByLabel("Bản sao")).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: code })).toBeVisible();
  await expect(page.getByText("Còn nội dung nhập dở")).toHaveCount(0);
});

test("the reasons typed at the counter outlive a reload", async ({ page }) => {
  await signIn(page);
  await beginIntake(page, "Nguyễn Bé Mẫu");
  await page.getByLabel("Họ và tên", { exact: true }).fill("Nguyễn Thị Mẫu");
  await page.keyboard.press("F8");
  const dialog = page.getByRole("dialog", { name: "Yêu cầu bổ sung, hoàn thiện hồ sơ" });
  await dialog.getByLabel("Lý do").fill("Chưa có giấy chứng sinh");
  await dialog.getByLabel("Giấy tờ, nội dung cần bổ sung").fill("Giấy chứng sinh");
  await page.reload();
  await expect(page.getByText("Đã giữ lại phần nhập dở")).toBeVisible();
  await page.keyboard.press("F8");
  await expect(dialog.getByLabel("Lý do")).toHaveValue("Chưa có giấy chứng sinh");
  await expect(dialog.getByLabel("Giấy tờ, nội dung cần bổ sung")).toHaveValue("Giấy chứng sinh");
});

test("somebody else may sign in instead; the first officer's work waits", async ({ page }) => {
  const first = await signIn(page);
  await beginIntake(page, "Nguyễn Bé Mẫu");
  await expect.poll(() => stored(page)).toContain("Nguyễn Bé Mẫu");
  await trouble(page, "end-session");
  await page.getByRole("link", { name: "Hộp việc" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Người khác đăng nhập" }).click();
  await typePassword(page, ownOfficer());
  await page.getByRole("link", { name: "Tiếp nhận" }).click();
  await expect(page.getByRole("combobox", { name: "Thủ tục" })).toHaveValue("");
  await expect(page.getByRole("region", { name: "Hồ sơ nhập dở" })).toHaveCount(0);
  await page.getByRole("button", { name: "Bùi Văn Tiếp Nhận" }).click();
  await page.getByRole("menuitem", { name: "Đăng xuất" }).click();
  await typePassword(page, first);
  await page.getByRole("link", { name: "Tiếp nhận" }).click();
  await expect(page.getByLabel("Họ, chữ đệm, tên của trẻ")).toHaveValue("Nguyễn Bé Mẫu");
});

test("what was typed outlives signing out, also on another computer, and nothing of it stays on this one", async ({ page, browser }) => {
  const username = await signIn(page);
  await beginIntake(page, "Nguyễn Bé Mẫu");
  await page.getByRole("button", { name: "Bùi Văn Tiếp Nhận" }).click();
  await page.getByRole("menuitem", { name: "Đăng xuất" }).click();
  await expect(page.getByRole("button", { name: "Đăng nhập" })).toBeVisible();
  await expect.poll(() => stored(page)).not.toContain("Nguyễn Bé Mẫu");
  await typePassword(page, username);
  await page.getByRole("link", { name: "Tiếp nhận" }).click();
  await expect(page.getByLabel("Họ, chữ đệm, tên của trẻ")).toHaveValue("Nguyễn Bé Mẫu");

  const elsewhere = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage();
  await signIn(elsewhere, username);
  await elsewhere.getByRole("link", { name: "Tiếp nhận" }).click();
  await elsewhere.getByRole("region", { name: "Hồ sơ nhập dở" }).getByRole("button", { name: /Khai sinh/ }).first().click();
  await expect(elsewhere.getByLabel("Họ, chữ đệm, tên của trẻ")).toHaveValue("Nguyễn Bé Mẫu");
});

test("several dossiers lie unfinished and each is opened again or thrown away", async ({ page }) => {
  await signIn(page);
  await beginIntake(page, "Nguyễn Bé Mẫu");
  await page.getByLabel("Họ và tên", { exact: true }).fill("Nguyễn Thị Mẫu");
  await page.keyboard.press("F6");
  await expect(page.getByLabel("Họ và tên", { exact: true })).toHaveValue("");
  const unfinished = page.getByRole("region", { name: "Hồ sơ nhập dở" });
  await expect(unfinished).toContainText("Nguyễn Thị Mẫu");
  await expectAccessible(page);
  await unfinished.getByRole("button", { name: /^Nguyễn Thị Mẫu/ }).click();
  await expect(page.getByLabel("Họ, chữ đệm, tên của trẻ")).toHaveValue("Nguyễn Bé Mẫu");
  await page.keyboard.press("F6");
  await unfinished.getByRole("button", { name: /^Bỏ hồ sơ nhập dở: Nguyễn Thị Mẫu/ }).click();
  await expect(unfinished).toHaveCount(0);
});

test("two windows serve two people; what was filed from here already is filed beside it", async ({ page, context }) => {
  const taken = (at: Page) => expect(at.getByRole("heading", { name: "Không được tiếp nhận" })).toBeVisible();
  const reject = async (at: Page, name: string) => {
    await at.getByLabel("Họ và tên", { exact: true }).fill(name);
    await at.getByRole("button", { name: "Từ chối…" }).click();
    await at.getByLabel("Lý do không tiếp nhận").fill("Không thuộc thẩm quyền");
    await at.getByRole("button", { name: "Lập phiếu từ chối" }).click();
  };
  await signIn(page);
  await beginIntake(page, "Nguyễn Bé Mẫu");
  const second = await context.newPage();
  await second.goto(address("/noi-bo/"));
  await beginIntake(second, "Trần Bé Mẫu");
  await page.reload();
  await expect(page.getByLabel("Họ, chữ đệm, tên của trẻ")).toHaveValue("Nguyễn Bé Mẫu");
  const keys = new Set<string | undefined>();
  page.on("request", (request) => request.method() === "POST" && request.url().endsWith("/api/dossiers") && keys.add(request.headers()["idempotency-key"]));
  await reject(page, "Nguyễn Thị Mẫu");
  await taken(page);
  // The next one from this window is another dossier, also after a reload or another page.
  await page.reload();
  await beginIntake(page, "Phạm Bé Mẫu");
  await reject(page, "Phạm Thị Mẫu");
  await taken(page);
  expect(keys.size).toBe(2);
  // As when the window was copied, or the answer to what was filed before did not come.
  await second.route("**/api/dossiers", (route) => route.fulfill({ status: 409, contentType: "application/problem+json", json: { status: 409, code: "idempotency_key_reused", detail: "Nội dung khác." } }), { times: 1 });
  await reject(second, "Trần Thị Mẫu");
  await expect(second.getByRole("dialog")).toContainText("Nội dung khác.");
  await second.keyboard.press("Escape");
  await second.getByRole("button", { name: "Giữ nội dung này làm hồ sơ khác" }).click();
  await expect(second.getByLabel("Họ, chữ đệm, tên của trẻ")).toHaveValue("Trần Bé Mẫu");
  await reject(second, "Trần Thị Mẫu");
  await taken(second);
});

test("a line that breaks is told and heals, and what was missed is fetched", async ({ page, context }) => {
  await signIn(page);
  await page.getByLabel("Lọc theo mã, người nộp").fill("Người Lỡ Chuyến");
  await expect(page.getByText("Không có hồ sơ nào khớp")).toBeVisible();
  await trouble(page, "drop-line?ms=4000");
  await expect(page.getByText("Mất kết nối.")).toBeVisible();
  await expectAccessible(page);
  const filing = { procedure: "2.000815", channel: "counter", applicant: { kind: "citizen", full_name: "Người Lỡ Chuyến" }, documents: [], items: [], return_method: "at_centre", decision: "receive" };
  await context.request.post(address("/api/dossiers"), { data: filing });
  await expect(page.getByText("Mất kết nối.")).toHaveCount(0, { timeout: 15_000 });
  await expect(page.locator(".inbox-table tbody tr")).toHaveCount(1);
});

test("a server that cannot be reached is told with a way on, and no third party is asked for anything", async ({ page }) => {
  const strangers: string[] = [];
  page.on("request", (request) => {
    if (new URL(request.url()).host !== new URL(address("/")).host && !request.url().startsWith("data:") && !request.url().startsWith("blob:")) strangers.push(request.url());
  });
  await signIn(page);
  await page.route("**/api/register?*", (route) => route.abort());
  await page.getByRole("link", { name: "Sổ theo dõi" }).click();
  await expect(page.getByRole("alert")).toContainText("Không kết nối được");
  await expectAccessible(page);
  await page.unroute("**/api/register?*");
  await page.getByRole("button", { name: "Thử lại" }).click();
  await expect(page.locator(".register-table tbody tr").first()).toBeVisible();
  expect(strangers).toEqual([]);
});
