import { expect, test } from "vitest";

import { askedPapers } from "./asked";

const papers = [{ code: "chung-sinh", name: "Giấy chứng sinh" }, { code: "uy-quyen", name: "Văn bản uỷ quyền" }];

test("what is asked for has its place, also when the procedure knows no such paper", () => {
  expect(askedPapers(["Ảnh giấy chứng sinh rõ hơn", "Giấy xác nhận hộ nghèo", "giay chung sinh"], papers)).toEqual([papers[0], { code: "khac", name: "Giấy xác nhận hộ nghèo" }]);
  expect(askedPapers(["Căn cước", "x".repeat(400)], [])).toEqual([{ code: "khac", name: "Căn cước" }, { code: "khac", name: "x".repeat(300) }]);
  expect(askedPapers([], papers)).toEqual([...papers, { code: "khac", name: "Giấy tờ khác" }]);
});
