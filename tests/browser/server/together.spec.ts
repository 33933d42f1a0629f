import { expect } from "@playwright/test";

import { expectAccessible } from "../page-checks";
import { act, as, open, test } from "./city";
import { beginIntake, card, givePapers, take } from "./filling";

// What happens where several officers work on the same things.

test("somebody who was faster is told to the other", async ({ browser }) => {
  const first = await as(browser, "tiepnhan");
  await beginIntake(first, "doi, cap lai giay xac nhan khuyet tat", { card: card("031152000001", "NGUYỄN THỊ MẪU", "07031952", "Nữ"), phone: "0912 345 678" });
  await givePapers(first, /./);
  const code = await take(first);
  const second = await as(browser, "tiepnhan");
  await open(first, code);
  await open(second, code);
  await act(first, "Chuyển bước");
  await second.getByRole("group", { name: "Việc làm được bây giờ" }).getByRole("button", { name: "Chuyển bước" }).click();
  await second.getByRole("dialog").getByRole("button", { name: "Chuyển bước" }).click();
  await expect(second.getByText("Hồ sơ vừa được người khác thay đổi")).toBeVisible();
  await second.getByRole("button", { name: "Tải lại hồ sơ" }).click();
  await expect(second.getByText("Việc này không còn làm được")).toBeVisible();
  await expectAccessible(second);
});
