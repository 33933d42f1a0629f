import { existsSync, readdirSync, readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { checkAnswers, cleanedAnswers } from "./engine";
import { readable, type ReadableAnswer } from "./readable";
import type { Answers, FieldProblem, Form, Json, Place } from "./types";

// The files are shared with src/features/forms/cases_test.cpp: both sides must refuse the same answers for the same reasons.

interface CaseFile {
  about: string;
  today: string;
  form: Form;
  places?: Record<string, Place>;
  cases: { name: string; answers: Json; errors: FieldProblem[]; cleaned?: Answers; readable?: ReadableAnswer[] }[];
}

const folder = new URL("../cases/", import.meta.url);
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];

test("there are shared cases", () => expect(files.length).toBeGreaterThan(20));

describe.each(files)("%s", (name) => {
  const file = JSON.parse(readFileSync(new URL(name, folder), "utf8")) as CaseFile;
  const lookup = file.places && ((code: string) => (Object.hasOwn(file.places!, code) ? file.places![code] : undefined));
  test.each(file.cases)("$name", (one) => {
    expect(checkAnswers(file.form, one.answers, file.today, lookup)).toEqual(one.errors);
    if (one.cleaned) expect(cleanedAnswers(file.form, one.answers)).toEqual(one.cleaned);
    if (one.readable) expect(readable(file.form, one.answers, lookup)).toEqual(one.readable);
  });
});
