import { expect, type Page } from "@playwright/test";

import { address, expectAccessible } from "../page-checks";
import { act, as, open, test } from "./city";
import { beginIntake, card, givePapers, tabTo, take } from "./filling";

// What happens where several officers work on the same things.

test("somebody who was faster is told to the other", async ({ browser }) => {
  const first = await as(browser, "tiepnhan");
  await beginIntake(first, "doi, cap lai giay xac nhan khuyet tat", "1.001653", { card: card("031152000001", "NGUYỄN THỊ MẪU", "07031952", "Nữ"), phone: "0912 345 678" });
  await givePapers(first, /./);
  const code = await take(first);
  const second = await as(browser, "tiepnhan");
  await open(first, code);
  await open(second, code);
  await act(first, "Chuyển bước");
  await expect(second.getByText("Hồ sơ này vừa có thay đổi.")).toBeVisible();
  await second.getByRole("group", { name: "Việc làm được bây giờ" }).getByRole("button", { name: "Chuyển bước" }).click();
  await second.getByRole("dialog").getByRole("button", { name: "Chuyển bước" }).click();
  await expect(second.getByText("Hồ sơ vừa được người khác thay đổi")).toBeVisible();
  await second.getByRole("button", { name: "Tải lại hồ sơ" }).click();
  await expect(second.getByText("Việc này không còn làm được")).toBeVisible();
  await expectAccessible(second);
});

test("many dossiers, two hundred on one engine, are passed on and signed at once, by the keyboard, with a stop in between; what a colleague fetched back is told apart", async ({ browser }, info) => {
  test.slow();
  const counter = await as(browser, "tiepnhan", "an-bien");
  const registrar = await as(browser, "vanphong-1", "an-bien");
  const chair = await as(browser, "lanhdao", "an-bien");
  const count = info.project.name === "sqlite" ? 200 : 60;
  const begun = await inLanes(count, () => post(counter, "/api/dossiers", {
    procedure: "2.000815", channel: "counter", applicant: { kind: "citizen", full_name: "Trần Văn Lô" }, return_method: "at_centre", decision: "receive", items: [],
    documents: [{ code: "ban-sao-can-chung-thuc", originals: 0, copies: 1, files: [] }], fee: { chosen: [{ group: "phi-chung-thuc", code: "trang-1-2" }], pages: 1, copies: 1, collected: true }, forward_now: true,
  }));

  await test.step("the registrar passes them on without a mouse", async () => {
    await registrar.goto(address("/noi-bo/?limit=200&q=Tr%E1%BA%A7n+V%C4%83n+L%C3%B4"));
    await expect(registrar.locator(".inbox-table tbody tr")).toHaveCount(count);
    await tabTo(registrar, ".inbox-table thead input");
    await registrar.keyboard.press("Space");
    await expect(registrar.getByText(`Đã chọn ${count} hồ sơ`)).toBeVisible();
    await registrar.keyboard.press("Shift+Tab");
    for (let i = 0; i < 6 && !(await focused(registrar)).startsWith("Chuyển bước"); i += 1) await registrar.keyboard.press("Shift+Tab");
    await registrar.keyboard.press("Enter");
    await expect(registrar.getByLabel("Ghi chú chung")).toBeFocused();
    await registrar.keyboard.type("Cả lô");
    await registrar.keyboard.press("Tab");
    await registrar.keyboard.press("Tab");
    await expect.poll(() => focused(registrar)).toBe(`Chuyển bước ${count} hồ sơ`);
    await registrar.keyboard.press("Enter");
    await expect(registrar.getByRole("dialog").getByRole("status")).toContainText(`${count} hồ sơ đã xong.`, { timeout: 60_000 });
    await expect.poll(() => focused(registrar)).toBe("Xong");
    await registrar.keyboard.press("Enter");
    await expect(registrar.getByRole("dialog")).toHaveCount(0);
  });

  await expect(chair.getByRole("button", { name: `Cần làm ${count}` })).toBeVisible();
  await chair.goto(address("/noi-bo/?limit=200&work=approve_dossiers"));
  await chair.getByRole("checkbox", { name: "Chọn tất cả" }).check();
  await expect(chair.getByText(`Đã chọn ${count} hồ sơ`)).toBeVisible();
  await chair.getByRole("group", { name: "Việc với các hồ sơ đã chọn" }).getByRole("button", { name: "Phê duyệt" }).click();
  const fetched = begun[47]!.code;
  const { version } = (await (await registrar.request.get(address(`/api/dossiers/${fetched}`))).json()) as { version: number };
  await post(registrar, `/api/dossiers/${fetched}/recall`, { version, reason: "Sót một trang" });

  const dialog = chair.getByRole("dialog");
  await dialog.getByLabel("Ký và cấp kết quả luôn").check();
  await dialog.getByRole("button", { name: `Phê duyệt ${count} hồ sơ` }).click();
  await expect(dialog.getByText("Chưa nhập số đầu tiên.")).toBeVisible();
  await dialog.getByLabel("Số đầu tiên").fill("501");
  await dialog.getByLabel("Ký hiệu sau số").fill("/CT-BS");
  await dialog.getByLabel("Tên kết quả").fill("Bản sao được chứng thực");
  // What begins after the thirtieth waits until the chair has stopped.
  let letGo = () => {};
  const hasStopped = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let sent = 0;
  await chair.route("**/approve", async (route) => {
    if ((sent += 1) > 30) await hasStopped;
    await route.continue();
  });
  await dialog.getByRole("button", { name: `Phê duyệt ${count} hồ sơ` }).click();
  await expect(dialog.getByRole("status")).toContainText("30 hồ sơ đã xong");
  await dialog.getByRole("button", { name: "Dừng" }).click();
  letGo();
  await expect(dialog.getByRole("button", { name: `Làm tiếp ${count - 34} hồ sơ` })).toBeVisible();
  await dialog.getByRole("button", { name: /^Làm tiếp/ }).click();
  await expect(dialog.getByRole("status")).toContainText(`${count - 1} hồ sơ đã xong, 1 không làm được`, { timeout: 60_000 });
  await expect(dialog.getByRole("list", { name: "Hồ sơ không làm được" })).toContainText(fetched);
  await dialog.getByText("Kết quả của từng hồ sơ").click();
  await expect(dialog.getByRole("list", { name: "Kết quả của từng hồ sơ" }).getByRole("listitem")).toHaveCount(count);
  await expectAccessible(chair);
  await dialog.getByRole("button", { name: "Thử lại 1 hồ sơ" }).click();
  await expect(dialog.getByRole("list", { name: "Hồ sơ không làm được" })).toContainText("Không còn trong danh sách này.");
  await dialog.getByRole("button", { name: "Xong" }).click();
  await expect(chair.getByText("Không có hồ sơ nào khớp")).toBeVisible();

  // Each result has a number of its own and none is missing.
  const numbers = await inLanes(count - 1, async (i) => {
    const { code } = begun.filter((one) => one.code !== fetched)[i]!;
    const { timeline } = (await (await chair.request.get(address(`/api/dossiers/${code}`))).json()) as { timeline: { text: string }[] };
    return Number(/(\d+)\/CT-BS/.exec(timeline.map(({ text }) => text).join("\n"))?.[1]);
  });
  expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: count - 1 }, (_, i) => 501 + i));
});

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? "");

/** Does it so many times, eight at once. */
async function inLanes<T>(count: number, work: (at: number) => Promise<T>): Promise<T[]> {
  const done: T[] = [];
  let next = 0;
  await Promise.all(Array.from({ length: 8 }, async () => {
    for (let at = next++; at < count; at = next++) done[at] = await work(at);
  }));
  return done;
}

async function post(page: Page, path: string, data: object): Promise<{ code: string; version: number }> {
  const answer = await page.request.post(address(path), { data, headers: { origin: new URL(address("/")).origin } });
  expect(answer.ok(), await answer.text()).toBe(true);
  return (await answer.json()) as { code: string; version: number };
}
