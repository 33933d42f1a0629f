import { describe, expect, test, vi } from "vitest";

import { consentCodeIn } from "./card-scan";
import { ScanFolder } from "./folder";
import { ScannedLines } from "./lines";
import { SerialScanner, type Serial } from "./serial";

const card = "031152000001||NGUYỄN THỊ MẪU|07031952|Nữ|Thôn Mẫu 1, Tân Minh, Hải Phòng|15042021";
const utf8 = new TextEncoder();

describe("lines of a card reader", () => {
  test("are put together from any pieces, letters cut in two as well", () => {
    const lines = new ScannedLines();
    const whole = utf8.encode(`${card}\r\n${card}\r`);
    const found: string[] = [];
    for (let i = 0; i < whole.length; i += 7) found.push(...lines.push(whole.subarray(i, i + 7)));
    expect(found).toEqual([card, card]);
  });
  test("come composed, and from older readers in their own page of letters", () => {
    expect(new ScannedLines().push(utf8.encode(`${card.normalize("NFD")}\n`))).toEqual([card]);
    // "Lê Đúng" in Windows-1258: marks of tone stand after their letter.
    expect(new ScannedLines().push(Uint8Array.of(0x4c, 0xea, 0x20, 0xd0, 0x75, 0xec, 0x6e, 0x67, 0x0d))).toEqual(["Lê Đúng"]);
  });
  test("without an end are what is left; what is far too long is thrown away", () => {
    const lines = new ScannedLines();
    expect(lines.push(utf8.encode(card))).toEqual([]);
    expect(lines.rest()).toBe(card);
    expect(lines.rest()).toBe("");
    lines.push(new Uint8Array(5000).fill(65));
    expect(lines.rest()).toBe("");
  });
});

/** A reader that is told what to send. */
function reader() {
  let send!: ReadableStreamDefaultController<Uint8Array>;
  const readable = new ReadableStream<Uint8Array>({ start: (controller) => void (send = controller) });
  const port = { readable, open: vi.fn(async () => {}), close: vi.fn(async () => {}) };
  const serial: Serial = { getPorts: async () => [], requestPort: async () => port };
  return { port, serial, send: (text: string) => send.enqueue(utf8.encode(text)), unplug: () => send.error(new Error("gone")) };
}

describe("a reader on a serial line", () => {
  test("gives every line to whoever is there, and says when it is pulled out", async () => {
    const { port, serial, send, unplug } = reader();
    const scanner = new SerialScanner(serial);
    const texts: string[] = [];
    const leave = scanner.take((text) => texts.push(text));
    void scanner.connect();
    await vi.waitFor(() => expect(scanner.isConnected).toBe(true));
    send(`${card}\r\n`);
    await vi.waitFor(() => expect(texts).toEqual([card]));
    send("ABCD2345");
    await vi.waitFor(() => expect(texts).toEqual([card, "ABCD2345"]));
    leave();
    send(`${card}\n`);
    unplug();
    await vi.waitFor(() => expect(scanner.isConnected).toBe(false));
    expect(texts).toHaveLength(2);
    expect(scanner.failure).toContain("đã ngắt");
    await vi.waitFor(() => expect(port.close).toHaveBeenCalledOnce());
  });
  test("that was allowed before connects by itself; one that is in use is told; no choice made is no fault", async () => {
    const { port, serial } = reader();
    const known = new SerialScanner({ ...serial, getPorts: async () => [port] });
    known.take(() => {});
    await vi.waitFor(() => expect(known.isConnected).toBe(true));
    const used = new SerialScanner({ ...serial, requestPort: async () => ({ ...port, open: async () => { throw new DOMException("", "InvalidStateError"); } }) });
    await used.connect();
    expect(used.failure).toContain("Không mở được");
    const none = new SerialScanner({ ...serial, requestPort: async () => { throw new DOMException("", "NotFoundError"); } });
    await none.connect();
    expect(none.failure).toBeUndefined();
  });
});

test("a code of consent is known however the phone groups it", () => {
  expect(consentCodeIn(" abcd 2345 ")).toBe("ABCD2345");
  expect(consentCodeIn("ABCD234")).toBeUndefined();
  expect(consentCodeIn(card)).toBeUndefined();
});

/** A folder of files that are written while it is watched. */
function folderOf(files: Map<string, { size: number; lastModified: number }>) {
  const values = async function* () {
    yield { kind: "directory" as const, name: "cũ" };
    for (const [name, file] of files) yield { kind: "file" as const, name, getFile: async () => ({ name, ...file }) as File };
  };
  return { kind: "directory" as const, name: "Quét", values };
}

describe("the folder of the scanner", () => {
  test("brings what is new once it has stopped growing, the oldest first, each once", async () => {
    const files = new Map([["cu.pdf", { size: 10, lastModified: 1 }]]);
    const folder = new ScanFolder();
    await folder.follow(folderOf(files));
    files.set("b.pdf", { size: 5, lastModified: 3 }).set("a.JPG", { size: 7, lastModified: 2 }).set("ghi-chu.docx", { size: 7, lastModified: 2 }).set("rong.pdf", { size: 0, lastModified: 2 });
    await folder.look();
    expect(folder.scans).toEqual([]);
    files.set("b.pdf", { size: 50, lastModified: 4 });
    await folder.look();
    expect(folder.scans.map(({ name }) => name)).toEqual(["a.JPG"]);
    await folder.look();
    await folder.look();
    expect(folder.scans.map(({ name }) => name)).toEqual(["a.JPG", "b.pdf"]);
    expect(folder.name).toBe("Quét");
  });
  test("knows a file that is written over as a new one, and what was put away as seen", async () => {
    const files = new Map([["quet.pdf", { size: 10, lastModified: 1 }]]);
    const folder = new ScanFolder();
    await folder.follow(folderOf(files));
    files.set("quet.pdf", { size: 10, lastModified: 9 });
    await folder.look();
    await folder.look();
    const [scan] = folder.scans;
    folder.remove(scan!.id);
    await folder.look();
    await folder.look();
    expect(folder.scans).toEqual([]);
    folder.putBack(scan!);
    expect(folder.scans).toEqual([scan]);
  });
  test("that is gone is told, and no longer when it is back", async () => {
    const files = new Map<string, { size: number; lastModified: number }>();
    const handle = folderOf(files);
    const folder = new ScanFolder();
    await folder.follow(handle);
    const { values } = handle;
    handle.values = () => { throw new DOMException("", "NotFoundError"); };
    await folder.look();
    expect(folder.failure).toContain("Không đọc được thư mục quét");
    handle.values = values;
    await folder.look();
    expect(folder.failure).toBeUndefined();
    folder.leave();
    expect(folder.name).toBeUndefined();
  });
});
