import { expect } from "@playwright/test";

import { done, type Answer, type Client } from "./client";
import { pensionAnswers } from "./filings";

/** What a citizen does online: the addresses below /api/public/v1/citizen. */
export const mine = "/api/public/v1/citizen";

export const sendFile = (who: Client, name: string, bytes: Buffer): Promise<Answer> =>
  who.send("POST", `${mine}/files`, { body: bytes, headers: { "Content-Type": "application/octet-stream", "X-File-Name": encodeURIComponent(name) } });

export const fileOf = async (who: Client, name: string, bytes: Buffer): Promise<any> => done(await sendFile(who, name, bytes), 201);

/** A dossier for the social pension, whole; `files` are those of the request. */
export const pensionContent = (person: any, files: string[], more: object = {}): any => ({
  mandate: "self", unit_code: "11779", applicant: person, authorisation_files: [], answers: pensionAnswers({ ...person, sex: person.sex ?? "male" }),
  documents: [{ code: "van-ban-de-nghi-huong-tro-cap-huu-tri", originals: 0, copies: 0, files }], return_method: "at_centre", ...more,
});

export const pension = "1.014027";

export const begin = async (who: Client, content?: any, procedure = pension): Promise<any> =>
  done(await who.post(`${mine}/drafts`, { procedure, ...(content ? { content } : {}) }), 201);

export const save = (who: Client, draft: any, content: any): Promise<Answer> => who.post(`${mine}/drafts/${draft.code}`, { version: draft.version, content });

export const submit = (who: Client, draft: any): Promise<Answer> => who.post(`${mine}/drafts/${draft.code}/submit`, { version: draft.version });

export const own = async (who: Client, code: string): Promise<any> => done(await who.get(`${mine}/dossiers/${code}`), 200);

/** A dossier of one's own that is filed: the receipt of submission. */
export async function filedOnline(who: Client, bytes: Buffer, more: object = {}): Promise<any> {
  const { applicant } = done(await who.get(`${mine}/prefill?procedure=${pension}`), 200);
  const file = await fileOf(who, "Mẫu số 01.pdf", bytes);
  const submission = done(await submit(who, await begin(who, pensionContent(applicant, [file.digest], more))), 201);
  expect(submission.state).toBe("registered");
  return submission;
}
