import { expect } from "@playwright/test";
import { execFileSync } from "node:child_process";

import type { Client } from "./client";

/** The words of a printed page as a reader sees them. */
export function wordsOf(pdf: Buffer): string {
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  return execFileSync("pdftotext", ["-layout", "-", "-"], { input: pdf, encoding: "utf8" }).normalize("NFC").replace(/\s+/g, " ");
}

export async function printed(who: Client, path: string): Promise<string> {
  const answer = await who.get(path);
  expect(answer.status, answer.text.slice(0, 200)).toBe(200);
  expect(answer.headers["content-type"]).toBe("application/pdf");
  return wordsOf(answer.bytes);
}
