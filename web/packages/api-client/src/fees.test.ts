import { expect, test } from "vitest";

import { feeOptions } from "./fees";

const line = (code: string, more: object = {}) => ({ code, group: "g", name: "Lệ phí", per: "lần", legal_basis: "", ...more });

test("a person chooses among the lines of a group that suit the way of filing", () => {
  const fees = [line("dung-han", { case_name: "đúng hạn", amount_vnd: 0 }), line("qua-han", { case_name: "quá hạn", amount_vnd: 8000, channel: "direct" }), line("mang", { channel: "online" }), line("khac", { group: "h" })];
  expect(feeOptions(fees, "g", "counter")).toEqual([{ code: "dung-han", label: "đúng hạn", amount_vnd: 0 }, { code: "qua-han", label: "quá hạn", amount_vnd: 8000 }]);
  expect(feeOptions(fees, "g", "post").map((option) => option.code)).toEqual(["dung-han", "qua-han"]);
  expect(feeOptions(fees, "g", "online").map((option) => option.code)).toEqual(["dung-han", "mang"]);
});

test("tiers of a price by the page are one alternative", () => {
  const fees = [line("1-2", { name: "Phí sao", per: "trang", case_name: "trang 1, 2" }), line("3", { name: "Phí sao", per: "trang", case_name: "từ trang 3" }), line("dien-tu", { name: "Phí sao điện tử", per: "bản", amount_vnd: 0 })];
  expect(feeOptions(fees, "g", "counter")).toEqual([{ code: "1-2", label: "Phí sao, tính theo trang" }, { code: "dien-tu", label: "Phí sao điện tử", amount_vnd: 0 }]);
});
