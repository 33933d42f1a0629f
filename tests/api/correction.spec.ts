import { expect, test } from "@playwright/test";

import { refused } from "./support/client";
import { sampleCity } from "./support/city";
import { birthRegistration, file, type Dossier } from "./support/filings";
import { aPdf, upload } from "./support/uploads";

const city = sampleCity();

async function decided(): Promise<Dossier> {
  const commune = city.commune();
  const dossier = await file(await commune.desk(), birthRegistration({ forward_now: true }));
  await dossier.act(await commune.expert(), "forward");
  await dossier.act(await commune.chair(), "approve", { outcome: "granted", result: { number: "15/2026", name: "Giấy khai sinh", files: [] } });
  return dossier;
}

test("a result with a fault is corrected, before and after it was handed over", async () => {
  const commune = city.commune();
  const [desk, chair] = [await commune.desk(), await commune.chair()];
  const dossier = await decided();
  const right = await upload(chair, "Giấy khai sinh đúng.pdf", aPdf("bản đúng"));
  await dossier.act(chair, "correct", { reason: "Sai tên đệm", result: { number: "15a/2026", name: "Giấy khai sinh", files: [right.digest] } });
  await dossier.act(desk, "hand-over", { checked: "receipt" });
  await dossier.act(chair, "correct", { reason: "Sai ngày sinh", result: { number: "15b/2026", name: "Giấy khai sinh", files: [] } });
  const detail = await dossier.detail(desk);
  expect(detail.state).toBe("returned");
  expect(detail.result_files.map((one: any) => one.digest)).toContain(right.digest);
  expect(detail.timeline.filter((event: any) => event.act === "corrected").map((event: any) => event.text)).toEqual([
    expect.stringContaining("Sai tên đệm"), expect.stringContaining("Sai ngày sinh")]);
});

test("only the deciding agency corrects, only what there is, and with a reason", async () => {
  const commune = city.commune();
  const [desk, expert, chair] = [await commune.desk(), await commune.expert(), await commune.chair()];
  const result = { number: "16", name: "Giấy khai sinh", files: [] };
  const open = await file(desk, birthRegistration({ forward_now: true }));
  await open.refuses(chair, "correct", { reason: "Sai", result }, 409, "no_result_yet");
  const dossier = await decided();
  await dossier.refuses(expert, "correct", { reason: "Sai", result }, 403, "not_allowed");
  await dossier.refuses(chair, "correct", { reason: " ", result }, 422, "invalid_input", ["reason", "required"]);
  await dossier.refuses(chair, "correct", { reason: "Sai", result: { ...result, number: "" } }, 422, "invalid_input", ["result.number", "required"]);
  await dossier.refuses(chair, "correct", { reason: "Sai", result: { ...result, issued_on: "2090-01-01" } }, 422, "invalid_input", ["result.issued_on", "too_late"]);
  await dossier.refuses(chair, "correct", { reason: "Sai", result: { ...result, files: ["0".repeat(64)] } }, 422, "invalid_input", ["result.files", "unknown_file"]);
});

test("original papers are given back one after the other, never more than were taken", async () => {
  const commune = city.commune();
  const desk = await commune.desk();
  const dossier = await file(desk, birthRegistration({ documents: [{ code: "giay-chung-sinh", originals: 2, copies: 1, files: [] }] }));
  const back = (originals: number, code = "giay-chung-sinh") => ({ code, originals });
  await dossier.refuses(desk, "return-documents", back(3), 422, "invalid_input", ["originals", "out_of_range"]);
  await dossier.refuses(desk, "return-documents", back(0), 422, "invalid_input", ["originals", "out_of_range"]);
  await dossier.refuses(desk, "return-documents", back(1, "khac"), 422, "invalid_input", ["code", "unknown_document"]);
  await dossier.act(desk, "return-documents", back(1));
  await dossier.act(desk, "return-documents", back(1));
  await dossier.refuses(desk, "return-documents", back(1), 422, "invalid_input", ["originals", "out_of_range"]);
  expect((await dossier.detail(desk)).documents).toEqual([expect.objectContaining({ originals: 2, originals_returned: 2 })]);
});

test("papers are added while a dossier is open", async () => {
  const commune = city.commune();
  const [desk, expert] = [await commune.desk(), await commune.expert()];
  const dossier = await decided();
  refused(await expert.post(`${dossier.path}/add-documents`, { version: dossier.version, documents: [] }), 409, "dossier_finished");
  const open = await file(desk, birthRegistration());
  const scan = await upload(desk, "Giấy kết hôn.pdf", aPdf("kết hôn"));
  await open.refuses(desk, "add-documents", { documents: [] }, 422, "invalid_input", ["documents", "required"]);
  await open.refuses(desk, "add-documents", { documents: [{ code: "khac", originals: 0, copies: 1, files: [] }] }, 422, "invalid_input", ["documents[0].name", "required"]);
  await open.act(desk, "add-documents", { documents: [{ code: "khac", name: "Giấy kết hôn", originals: 0, copies: 1, files: [scan.digest] }] });
  expect((await open.detail(desk)).documents[1]).toMatchObject({ name: "Giấy kết hôn", digitised: true, files: [{ digest: scan.digest }] });
});
