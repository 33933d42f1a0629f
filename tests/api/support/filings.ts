import { expect } from "@playwright/test";

import { done, refused, type Client } from "./client";

/** Invented people, none twice: numbers that are well formed and belong to nobody. */
let count = 0;
export function somebody(overrides: object = {}): any {
  const n = String(++count + (process.pid % 1000) * 100).padStart(6, "0").slice(-6);
  return {
    kind: "citizen", full_name: "Nguyễn Thị Mẫu", personal_id: `031199${n}`, birth_date: "1999-02-03", sex: "female",
    phone: `0900${n}`, address: "Thôn 1", ...overrides,
  };
}

const filing = (procedure: string, documents: object[], overrides: object) => ({
  procedure, channel: "counter", applicant: somebody(), documents, return_method: "at_centre", decision: "receive", items: [], ...overrides,
});
const paper = (code: string, originals = 1, copies = 0, more: object = {}) => ({ code, originals, copies, files: [], ...more });

export const birthRegistration = (overrides: object = {}): any =>
  filing("1.001193", [paper("giay-chung-sinh")], { fee: { chosen: [{ group: "le-phi-ho-tich", code: "dung-han" }] }, ...overrides });

export const certifiedCopies = (overrides: object = {}): any =>
  filing("2.000815", [paper("ban-sao-can-chung-thuc", 0, 3)], { fee: { chosen: paperCopies, pages: 5, copies: 3 }, ...overrides });
export const paperCopies = [{ group: "phi-chung-thuc", code: "trang-1-2" }];

export const socialPension = (overrides: object = {}): any => filing("1.014027", [paper("van-ban-de-nghi-huong-tro-cap-huu-tri")], overrides);

/** Answers say what the fee is; on paper the officer chooses it. */
export const housePermit = (overrides: { answers?: object } & Record<string, unknown> = {}): any =>
  filing("1.013225", [paper("giay-to-hop-phap-ve-dat-dai", 1, 1), paper("ban-ve-thiet-ke-xay-dung", 2)],
    { ...(overrides.answers ? {} : { fee: { chosen: [{ group: "le-phi-giay-phep", code: "nha-o" }] } }), ...overrides });

const home = { detail: "Thôn Đông", commune_code: "11779", province_code: "31" };

/** Mẫu số 01 of NĐ 176/2025, filled in. */
export const pensionAnswers = (person: any, overrides: object = {}) => ({
  request_kind: "new", person_name: person.full_name, person_birth_date: "1951", person_sex: person.sex, person_ethnicity: "Kinh",
  person_personal_id: person.personal_id, person_address: home, phone: person.phone, receives: ["none"], household: "neither",
  payment_method: "cash", payment_place: "Điểm chi trả của xã", has_agent: "no", declared_true: true, ...overrides,
});

/** Mẫu 01 of Phụ lục II NĐ 175/2024, filled in. */
export const permitAnswers = (person: any, overrides: object = {}) => ({
  permit_kind: "new", work_type: "house", owner_kind: "person", owner_name: person.full_name, owner_personal_id: person.personal_id,
  owner_address: home, owner_phone: person.phone, site_address: home, parcel_number: "12", map_sheet: "3", parcel_area: "100",
  land_certificate: "MẪU 000000", ground_area: "80,5", floor_area: "161", height: "8,4", storeys: 2, designer_name: "Công ty Mẫu",
  duration_months: 6, neighbours_safe: true, declared_true: true, ...overrides,
});

/** A dossier as its officers pass it on: remembers the version that the last act has left. */
export class Dossier {
  constructor(public last: any) {}

  get code(): string {
    return this.last.code;
  }

  get version(): number {
    return this.last.version;
  }

  get path() {
    return `/api/dossiers/${this.code}`;
  }

  async act(who: Client, act: string, body: object = {}): Promise<any> {
    const summary = done(await who.post(`${this.path}/${act}`, { version: this.version, ...body }), 200);
    expect(summary.code).toBe(this.code);
    expect(summary.version).toBeGreaterThan(this.version);
    return (this.last = summary);
  }

  async refuses(who: Client, act: string, body: object, status: number, code: string, field?: [string, string]): Promise<any> {
    return refused(await who.post(`${this.path}/${act}`, { version: this.version, ...body }), status, code, field);
  }

  async detail(who: Client): Promise<any> {
    return done(await who.get(this.path), 200);
  }
}

/** Takes a dossier at the counter. */
export async function file(who: Client, what: object): Promise<Dossier> {
  return new Dossier(done(await who.post("/api/dossiers", what), 201));
}
