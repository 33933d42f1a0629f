import { expect, test } from "@playwright/test";

import { done, refused } from "./support/client";
import { sampleCity } from "./support/city";
import { birthRegistration, file, somebody, type Dossier } from "./support/filings";

const city = sampleCity();

async function codeSentTo(phone: string, dossier: Dossier): Promise<string> {
  const found = () => city.messagesTo(phone).map((text) => new RegExp(`${dossier.code}: (\\d{6})`).exec(text)?.[1]).findLast(Boolean);
  await expect.poll(found).toBeTruthy();
  return found()!;
}
const ask = (dossier: Dossier) => city.citizen().post(`/api/public/v1/dossiers/${dossier.code}/one-time-codes`);
const open = (dossier: Dossier, one_time_code: unknown) => city.citizen().post(`/api/public/v1/dossiers/${dossier.code}/details`, { one_time_code });

// Acceptance 9: a look-up without proof reveals no personal data.
test("who holds only the code learns the state and how far it is, and nothing else", async () => {
  const person = somebody({ full_name: "Triệu Thị Riêng Tư", address: "Ngõ Bí Mật" });
  const dossier = await file(await city.commune().desk(), birthRegistration({ applicant: person, summary: "Chuyện riêng" }));
  const answer = await city.citizen().get(`/api/public/v1/dossiers/${dossier.code}`);
  expect(Object.keys(done(answer)).sort()).toEqual(["code", "percent", "state", "state_name"]);
  for (const secret of [person.full_name, person.personal_id, person.phone, "Bí Mật", "riêng", "khai sinh", "Tân Minh"]) expect(answer.text).not.toContain(secret);
  expect(answer.headers["cache-control"]).toBe("no-store");
});

test("a code that nobody has is not found, whatever it looks like", async () => {
  for (const code of ["H24.158-991231-0001", "khong-co", "H24.158-261122-0001'%20OR%20'1'='1", "%00"]) {
    const answer = await city.citizen().get(`/api/public/v1/dossiers/${code}`);
    if (answer.status !== 400) refused(answer, 404, "unknown_dossier");
  }
});

test("the percentage grows as the dossier goes its way", async () => {
  const commune = city.commune();
  const dossier = await file(await commune.desk(), birthRegistration());
  const percents: number[] = [];
  const look = async () => percents.push(done(await city.citizen().get(`/api/public/v1/dossiers/${dossier.code}`)).percent);
  await look();
  await dossier.act(await commune.desk(), "forward");
  await dossier.act(await commune.expert(), "forward");
  await look();
  await dossier.act(await commune.chair(), "approve", { outcome: "granted", result: { number: "1", name: "Giấy khai sinh", files: [] } });
  await look();
  await dossier.act(await commune.desk(), "hand-over", { checked: "receipt" });
  await look();
  expect(percents).toEqual([...new Set(percents)].sort((a, b) => a - b));
  expect(percents.at(-1)).toBe(100);
});

test("the applicant's phone opens the details: where it is and what happened, still without a name", async () => {
  const commune = city.commune();
  const person = somebody({ full_name: "Triệu Thị Điện Thoại", address: "Ngõ Bí Mật" });
  const dossier = await file(await commune.desk(), birthRegistration({ applicant: person, forward_now: true }));
  await dossier.act(await commune.expert(), "request-supplement", { items: ["Giấy kết hôn"], reason: "Cần đối chiếu" });

  const sent = done(await ask(dossier), 202);
  expect(Date.parse(sent.expires_at) - Date.now()).toBeGreaterThan(9 * 60_000);
  const code = await codeSentTo(person.phone, dossier);
  const answer = await open(dossier, code);
  const detail = done(answer, 200);
  expect(detail).toMatchObject({
    code: dossier.code, procedure_name: "Thủ tục đăng ký khai sinh", state: "supplementing", supplement: "Giấy kết hôn",
    holder: "Trung tâm Phục vụ hành chính công xã Tân Minh", return_place: "Trung tâm Phục vụ hành chính công xã Tân Minh", fee_paid: false });
  expect(detail.received_at).toBe(dossier.last.received_at);
  expect(detail.timeline.map((event: any) => event.what)).toEqual([
    expect.stringContaining("Nộp hồ sơ"), expect.stringContaining("Tiếp nhận"), "Chuyển hồ sơ", expect.stringContaining("Giấy kết hôn")]);
  for (const secret of [person.full_name, person.personal_id, person.phone, "Bí Mật"]) expect(answer.text).not.toContain(secret);
});

test("five wrong guesses close a one-time code, and a new one comes a minute later at the earliest", async () => {
  const person = somebody();
  const dossier = await file(await city.commune().desk(), birthRegistration({ applicant: person }));
  refused(await open(dossier, "123456"), 422, "invalid_input", ["one_time_code", "wrong_code"]);  // None was sent.
  done(await ask(dossier), 202);
  const right = await codeSentTo(person.phone, dossier);
  const wrong = right === "000000" ? "111111" : "000000";
  for (let i = 0; i < 5; ++i) refused(await open(dossier, wrong), 422, "invalid_input", ["one_time_code", "wrong_code"]);
  refused(await open(dossier, right), 422, "invalid_input", ["one_time_code", "wrong_code"]);

  const again = await ask(dossier);
  refused(again, 429, "too_many_codes");
  expect(Number(again.headers["retry-after"])).toBeGreaterThan(0);
  expect(Number(again.headers["retry-after"])).toBeLessThanOrEqual(60);
});

test("guesses that come all at once are counted one by one", async () => {
  const person = somebody();
  const dossier = await file(await city.commune().desk(), birthRegistration({ applicant: person }));
  done(await ask(dossier), 202);
  const right = await codeSentTo(person.phone, dossier);
  const guesses = Array.from({ length: 40 }, (_, i) => String(100_000 + i)).filter((guess) => guess !== right);
  const answers = await Promise.all(guesses.map((guess) => open(dossier, guess)));
  for (const answer of answers) expect(answer.status).toBe(422);
  refused(await open(dossier, right), 422, "invalid_input", ["one_time_code", "wrong_code"]);
});

test("a one-time code opens its own dossier only, and as often as it lives", async () => {
  const [one, other] = [somebody(), somebody()];
  const desk = await city.commune().desk();
  const [first, second] = [await file(desk, birthRegistration({ applicant: one })), await file(desk, birthRegistration({ applicant: other }))];
  done(await ask(first), 202);
  done(await ask(second), 202);
  const code = await codeSentTo(one.phone, first);
  if (code !== (await codeSentTo(other.phone, second))) refused(await open(second, code), 422, "invalid_input", ["one_time_code", "wrong_code"]);
  done(await open(first, code), 200);
  done(await open(first, code), 200);
  for (const odd of ["", " ", `${code}0`, 123456, null]) expect((await open(first, odd)).status).toBe(422);
});

test("nobody learns from the answer whether an applicant has a phone", async () => {
  const person = somebody({ phone: undefined });
  const dossier = await file(await city.commune().desk(), birthRegistration({ applicant: person }));
  expect(Object.keys(done(await ask(dossier), 202))).toEqual(["expires_at"]);
  refused(await open(dossier, "000000"), 422, "invalid_input", ["one_time_code", "wrong_code"]);
  refused(await city.citizen().post("/api/public/v1/dossiers/H24.158-991231-0001/one-time-codes"), 404, "unknown_dossier");
});
