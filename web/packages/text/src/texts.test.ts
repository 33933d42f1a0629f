import { describe, expect, test } from "vitest";

import { capitalisedName, isDossierCode, normalisedPhone, personalIdFacts, readIdCard, tidyDossierCode } from "./identity";
import { fieldMessage } from "./messages";
import { dongText, parseDong, sizeText } from "./numbers";

describe("the QR text of an identity card", () => {
  test("fills a person, the old number left empty and the name in capitals", () => {
    expect(readIdCard("031152000001||NGUYỄN THỊ MẪU|07031952|Nữ|Thôn Mẫu 1, Tân Minh, Hải Phòng|15042021\r\n")).toEqual({
      personal_id: "031152000001", old_id: undefined, full_name: "Nguyễn Thị Mẫu", birth_date: "1952-03-07", sex: "female", residence: "Thôn Mẫu 1, Tân Minh, Hải Phòng", issued_on: "2021-04-15",
    });
  });
  test("takes six fields, passes over further ones and composes decomposed letters", () => {
    expect(readIdCard("031052000001|012345678|Tra\u0302\u0300n Va\u0306n Thu\u031b\u0309|01/01/1952|Nam|Hải Phòng")?.full_name).toBe("Trần Văn Thử");
    expect(readIdCard("031052000001||Trần Văn Thử|01011952|Nam|Hải Phòng|15042021|||Cha|Mẹ")?.sex).toBe("male");
  });
  test("is not seen in other texts", () => {
    expect(readIdCard("031152000001")).toBeUndefined();
    expect(readIdCard("03115200000||A B|07031952|Nữ|X|15042021")).toBeUndefined();
  });
  test("keeps out days that do not exist", () => {
    expect(readIdCard("031152000001||Nguyễn Thị Mẫu|31021952|Nữ|X|")?.birth_date).toBeUndefined();
  });
});

test("names in one case are capitalised, others stay", () => {
  expect(capitalisedName("đỗ  đức ân")).toBe("Đỗ Đức Ân");
  expect(capitalisedName("H'Hen Niê")).toBe("H'Hen Niê");
});

test("a personal number tells sex and year of birth", () => {
  expect(personalIdFacts("031152000001")).toEqual({ sex: "female", birth_year: 1952 });
  expect(personalIdFacts("031206000001")).toEqual({ sex: "male", birth_year: 2006 });
  expect(personalIdFacts("03115200001")).toBeUndefined();
});

test("phone numbers are read however they are written", () => {
  expect(normalisedPhone("+84 912 345 678")).toBe("0912345678");
  expect(normalisedPhone("0225 3 842 000")).toBe("02253842000");
  expect(normalisedPhone("0612345678")).toBeUndefined();
});

test("a dossier's code is taken from what people paste", () => {
  expect(tidyDossierCode(" h24.258-260702-0001 ")).toBe("H24.258-260702-0001");
  expect(tidyDossierCode("https://vidu.example/tra-cuu?ma=H24.258-260702-0001")).toBe("H24.258-260702-0001");
  expect(isDossierCode("H24.258-260702-0001")).toBe(true);
  expect(isDossierCode("000.00.01.H26-260930-0012")).toBe(true);
  expect(isDossierCode("H24.258-260702")).toBe(false);
});

test("amounts are written with points and read back however they are typed", () => {
  expect(dongText(1250000)).toBe("1.250.000\u00a0đ");
  expect(dongText(0)).toBe("0\u00a0đ");
  expect(parseDong("1.250.000 đ")).toBe(1250000);
  expect(parseDong("1,5 triệu")).toBeUndefined();
  expect(sizeText(1_572_864)).toBe("1,5 MB");
});

test("a field's problem becomes a sentence; abbreviations keep their capitals", () => {
  expect(fieldMessage("required", "Họ và tên")).toBe("Chưa nhập họ và tên.");
  expect(fieldMessage("too_long", "CCCD", { max: "12" })).toBe("CCCD dài quá 12 ký tự.");
  expect(fieldMessage("pattern", "Số tài khoản", { message: "Số tài khoản gồm chữ số." })).toBe("Số tài khoản gồm chữ số.");
  expect(fieldMessage("required", "Chọn một việc")).toBe("Chưa chọn một việc.");
  expect(fieldMessage("required", "Trẻ sinh ở đâu?")).toBe("Chưa trả lời: Trẻ sinh ở đâu?");
  expect(fieldMessage("required", "Tôi cam đoan lời khai là thật.")).toBe("Chưa xác nhận: Tôi cam đoan lời khai là thật.");
  expect(fieldMessage("too_long", "Trẻ sinh ở đâu?", { max: "9" })).toBe("Trẻ sinh ở đâu? Câu trả lời dài quá 9 ký tự.");
  expect(fieldMessage("never_heard_of", "Ghi chú")).toBe("Ghi chú chưa đúng.");
});
