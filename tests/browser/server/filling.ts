import { expect, type Page } from "@playwright/test";

import { checkAnswers } from "../../../web/packages/forms/src/engine";
import { controlId } from "../../../web/packages/forms/src/paths";
import type { Answers, Field, Form, Json } from "../../../web/packages/forms/src/types";
import { address } from "../page-checks";

export interface Person {
  card: string;
  phone: string;
}

/** What stands in the QR code of an identity card of somebody who does not exist. */
export const card = (number: string, name: string, born: string, sex: "Nam" | "Nữ") => `${number}||${name}|${born}|${sex}|Thôn Mẫu 1, Tân Minh, Hải Phòng|15042021`;

export const home = { detail: "Thôn Mẫu 1", commune_code: "11779", province_code: "31" };

async function fillAddress(page: Page, id: string, value: Answers) {
  await page.locator(`#${id}-detail`).fill(String(value.detail));
  const commune = page.locator(`#${id}-commune_code`);
  if (await commune.inputValue()) return;
  await commune.fill("tan minh hai phong");
  await page.getByRole("option", { name: /Xã Tân Minh, Thành phố Hải Phòng|Tân Minh.*Hải Phòng/i }).first().click();
}

async function fillOne(page: Page, field: Field, path: string, value: Json) {
  const id = controlId(path);
  const choices = page.locator(`input[name="${id}"]`);
  switch (field.type) {
    case "radio": return choices.nth(field.options!.findIndex((option) => option.value === value)).check();
    case "checks":
      for (const one of value as string[]) await choices.nth(field.options!.findIndex((option) => option.value === one)).check();
      return undefined;
    case "check": return page.locator(`#${id}`).check();
    case "select": return page.locator(`#${id}`).selectOption(String(value)).then(() => undefined);
    case "address": return fillAddress(page, id, value as Answers);
    case "group":
      for (const [i, row] of (value as Answers[]).entries()) {
        if (i > 0) await page.locator(`#${id}`).getByRole("button", { name: /^Thêm/ }).click();
        await fillFields(page, field.fields!, row, `${path}[${i}].`);
      }
      return undefined;
    case "date":
    case "partial_date": return page.locator(`#${id}`).fill(String(value).split("-").reverse().join("/"));
    default: return page.locator(`#${id}`).fill(String(value));
  }
}

async function fillFields(page: Page, fields: Field[], answers: Answers, prefix: string) {
  for (const field of fields) {
    const value = answers[field.name];
    if (value !== undefined && value !== null) await fillOne(page, field, prefix + field.name, value);
  }
}

/** Types answers into the controls of the form that the server gives for the procedure, as they lie on the page. */
export async function fillForm(page: Page, procedure: string, answers: Answers) {
  const { form } = (await (await page.request.get(address(`/api/public/v1/procedures/${procedure}`))).json()) as { form: Form };
  expect(checkAnswers(form, answers, new Date().toISOString().slice(0, 10))).toEqual([]);
  for (const section of form.sections) await fillFields(page, section.fields, answers, "answers.");
}

/** Opens the intake, chooses the procedure of this code by words, takes the person from the card. */
export async function beginIntake(page: Page, words: string, code: string, person: Person) {
  await page.getByRole("link", { name: "Tiếp nhận", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Tiếp nhận hồ sơ" })).toBeVisible();
  await page.keyboard.press("F4");
  await expect(page.getByRole("combobox", { name: "Thủ tục" })).toBeFocused();
  await page.keyboard.type(words);
  // Not what the first letters had found.
  await page.getByRole("option").filter({ hasText: code }).click();
  await expect(page.getByRole("heading", { name: "Giấy tờ" })).toBeVisible();
  await page.keyboard.press("F2");
  await page.keyboard.insertText(person.card);
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: "Người nộp hồ sơ" }).getByLabel("Điện thoại").fill(person.phone);
  await fillAddress(page, "f-applicant-address", home);
}

/** Ticks the papers whose names begin so. */
export async function givePapers(page: Page, ...names: (string | RegExp)[]) {
  const papers = page.getByRole("region", { name: "Giấy tờ" });
  for (const name of names) await papers.getByRole("checkbox", { name }).first().check();
}

/** Sends it off; the code of the dossier, whose slip is there. */
export async function take(page: Page): Promise<string> {
  await page.keyboard.press("F9");
  const code = (await page.locator(".submitted-code").textContent())!;
  expect(code).toMatch(/^H24[\d.]*-\d{6}-\d{4,}$/);
  const letter = await page.request.get(address(`/api/dossiers/${code}/letters/1.pdf`));
  expect(letter.headers()["content-type"]).toBe("application/pdf");
  return code;
}

/** Tab by Tab to the control, as somebody without a mouse. */
export async function tabTo(page: Page, selector: string) {
  for (let i = 0; i < 60; i += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
  }
  throw new Error(`${selector} is not reached by Tab`);
}

/** Types the commune of `home` where the focus is, and takes it once it is the first that is offered. */
export async function keyCommune(page: Page) {
  await page.keyboard.type("tan minh hai phong");
  await expect(page.getByRole("option").first()).toHaveText(/Tân Minh.*Hải Phòng/);
  await page.keyboard.press("Enter");
}

async function keyOne(page: Page, field: Field, path: string, value: Json) {
  const id = controlId(path);
  const at = field.options?.findIndex((option) => option.value === value) ?? -1;
  switch (field.type) {
    case "radio":
      await tabTo(page, `input[name="${id}"]`);
      await page.keyboard.press("Space");
      for (let i = 0; i < at; i += 1) await page.keyboard.press("ArrowDown");
      return;
    case "check":
      await tabTo(page, `#${id}`);
      return page.keyboard.press("Space");
    case "select":
      await tabTo(page, `#${id}`);
      for (let i = 0; i <= at; i += 1) await page.keyboard.press("ArrowDown");
      return;
    case "address":
      await tabTo(page, `#${id}-detail`);
      await page.keyboard.type(String((value as Answers).detail));
      await tabTo(page, `#${id}-commune_code`);
      return keyCommune(page);
    case "date":
    case "partial_date":
      await tabTo(page, `#${id}`);
      return page.keyboard.type(String(value).split("-").reverse().join(field.type === "date" ? "" : "/"));
    default:
      await tabTo(page, `#${id}`);
      return page.keyboard.type(String(value));
  }
}

/** Fills the form by the keyboard alone, from wherever the focus is before it. */
export async function keyForm(page: Page, procedure: string, answers: Answers) {
  const { form } = (await (await page.request.get(address(`/api/public/v1/procedures/${procedure}`))).json()) as { form: Form };
  for (const field of form.sections.flatMap((section) => section.fields)) {
    const value = answers[field.name];
    if (value !== undefined && value !== null) await keyOne(page, field, `answers.${field.name}`, value);
  }
}
