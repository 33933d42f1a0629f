import { expect, test } from "@playwright/test";
import { connect, type Socket } from "node:net";

import { done } from "./support/client";
import { sampleCity } from "./support/city";
import { birthRegistration, file } from "./support/filings";

// Clients that mean harm or stand on a bad line. The engine does not matter to them: playwright.config.ts tries them on one.
const city = sampleCity();
const mega = 1024 * 1024;

function open(): Promise<Socket> {
  const { hostname, port } = new URL(city.server.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => resolve(socket));
    socket.on("error", reject);
  });
}

/** What the server says until it closes, and how long that took. */
function untilClosed(socket: Socket): Promise<{ text: string; seconds: number }> {
  const begin = Date.now();
  return new Promise((resolve) => {
    let text = "";
    socket.on("data", (part) => (text += part.toString("latin1")));
    socket.on("error", () => undefined);
    socket.on("close", () => resolve({ text, seconds: (Date.now() - begin) / 1000 }));
  });
}

async function exchange(bytes: string | Buffer) {
  const socket = await open();
  const answer = untilClosed(socket);
  socket.write(bytes);
  setTimeout(() => socket.end(), 300);
  return (await answer).text;
}

const wellStill = async () => {
  done(await city.citizen().get("/api/health"), 200);
  await file(await city.commune().desk(), birthRegistration());
};

/** Sends until the other side has had enough; the answer and how much was sent. */
async function pour(head: string, chunk: Buffer, most: number) {
  const socket = await open();
  const answer = untilClosed(socket);
  let sent = 0;
  socket.write(head);
  while (sent < most && socket.writable) {
    sent += chunk.length;
    if (!socket.write(chunk)) await Promise.race([new Promise((resolve) => socket.once("drain", resolve)), answer]);
    await new Promise(setImmediate);  // A quick server lets one write on for ever; the answer is to be heard in between.
  }
  socket.destroy();
  return { ...(await answer), sent };
}

test("two gigabytes are refused at their announcement or at their limit, and take no memory", async () => {
  const desk = await city.commune().desk();
  await wellStill();
  const before = city.server.memory();
  const session = `Cookie: motcua_session=${desk.cookies.get("motcua_session")}`;
  const chunk = Buffer.alloc(mega, " ");
  for (const path of ["/api/dossiers", "/api/files", "/api/session"]) {
    const head = `POST ${path} HTTP/1.1\r\nHost: x\r\n${session}\r\nContent-Type: application/json\r\nX-File-Name: a.pdf\r\n`;
    const announced = await pour(`${head}Content-Length: ${2048 * mega}\r\n\r\n`, chunk, 2048 * mega);
    expect(announced.text).toMatch(/^HTTP\/1\.1 413 /);
    expect(announced.text).toContain("body_too_large");
    expect(announced.sent).toBeLessThan(64 * mega);
    const parts = Buffer.concat([Buffer.from(`${mega.toString(16)}\r\n`), chunk, Buffer.from("\r\n")]);
    const unannounced = await pour(`${head}Transfer-Encoding: chunked\r\n\r\n`, parts, 2048 * mega);
    expect(unannounced.text).toMatch(/^HTTP\/1\.1 413 /);
    expect(unannounced.sent).toBeLessThan(96 * mega);
  }
  const waiting = await pour(`POST /api/dossiers HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: ${2048 * mega}\r\n\r\n`, Buffer.alloc(0), 0);
  expect(waiting.text).not.toContain("100 Continue");
  const grown = city.server.memory() - before;
  console.log(`memory after 6 × 2 GB: ${(grown / mega).toFixed(1)} MB more than before`);
  expect(grown).toBeLessThan(64 * mega);
  await wellStill();
});

test("twenty files at once of the largest size are taken, and the memory comes back", async () => {
  const desk = await city.commune().desk();
  const before = city.server.memory();
  const bytes = Buffer.alloc(19 * mega, "x");
  bytes.write("%PDF-1.4\n");
  const answers = await Promise.all(Array.from({ length: 20 }, () => desk.send("POST", "/api/files", { body: bytes, headers: { "Content-Type": "application/pdf", "X-File-Name": "a.pdf" } })));
  for (const answer of answers) expect([201, 503]).toContain(answer.status);
  expect(answers.some((answer) => answer.status === 201)).toBe(true);
  await wellStill();
  const kept = (city.server.memory() - before) / mega;
  console.log(`memory after 20 files of 19 MB: ${kept.toFixed(1)} MB more than before`);
  expect(kept).toBeLessThan(64);
});

test("who speaks no HTTP gets a clean refusal or a closed line", async () => {
  const big = "x".repeat(100_000);
  const attempts: [string, RegExp][] = [
    ["GET / SMTP\r\n\r\n", /^HTTP\/1\.1 [45]\d\d /], ["\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", /^(HTTP\/1\.1 4\d\d |$)/], ["GET /api/health HTTP/1.1\r\n\r\n", /^HTTP\/1\.1 400 /],
    [`GET /${big} HTTP/1.1\r\nHost: x\r\n\r\n`, /^HTTP\/1\.1 (414|431) /], [`GET / HTTP/1.1\r\nHost: x\r\nX: ${big}\r\n\r\n`, /^HTTP\/1\.1 431 /],
    ["POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", /^HTTP\/1\.1 400 /],
    ["POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello", /^HTTP\/1\.1 400 /],
    ["POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n", /^HTTP\/1\.1 400 /], ["GET /api/health HTTP/9.9\r\nHost: x\r\n\r\n", /^HTTP\/1\.1 (400|505) /],
    ["GET /api/health HTTP/1.1\r\nHost: x\r\nA\0B: c\r\n\r\n", /^HTTP\/1\.1 400 /], ["GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n", /^HTTP\/1\.1 40\d /],
    ["BREW /api/health HTTP/1.1\r\nHost: x\r\n\r\n", /^HTTP\/1\.1 (405|501) /], ["\r\n".repeat(5000), /^(HTTP\/1\.1 4\d\d |$)/], ["\0".repeat(5000), /^(HTTP\/1\.1 4\d\d |$)/],
    ["GET /api/health HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", /^HTTP\/1\.1 400 /], ["GET /api/health HTTP/1.1\r\n Host: x\r\n\r\n", /^HTTP\/1\.1 400 /],
  ];
  for (const [bytes, expected] of attempts) expect(await exchange(Buffer.from(bytes, "latin1")), JSON.stringify(bytes.slice(0, 60))).toMatch(expected);
  await wellStill();
});

test("slow clients wait for nothing and keep nobody waiting", async () => {
  test.setTimeout(120_000);
  const drip = async (head: string, piece: string, every: number) => {
    const socket = await open();
    const answer = untilClosed(socket);
    socket.write(head);
    const timer = setInterval(() => socket.write(piece), every);
    const { text, seconds } = await answer;
    clearInterval(timer);
    return { text, seconds };
  };
  const slow = [
    ...Array.from({ length: 100 }, () => drip("GET /api/health HTTP/1.1\r\nHost: x\r\n", "X: y\r\n", 1000)),
    ...Array.from({ length: 100 }, () => drip("", "", 60_000)),
    ...Array.from({ length: 50 }, () => drip("POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n", "x", 1000)),
  ];
  const latencies: number[] = [];
  for (let i = 0; i < 20; ++i) {
    const begin = Date.now();
    await file(await city.commune().desk(), birthRegistration());
    latencies.push(Date.now() - begin);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(latencies.sort((a, b) => a - b)[10]!).toBeLessThan(2000);
  const ends = await Promise.all(slow);
  for (const { text, seconds } of ends) {
    expect(text).toMatch(/^(HTTP\/1\.1 408 |$)/);
    expect(seconds).toBeLessThan(60);
  }
  expect(ends[0]!.text).toMatch(/^HTTP\/1\.1 408 /);
  await wellStill();
});

test("lines that break in the middle leave nothing half done", async () => {
  const desk = await city.commune().desk();
  const count = async () => done(await desk.get("/api/dossiers?box=all&limit=200")).items.length;
  const before = await count();
  const body = JSON.stringify(birthRegistration());
  const head = `POST /api/dossiers HTTP/1.1\r\nHost: x\r\nCookie: motcua_session=${desk.cookies.get("motcua_session")}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
  for (let i = 0; i < 50; ++i) {
    const socket = await open();
    socket.on("error", () => undefined);
    socket.write(head + body.slice(0, Math.floor((body.length * i) / 50)), () => (i % 2 ? socket.destroy() : socket.resetAndDestroy()));
  }
  await wellStill();
  expect(await count()).toBe(before + 1);
});
