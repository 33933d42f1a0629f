import { expect, type Page } from "@playwright/test";

import { address, expectAccessible } from "../page-checks";
import { act, as, open, test } from "./city";
import { beginIntake, card, givePapers, take } from "./filling";

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

test("a chair approves many at once; the one that a colleague has fetched back is told apart, and the counts follow by themselves", async ({ browser }) => {
  const counter = await as(browser, "tiepnhan", "an-bien");
  const registrar = await as(browser, "vanphong-1", "an-bien");
  const chair = await as(browser, "lanhdao", "an-bien");
  const count = 24;
  const codes: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const { code, version } = await post(counter, "/api/dossiers", {
      procedure: "2.000815", channel: "counter", applicant: { kind: "citizen", full_name: "Trần Văn Lô" }, return_method: "at_centre", decision: "receive", items: [],
      documents: [{ code: "ban-sao-can-chung-thuc", originals: 0, copies: 1, files: [] }], fee: { chosen: [{ group: "phi-chung-thuc", code: "trang-1-2" }], pages: 1, copies: 1, collected: true }, forward_now: true,
    });
    await post(registrar, `/api/dossiers/${code}/forward`, { version });
    codes.push(code);
  }
  await expect(chair.getByRole("button", { name: `Cần làm ${count}` })).toBeVisible();
  await chair.goto(address("/noi-bo/?limit=200&work=approve_dossiers"));
  await chair.getByRole("checkbox", { name: "Chọn tất cả" }).check();
  await expect(chair.getByText(`Đã chọn ${count} hồ sơ`)).toBeVisible();
  await chair.getByRole("group", { name: "Việc với các hồ sơ đã chọn" }).getByRole("button", { name: "Phê duyệt" }).click();
  const fetched = codes[7]!;
  const { version } = (await (await registrar.request.get(address(`/api/dossiers/${fetched}`))).json()) as { version: number };
  await post(registrar, `/api/dossiers/${fetched}/recall`, { version, reason: "Sót một trang" });
  const dialog = chair.getByRole("dialog");
  await dialog.getByRole("button", { name: `Phê duyệt ${count} hồ sơ` }).click();
  await expect(dialog.getByRole("status")).toContainText(`${count - 1} hồ sơ đã xong, 1 không làm được`, { timeout: 20_000 });
  await expect(dialog.getByRole("list", { name: "Hồ sơ không làm được" })).toContainText(fetched);
  await expectAccessible(chair);
  await dialog.getByRole("button", { name: "Xong" }).click();
  await expect(chair.getByText("Không có hồ sơ nào khớp")).toBeVisible();
});

async function post(page: Page, path: string, data: object): Promise<{ code: string; version: number }> {
  const answer = await page.request.post(address(path), { data, headers: { origin: new URL(address("/")).origin } });
  expect(answer.ok(), await answer.text()).toBe(true);
  return (await answer.json()) as { code: string; version: number };
}
