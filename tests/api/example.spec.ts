import { expect, test } from "@playwright/test";

import { done, refused } from "./support/client";
import { sampleCity } from "./support/city";
import { birthRegistration, file } from "./support/filings";

// Copy this file to begin a new one: one file for each act of the one-stop shop, named after it.
//
// sampleCity() gives the file a server with a database of its own, on SQLite and again on PostgreSQL. The real clock runs, so
// nothing here may depend on the hour or the day: due dates are compared with what POST /api/public/v1/deadlines says. Every
// answer is held against the OpenAPI document, and at the end the server must be alive, without a fault of its own, and
// verify-journal must find every dossier whole.
const city = sampleCity();

test("a dossier that is taken gets a code, and anyone may ask how far it is", async () => {
  const desk = await city.commune("tan-minh").desk();

  const dossier = await file(desk, birthRegistration());

  const status = done(await city.citizen().get(`/api/public/v1/dossiers/${dossier.code}`), 200);
  expect(status).toEqual({ code: dossier.code, state: "received", state_name: "Được tiếp nhận", percent: 10 });
});

test("a dossier without a paper that the law asks for is refused with the paper's name", async () => {
  const desk = await city.commune("tan-minh").desk();

  const answer = await desk.post("/api/dossiers", birthRegistration({ documents: [] }));

  const problem = refused(answer, 422, "invalid_input", ["documents", "document_missing"]);
  expect(problem.fields[0].message).toContain("Giấy chứng sinh");
});
