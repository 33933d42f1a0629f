import { expect, test } from "@playwright/test";
import { createHash } from "node:crypto";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { refused, type Client } from "./support/client";
import { aScanner, type Scanner } from "./support/scanner";
import { sampleCity } from "./support/city";
import { birthRegistration, file, type Dossier } from "./support/filings";
import { aPdf, aZip, send, upload } from "./support/uploads";

let scanner: Scanner;
test.beforeAll(async () => {
  scanner = await aScanner();
});
test.afterAll(() => scanner.close());
const city = sampleCity(() => ["--upload-mb", "1", "--scanner", `127.0.0.1:${scanner.port}`]);
let desk: Client;
test.beforeAll(async () => {
  desk = await city.commune().desk();
});

const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
const docx = (part = "word/document.xml") => aZip("[Content_Types].xml", part);

async function dossierWith(digest: string): Promise<Dossier> {
  return file(desk, birthRegistration({ documents: [{ code: "giay-chung-sinh", originals: 1, copies: 0, files: [digest] }] }));
}

test("a file is what its bytes say, whatever it is called", async () => {
  const taken: [string, Buffer, string][] = [
    ["giấy chứng sinh.pdf", aPdf(), "application/pdf"], ["ảnh.png", png, "image/png"], ["ảnh.jpg", Buffer.from("ffd8ffe000104a464946", "hex"), "image/jpeg"],
    ["trang.html", aPdf("giả làm trang"), "application/pdf"], ["quét.tif", Buffer.from("II*\0xxxx"), "image/tiff"],
    ["đơn.docx", docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  ];
  for (const [name, bytes, media_type] of taken) {
    const stored = await upload(desk, name, bytes);
    expect(stored).toEqual({ digest: createHash("sha256").update(bytes).digest("hex"), size: bytes.length, media_type, name });
  }
  const refusedOnes: [string, Buffer][] = [["trang.pdf", Buffer.from("<html><script>alert(1)</script></html>")], ["chữ.pdf", Buffer.from("chỉ là chữ")],
    ["máy.pdf", Buffer.from("MZ\x90\0")], ["macro.docx", aZip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")], ["ảnh.svg", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>")], ["gói.zip", aZip("a.txt")], ["bảng.xls", Buffer.from("d0cf11e0a1b11ae1", "hex")]];
  for (const [name, bytes] of refusedOnes) refused(await send(desk, name, bytes), 400, "file_type_not_taken");
});

test("a file has a name and some content, and not too much of it", async () => {
  refused(await send(desk, "rỗng.pdf", Buffer.alloc(0)), 400, "file_empty");
  refused(await send(desk, "", aPdf()), 422, "invalid_input", ["name", "file_name_missing"]);
  for (const name of ["%ff%fe.pdf", "a%00b.pdf"]) refused(await desk.send("POST", "/api/files", { body: aPdf(), headers: { "X-File-Name": name } }), 400, "malformed_query");
  const sized = (size: number) => Buffer.concat([aPdf(), Buffer.alloc(size - aPdf().length, "x")]);
  await upload(desk, "vừa.pdf", sized(1024 * 1024));
  expect(refused(await send(desk, "lớn.pdf", sized(1024 * 1024 + 1)), 413, "file_too_large").detail).toContain("1 MB");
  refused(await send(desk, "rất lớn.pdf", sized(1024 * 1024 + 4096)), 413, "body_too_large");
});

test("the same bytes are one file, however often they come", async () => {
  const bytes = aPdf("hai lần");
  const [one, two] = await Promise.all([upload(desk, "một.pdf", bytes), upload(desk, "hai.pdf", bytes)]);
  expect(one.digest).toBe(two.digest);
  const other = await city.officer("tiepnhan.le-chan");
  expect((await upload(other, "ba.pdf", bytes)).digest).toBe(one.digest);
});

test("a file comes back byte by byte, named and typed, and no browser runs it", async () => {
  const picture = await upload(desk, "ảnh chụp số 1.png", png);
  const letter = await upload(desk, "đơn \"của\" tôi.docx", docx("word/mẫu.xml"));
  const dossier = await file(desk, birthRegistration({ documents: [{ code: "giay-chung-sinh", originals: 1, copies: 0, files: [picture.digest, letter.digest] }] }));
  const shown = await desk.get(`${dossier.path}/files/${picture.digest}`);
  expect(shown.bytes.equals(png)).toBe(true);
  expect(shown.headers).toMatchObject({ "content-type": "image/png", "x-content-type-options": "nosniff", "cache-control": "no-store" });
  expect(shown.headers["content-disposition"]).toMatch(/^inline/);
  expect(shown.headers["content-security-policy"]).toMatch(/default-src 'none'|sandbox|script-src 'self'|default-src 'self'/);
  const saved = await desk.get(`${dossier.path}/files/${letter.digest}`);
  expect(saved.headers["content-disposition"]).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''/);
  expect(decodeURIComponent(/filename\*=UTF-8''(.*)$/.exec(saved.headers["content-disposition"]!)![1]!)).toBe("đơn _của_ tôi.docx");
});

test("a name that wants to be a path stays a name", async () => {
  const dossier = await dossierWith((await upload(desk, "../../..\\etc/passwd\n.pdf", aPdf("đường dẫn"))).digest);
  const name = (await dossier.detail(desk)).documents[0].files[0].name;
  expect(name).not.toMatch(/[/\\\n]/);
  for (const digest of ["..%2f..%2fmotcua.key", "0", "motcua.key", "%2e%2e"]) expect([400, 404]).toContain((await desk.get(`${dossier.path}/files/${digest}`)).status);
});

test("an infected file is not kept, and the citizen learns why", async () => {
  scanner.mode = "infected";
  const bytes = aPdf("X5O!P%@AP nhiễm");
  const problem = refused(await send(desk, "nhiễm.pdf", bytes), 400, "file_infected");
  expect(problem.detail).toContain("Eicar-Test-Signature");
  scanner.mode = "clean";
  const digest = createHash("sha256").update(bytes).digest("hex");
  refused(await desk.post("/api/dossiers", birthRegistration({ documents: [{ code: "giay-chung-sinh", originals: 1, copies: 0, files: [digest] }] })), 422, "invalid_input", ["documents", "unknown_file"]);
  await upload(desk, "sạch.pdf", aPdf("sạch"));
  expect(scanner.seen.at(-1)!.equals(aPdf("sạch"))).toBe(true);
});

test("without a scanner that answers no file is taken", async () => {
  city.expectedFaults.add("virus scanner");
  for (const mode of ["closes", "nonsense", "error"] as const) {
    scanner.mode = mode;
    const answer = await send(desk, "chưa quét.pdf", aPdf(mode));
    refused(answer, 503, "scanner_unavailable");
    expect(answer.headers["retry-after"]).toBeTruthy();
  }
  scanner.mode = "clean";
  await upload(desk, "đã quét.pdf", aPdf("đã quét"));
});

test("a file that was changed on the disk is never handed out", async () => {
  city.expectedFaults.add("request failed");
  const stored = await upload(desk, "gốc.pdf", aPdf("gốc"));
  const dossier = await dossierWith(stored.digest);
  const path = join(city.place.folder, "files", stored.digest.slice(0, 2), stored.digest);
  const original = readFileSync(path);
  chmodSync(path, 0o600);
  writeFileSync(path, aPdf("sửa"));
  const answer = await desk.get(`${dossier.path}/files/${stored.digest}`);
  const problem = refused(answer, 500, "internal_fault");
  expect(problem.incident).toMatch(/^[0-9a-f]{8}$/);
  expect(answer.text).not.toContain(city.place.folder);
  writeFileSync(path, original);
  expect((await desk.get(`${dossier.path}/files/${stored.digest}`)).status).toBe(200);
});
