import { useState } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { checkAnswers } from "./engine";
import { FormView } from "./form-view";
import { shownProblems } from "./paths";
import { FormServicesContext, type FormServices } from "./services";
import type { Answers, Form } from "./types";

const form: Form = {
  code: "mau", version: 1, title: "Mẫu",
  sections: [
    {
      title: "Phần một",
      fields: [
        { name: "born", type: "date", label: "Ngày sinh", required: true },
        { name: "first_known", type: "partial_date", label: "Biết từ khi nào" },
        { name: "late", type: "check", label: "Quá hạn" },
        { name: "why", type: "long_text", label: "Lý do", required: true, when: [{ field: "late", equals: "true" }] },
        { name: "amount", type: "money", label: "Số tiền" },
        { name: "home", type: "address", label: "Nơi ở" },
        { name: "children", type: "group", label: "Con", fields: [{ name: "name", type: "name", label: "Tên con", required: true }] },
      ],
    },
  ],
};

const commune = { code: "11779", text: "Xã Tân Minh, Thành phố Hải Phòng", province_code: "31" };
const services: FormServices = { dates: "parts", findCommunes: async () => [commune], commune: async () => commune };

let answers: Answers;
let root: ReturnType<typeof createRoot>;

function Page({ hasTried }: { hasTried: boolean }) {
  const [given, setGiven] = useState<Answers>({});
  const problems = hasTried ? shownProblems(form, checkAnswers(form, given, "2026-11-22")) : [];
  return (
    <FormServicesContext.Provider value={services}>
      <FormView form={form} answers={given} problems={problems} today="2026-11-22" onChange={(next) => {
        answers = next;
        setGiven(next);
      }} />
    </FormServicesContext.Provider>
  );
}

async function show(hasTried = false) {
  root.render(<Page hasTried={hasTried} />);
  await vi.waitFor(() => expect(document.querySelector("h3")?.textContent).toBe("Phần một"));
}

const control = (id: string) => document.getElementById(id) as HTMLInputElement;

/** Types as a browser does: past the value that the framework remembers. */
async function type(id: string, text: string) {
  const box = control(id);
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(box), "value")!.set!;
  setter.call(box, text);
  box.dispatchEvent(new Event("input", { bubbles: true }));
  await new Promise((resolve) => setTimeout(resolve, 5));
}

async function press(text: string) {
  [...document.querySelectorAll("button")].find((button) => button.textContent!.includes(text))!.click();
  await new Promise((resolve) => setTimeout(resolve, 5));
}

beforeEach(() => {
  answers = {};
  const place = document.createElement("div");
  document.body.append(place);
  root = createRoot(place);
});
afterEach(() => {
  root.unmount();
  document.body.replaceChildren();
});

test("a day typed in three fields becomes a day when it is one, and stays as typed while it is none", async () => {
  await show();
  await type("f-born-0", "31");
  await type("f-born-1", "2");
  await type("f-born-2", "2026");
  expect(answers.born).toBe("31/2/2026");
  expect(checkAnswers(form, answers, "2026-11-22")).toEqual([{ field: "born", code: "not_a_date" }]);
  await type("f-born-0", "3");
  expect(answers.born).toBe("2026-02-03");
  expect(control("f-born-0").value).toBe("3");
});

test("of a day that is half known the year is enough", async () => {
  await show();
  await type("f-first_known-2", "1952");
  expect(answers.first_known).toBe("1952");
  await type("f-first_known-1", "3");
  expect(answers.first_known).toBe("1952-03");
  await type("f-first_known-1", "");
  await type("f-first_known-2", "");
  expect(answers.first_known).toBeUndefined();
});

test("a field is asked when its condition holds", async () => {
  await show();
  expect(control("f-why")).toBeNull();
  control("f-late").click();
  await vi.waitFor(() => expect(control("f-why")).not.toBeNull());
});

test("an amount is a number however it is typed, and what is none is kept for the check", async () => {
  await show();
  await type("f-amount", "1.250.000");
  expect(answers.amount).toBe(1_250_000);
  await type("f-amount", "nhiều");
  expect(answers.amount).toBe("nhiều");
});

test("a commune is chosen with the keyboard and brings its province", async () => {
  await show();
  await type("f-home-commune_code", "tan");
  await vi.waitFor(() => expect(document.querySelector("[role=option]")?.textContent).toBe(commune.text));
  control("f-home-commune_code").dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  await vi.waitFor(() => expect(answers.home).toEqual({ commune_code: "11779", province_code: "31" }));
  await vi.waitFor(() => expect(control("f-home-commune_code").value).toBe(commune.text));
});

test("rows of a group come and go", async () => {
  await show();
  await press("Thêm con");
  await press("Thêm con");
  await type("f-children-1-name", "Nguyễn Bé Mẫu");
  expect(answers.children).toEqual([{}, { name: "Nguyễn Bé Mẫu" }]);
  await press("Bỏ");
  expect(answers.children).toEqual([{ name: "Nguyễn Bé Mẫu" }]);
});

test("each problem stands at its field and leads there from the summary", async () => {
  await show(true);
  const [problem] = shownProblems(form, checkAnswers(form, {}, "2026-11-22"));
  expect(problem).toEqual({ path: "born", target: "f-born", text: "Chưa nhập ngày sinh.", short: "Chưa nhập ngày sinh." });
  expect(document.getElementById("f-born-error")!.textContent).toBe("Chưa nhập ngày sinh.");
  expect(document.getElementById("f-born")!.getAttribute("aria-describedby")).toContain("f-born-error");
});
