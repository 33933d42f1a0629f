import { afterEach, expect, test, vi } from "vitest";

import { ApiError, createApi } from "./index";

const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
const ended = () => answer(401, { type: "", title: "", status: 401, code: "not_signed_in", detail: "Phiên làm việc đã hết." });

afterEach(() => vi.unstubAllGlobals());

function api(answers: Response[], signInAgain: () => Promise<boolean>) {
  const sent: { method: string; key: string | null; body: string }[] = [];
  vi.stubGlobal("fetch", async (input: Request | string, init?: RequestInit) => {
    const request = input instanceof Request ? input : new Request(new URL(input, "http://x"), init);
    sent.push({ method: request.method, key: request.headers.get("Idempotency-Key"), body: await request.text() });
    return answers.shift()!;
  });
  return { sent, ...createApi({ baseUrl: "http://x", sentenceFor: () => "", signInAgain }) };
}

test("what an ended session stopped is sent again after signing in, with the same key", async () => {
  const { client, unwrap, sent } = api([ended(), answer(200, { code: "A" })], async () => true);
  const done = await unwrap(client.POST("/api/dossiers/{code}/forward", { params: { path: { code: "A" } }, body: { version: 3 } }));
  expect(done).toEqual({ code: "A" });
  expect(sent).toHaveLength(2);
  expect(sent[1]).toEqual(sent[0]);
  expect(sent[0]!.key).toMatch(/^[0-9a-f]{32}$/);
});

test("whoever does not sign in again learns that the session has ended", async () => {
  const { client, unwrap, sent } = api([ended()], async () => false);
  const error = await unwrap(client.GET("/api/inbox-counts")).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(ApiError);
  expect((error as ApiError).isSignedOut).toBe(true);
  expect(sent).toHaveLength(1);
});

test("asking who is signed in never asks to sign in", async () => {
  const asked = vi.fn(async () => true);
  const { client, unwrap } = api([ended()], asked);
  await expect(unwrap(client.GET("/api/session"))).rejects.toThrow();
  expect(asked).not.toHaveBeenCalled();
});

test("a file is sent again as well", async () => {
  const { upload, sent } = api([ended(), answer(201, { digest: "d" })], async () => true);
  expect(await upload("/api/files", new File(["abc"], "a.pdf"))).toEqual({ digest: "d" });
  expect(sent.map((one) => one.body)).toEqual(["abc", "abc"]);
});
