import { expect, type Page } from "@playwright/test";

import { address, expectAccessible, expectNoSidewaysScroll, ownOfficer, signIn, test } from "../page-checks";

// The pages of figures on answers written here: what they show is looked at, not how the server counts.
const scope = { code: "31", name: "Thành phố Hải Phòng", kind: "city", may_open: true };
const period = { preset: "calendar_month", name: "Tháng 7 năm 2026", from: "2026-07-01", to: "2026-07-31" };
const at = "2026-07-15T02:00:00.000Z";
const counts = { total: 130, online: 60, direct: 50, carried: 20, finished: 90, early: 70, on_time: 15, late: 5, pending: 40, in_time: 33, overdue: 7 };
const part = (measure: string, numerator: number, denominator: number, max: number, score: number, full_at = 100) =>
  ({ name: `Phần ${measure}`, measure, state: "counted", numerator, denominator, full_at, max, score, lost: max - score, missing: denominator - numerator });

const indicator = (number: number, known: boolean) => ({ number, name: `Chỉ số thứ ${number}`, counted: known ? 40 : 0, ...(known ? { tenths: 13 } : {}) });

const answers: Record<string, (query: URLSearchParams) => unknown> = {
  today: (query) => ({
    scope: query.get("scope") === "11779" ? { code: "11779", name: "UBND xã Tân Minh", kind: "unit", may_open: true } : scope,
    today: {
      day: "2026-07-15", next_working_day: "2026-07-16", received: 12, finished: 9, finished_late: 1, pending: 40, overdue: 7, paused: 3, due_today: 4, due_next: 41, to_accept: 2, counted_at: at,
      alarms: [
        { sentence: "7 hồ sơ đang quá hạn, 4 ở Sở Xây dựng.", figure: "overdue", from: "2026-07-15", to: "2026-07-15", dossiers: 7, is_urgent: true },
        { sentence: "41 hồ sơ sẽ trễ ngày mai nếu không xong, 17 ở Phòng Kinh tế.", figure: "due", from: "2026-07-16", to: "2026-07-16", dossiers: 41, is_urgent: false },
      ],
    },
  }),
  days: () => ({ scope, period, items: Array.from({ length: 30 }, (_, i) => ({ day: new Date(Date.UTC(2026, 5, 16 + i)).toISOString().slice(0, 10), received: 10 + (i % 7), finished: 8 + (i % 5), finished_late: i % 3, pending: 30 + i, overdue: 3 + (i % 4) })) }),
  centres: () => ({ period, items: Array.from({ length: 114 }, (_, i) => ({ code: i === 1 ? "11779" : String(10000 + i), name: i === 1 ? "Xã Tân Minh" : `Xã Số ${i + 1}`, latitude: 20.6 + (i % 12) / 30, longitude: 106.2 + (i % 19) / 25, received: 100, finished: 100, finished_in_time: 100 - i / 3, pending: 20, overdue: i % 9 })) }),
  ii06a: () => ({ form: { number: "Biểu số II.06a/VPCP/KSTT", title: "Tình hình, kết quả giải quyết thủ tục hành chính", issued_with: "" }, scope, period, by: "division", counted_at: at, sum: counts,
    rows: [{ code: "11779/phong-kinh-te", name: "Phòng Kinh tế", ...counts }] }),
  lateness: () => ({ form: { number: "", title: "", issued_with: "" }, scope, period, by: "unit", counted_at: at, rows: [], causes: [{ code: "ky_cham", name: "Lãnh đạo phê duyệt, ký chậm", side: "office" }],
    sum: { code: "", name: "", total: 12, finished: 5, overdue: 7, causes: [{ code: "ky_cham", dossiers: 12 }] } }),
  summary: () => ({ scope, period, summary: { received: 110, refused: 2, waiting: 1, payments: 30, paid_vnd: 240000, online: { numerator: 60, denominator: 110 }, electronic_results: { numerator: 90, denominator: 90 }, digitised: { numerator: 9817, denominator: 10000 }, reused: { numerator: 1, denominator: 3 }, counted_at: at } }),
  kept: () => ({ items: [{ id: 3, form: "ii06a", title: "Tình hình, kết quả", agency: "Hải Phòng", scope: "31", period: "month", period_name: "Tháng 7 năm 2026", from: "2026-06-15", to: "2026-07-14", made_at: at }] }),
  periods: () => ({ items: [{ code: "month", name: "Tháng báo cáo (ngày 15 đến ngày 14)", period_name: "Tháng 8 năm 2026", from: "2026-07-15", to: "2026-08-14", legal_basis: "" }] }),
  dossiers: (query) => ({ ...(query.get("known_on") ? { known_on: query.get("known_on") } : {}), items: [{ code: "H24.158-260702-0001", procedure_id: "1.001193", procedure_name: "Đăng ký khai sinh", unit: "UBND xã Tân Minh", division: "Văn phòng", channel: "counter", state: "processing", state_name: "Đang xử lý",
    received_on: "2026-07-02", due_at: at, overdue: true, days_late: 3, cause: "ky_cham", cause_name: "Lãnh đạo phê duyệt, ký chậm", holder: "Phòng Kinh tế", officer: "Trần Thị Mẫu", supplements: 2 }] }),
  index: (query) => ({ scope, period, officer: query.get("officer") ?? "", source: "live", ...(query.get("known_on") ? { source: "replay", known_on: query.get("known_on") } : {}), counted_at: at, index: { max: 10000, known_max: 2200, score: 2140, raises: [{ component: "TIEN_DO", measure: "on_time", points: 15, missing: 3, sentence: "Hồ sơ đúng hạn – còn thiếu 3 để đạt tối đa: thêm 0,15 điểm." }],
    groups: [
      { code: "II", name: "Tiến độ, kết quả giải quyết", max: 2000, known_max: 2000, score: 1985, components: [{ code: "TIEN_DO", name: "Giải quyết hồ sơ đúng hạn", explanation: "Hồ sơ đúng hạn trên hồ sơ tiếp nhận.", max: 2000, known_max: 2000, score: 1985, lost: 15, parts: [part("on_time", 397, 400, 2000, 1985)] }] },
      { code: "I", name: "Công khai, minh bạch", max: 200, known_max: 200, score: 155, components: [{ code: "PUBLIC_CONTENT_FULL", name: "Công khai đủ nội dung", explanation: "Đủ 7 phần.", max: 200, known_max: 200, score: 155, lost: 45, parts: [part("content_full", 31, 40, 200, 155), part("certified_copies", 113, 114, 100, 99)] }] },
      { code: "V", name: "Mức độ hài lòng", max: 600, known_max: 0, score: 0, components: [{ code: "PETITION", name: "Xử lý phản ánh đúng hạn", explanation: "", max: 600, known_max: 0, score: 0, lost: 0, parts: [] }] },
    ] } }),
  "index/days": () => ({ scope, period: "calendar_month", items: [{ day: "2026-07-13", score: 2100, known_max: 2200 }, { day: "2026-07-14", score: 2140, known_max: 2200 }] }),
  rating: (query) => ({ scope: { code: "11779", name: "UBND xã Tân Minh", kind: "unit", may_open: true }, period: { ...period, preset: query.get("period") ?? "quarter", name: "Quý III năm 2026" }, legal_basis: "TT 01/2018/TT-VPCP Đ12–15",
    rating: { dossiers: 90, counted_at: at, unit: { code: "11779", name: "UBND xã Tân Minh", total: 50, max: 80, indicators: [1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => indicator(number, [1, 2, 3, 9].includes(number))) },
      officers: [{ code: "chuyenvien.tan-minh", name: "Trần Thị Mẫu", total: 50, max: 60, indicators: [1, 2, 3, 4, 7].map((number) => indicator(number, number < 4)) }] } }),
  "index/units-without-copies": () => ({ items: [{ code: "11779", name: "UBND xã Tân Minh" }] }),
  "index/procedures": () => ({ items: [{ id: "1.001193", name: "Đăng ký khai sinh", subject: "Hộ tịch" }] }),
};

async function answered(page: Page) {
  await page.route(/\/api\/reports\//, (route) => {
    const url = new URL(route.request().url());
    const answer = answers[url.pathname.replace("/api/reports/", "")];
    return answer ? route.fulfill({ json: answer(url.searchParams) }) : route.continue();
  });
  await signIn(page, ownOfficer("kiemsoat"));
}

test("today at a glance, alarms in words, the ranking; a dossier in three clicks, with the keyboard too", async ({ page }) => {
  await answered(page);
  await page.getByRole("link", { name: "Điều hành" }).click();
  await expect(page.getByRole("link", { name: /Đang quá hạn\s*7/ })).toBeVisible();
  await expect(page.getByRole("link", { name: "41 hồ sơ sẽ trễ ngày mai nếu không xong, 17 ở Phòng Kinh tế." })).toBeVisible();
  await expect(page.getByRole("img", { name: /Từ 16\/06\/2026 đến 15\/07\/2026: tiếp nhận/ })).toBeVisible();
  await expect(page.locator(".rank-table tbody tr")).toHaveCount(114);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  // A commune, a figure, a dossier.
  await page.getByRole("link", { name: "Xã Tân Minh" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("UBND xã Tân Minh");
  await page.getByRole("row", { name: /Phòng Kinh tế/ }).getByRole("link", { name: "7", exact: true }).click();
  await expect(page).toHaveURL(/cot=overdue/);
  await expect(page.getByText("Trễ 3 ngày")).toBeVisible();
  await expect(page.getByRole("link", { name: "H24.158-260702-0001" })).toHaveAttribute("href", "/noi-bo/ho-so/H24.158-260702-0001");
  await expectAccessible(page);
});

test("the form opens each figure, says why dossiers are late, and offers its files and the kept ones", async ({ page }) => {
  await answered(page);
  await page.getByRole("link", { name: "Báo cáo" }).click();
  await expect(page.getByRole("row", { name: /Tổng số 130/ })).toBeVisible();
  await expect(page.getByRole("list", { name: "Trong kỳ" })).toContainText("98,2 %");
  await expect(page.getByRole("list", { name: "Trong kỳ" })).toContainText("2 không tiếp nhận, 1 chờ tiếp nhận");
  await expect(page.getByText("Lãnh đạo phê duyệt, ký chậm")).toBeVisible();
  await expect(page.getByRole("link", { name: /XLSX/ })).toHaveAttribute("href", "/api/reports/kept/3.xlsx");
  await page.getByLabel("Kỳ", { exact: true }).selectOption("month");
  await page.getByLabel("Chia theo").selectOption("subject");
  await page.getByRole("button", { name: "Xem" }).click();
  await expect(page).toHaveURL(/ky=month/);
  await expect(page.getByRole("link", { name: "Tải Excel" })).toHaveAttribute("href", "/api/reports/ii06a.xlsx?period=month&by=subject");
  await expectAccessible(page);
});

test("the index explains each part, names what it has no data for, and opens what was lost", async ({ page }) => {
  await answered(page);
  await page.getByRole("link", { name: "Chỉ số 766" }).click();
  await expect(page.getByText("21,40 trên 22,00")).toBeVisible();
  await expect(page.getByRole("heading", { name: /Xử lý phản ánh đúng hạn: chưa có dữ liệu/ })).toBeVisible();
  await expect(page.getByText("397 / 400")).toBeVisible();
  await expect(page.getByRole("link", { name: "3 hồ sơ" })).toHaveAttribute("href", /cot=index_late/);
  await page.getByRole("button", { name: "9 thủ tục" }).click();
  await expect(page.getByText("Đăng ký khai sinh")).toBeVisible();
  await page.getByRole("button", { name: "1 xã, phường, đặc khu" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "UBND xã Tân Minh" })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Xem lại như cuối ngày").pressSequentially("01072026");
  await page.getByRole("button", { name: "Xem lại" }).click();
  await expect(page).toHaveURL(/biet=2026-07-01/);
  await expect(page.getByRole("link", { name: "Tải Excel" })).toHaveAttribute("href", /known_on=2026-07-01/);
  await page.getByRole("link", { name: "3 hồ sơ" }).click();
  await expect(page).toHaveURL(/biet=2026-07-01/);
  await expect(page.getByText("như đã biết khi hết ngày 01/07/2026")).toBeVisible();
  await expect(page.getByText("Khi đó ở Phòng Kinh tế")).toBeVisible();
  await expectAccessible(page);
  // Of one officer: what was lost opens into that officer's dossiers.
  await page.goto(address("/noi-bo/chi-so?noi=11779&congchuc=chuyenvien.tan-minh"));
  await expect(page.getByRole("heading", { level: 1 })).toContainText("công chức chuyenvien.tan-minh");
  await expect(page.getByRole("link", { name: "3 hồ sơ" })).toHaveAttribute("href", /congchuc=chuyenvien.tan-minh/);
});

test("an officer's rating says what is known and what is not, opens into the dossiers, and says so where the city does not rate", async ({ page }) => {
  await answered(page);
  await page.getByRole("link", { name: "Báo cáo" }).click();
  await page.getByRole("link", { name: "Đánh giá công chức" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("UBND xã Tân Minh");
  await expect(page.getByText("5,0 trên 8,0 điểm có dữ liệu")).toBeVisible();
  await expect(page.getByText("5 trong 9 chỉ số chưa có dữ liệu, nên chưa xếp loại.")).toBeVisible();
  const officer = page.getByRole("row", { name: /Trần Thị Mẫu/ });
  await expect(officer).toContainText("1,3");
  await expect(officer).toContainText("chưa có dữ liệu");
  await expect(officer).toContainText("5,0 / 6,0");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await officer.getByRole("link", { name: "40" }).click();
  await expect(page).toHaveURL(/congchuc=chuyenvien.tan-minh/);
  await page.route(/\/api\/reports\/rating/, (route) => route.fulfill({ status: 404, contentType: "application/problem+json", json: { code: "rating_off", title: "Thành phố chưa áp dụng việc đánh giá này.", status: 404 } }));
  await page.goto(address("/noi-bo/danh-gia"));
  await expect(page.getByText("Thành phố chưa áp dụng việc đánh giá này.")).toBeVisible();
  await expectAccessible(page);
});

test("the dashboard follows what is counted, and on paper it has the figures without the controls", async ({ page }) => {
  let counted = 0;
  await page.route("**/api/events", (route) => route.fulfill({ contentType: "text/event-stream", body: `retry: 200\nevent: ready\ndata: {}\n\n${counted > 0 ? 'event: figures_changed\ndata: {"agency":"31"}\n\n' : ""}` }));
  await answered(page);
  await page.route(/\/api\/reports\/today/, (route) => {
    const glance = answers["today"]!(new URLSearchParams()) as { today: { received: number } };
    glance.today.received += counted;
    return route.fulfill({ json: glance });
  });
  await page.getByRole("link", { name: "Điều hành" }).click();
  await expect(page.getByRole("link", { name: /Tiếp nhận hôm nay\s*12/ })).toBeVisible();
  counted = 1;
  await expect(page.getByRole("link", { name: /Tiếp nhận hôm nay\s*13/ })).toBeVisible({ timeout: 15_000 });
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation").first()).toBeHidden();
  await expect(page.getByRole("button", { name: "In trang" })).toBeHidden();
  for (const heading of ["Cần chú ý", "30 ngày qua", "Xếp hạng 114 trung tâm, 30 ngày qua"]) await expect(page.getByRole("heading", { name: heading, exact: true })).toBeVisible();
  // No part of the ranking stays behind a scroll bar.
  await expect.poll(() => page.locator(".rank-table").evaluate((table) => table.scrollHeight - table.clientHeight)).toBeLessThanOrEqual(1);
});
