import { createHash, randomBytes } from "node:crypto";

import { checkAnswers, readable, type Answers, type Form } from "@motcua/forms";

import { done, notFound, ok, refuse, type Answer, type Asked } from "./answers";
import { iso } from "./dossiers";
import { communes, procedures } from "./procedures";

function placeOf(code: string) {
  const found = communes.find((one) => one.code === code);
  return found && { commune_name: `${found.type} ${found.name}`, province_code: found.province_code, province_name: found.province_name };
}

// Citizens who do not exist, their drafts and dossiers, one world for each session so that tests do not meet.

const day = 24 * 3600_000;
const now = () => iso(Date.now());
const inDays = (days: number) => iso(Date.now() + days * day);

const person = { kind: "citizen", full_name: "Nguyễn Thị Mẫu", personal_id: "031152000001", birth_date: "1952-03-07", sex: "female", phone: "0900000001", address: "Thôn Mẫu 1, xã Tân Minh, thành phố Hải Phòng" };
const citizen = { provider: "vneid", proven: true, level: 2, kind: "citizen", full_name: person.full_name, masked_id: "0311*****001", birth_date: person.birth_date, sex: "female", phone: person.phone, address: person.address };

interface MockDraft { code: string; version: number; procedure_id: string; procedure_name: string; content: any; created_at: string; updated_at: string; expires_at: string; officer_typed: boolean; centre?: string; changes: object[]; filed_code?: string }

const names = new Map<string, { name: string; size: number; media_type: string }>();
const fileOf = (digest: string) => ({ digest, ...(names.get(digest) ?? { name: "giay-chung-sinh.jpg", size: 51_200, media_type: "image/jpeg" }) });
const kept = new Map<string, Buffer>();
const earlierFile = "e".repeat(64);

class World {
  readonly drafts = new Map<string, MockDraft>();
  readonly dossiers = new Map<string, any>();
  isProven = true;

  constructor() {
    const more = { state: "supplementing", state_name: "Yêu cầu bổ sung giấy tờ", percent: 40, waits_for: "supplement", supplement: { items: ["Giấy chứng sinh"], reason: "Ảnh giấy chứng sinh bị mờ, không đọc được.", guidance: "Chụp lại ở nơi đủ sáng.", asked_at: inDays(-1) } };
    this.add("H24.258-261118-0007", "1.001193", more);
    this.add("H24.258-261102-0003", "1.014027", { state: "returned", state_name: "Đã trả kết quả", percent: 100, waits_for: "rating", finished_at: inDays(-2), result: { number: "12/QĐ-UBND", name: "Quyết định hưởng trợ cấp", issued_on: "2026-11-18", outcome: "granted", files: [fileOf("a".repeat(64))] } });
    this.add("H24.258-261116-0005", "1.000894", {});
  }

  add(code: string, procedureId: string, more: object) {
    const procedure = procedures.find((one) => one.id === procedureId)!;
    const dossier: any = {
      code, version: 3, procedure_id: procedureId, procedure_name: procedure.name, applicant_name: person.full_name, role: "applicant", applicant: person, state: "processing", state_name: "Đang xử lý", percent: 55, submitted_at: inDays(-4), received_at: inDays(-4), due_at: inDays(3), provisional: false, late: false,
      due_explanation: ["Thời hạn 10 ngày làm việc, tính từ ngày tiếp nhận.", "Không tính thứ Bảy, Chủ nhật."], holder: "Phòng Văn hoá – Xã hội xã Tân Minh", return_method: "at_centre", return_place: "Trung tâm Phục vụ hành chính công xã Tân Minh", fee_vnd: 8000, fee_owed_vnd: 0, fee_paid: true, channel: "online",
      timeline: [{ at: inDays(-4), what: "Tiếp nhận hồ sơ", where: "Trung tâm Phục vụ hành chính công xã Tân Minh" }, { at: inDays(-3), what: "Thẩm định hồ sơ", where: "Phòng Văn hoá – Xã hội" }],
      answers_readable: [{ label: "Họ, chữ đệm, tên của trẻ", text: "Nguyễn Bé Mẫu" }], answers: {}, documents: [{ code: "giay-chung-sinh", name: "Giấy chứng sinh", files: [fileOf(earlierFile)] }], letters: [{ number: 1, form: "receipt", title: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", number_text: "128/TN-TTPVHCC", issued_at: inDays(-4) }],
      ...more,
    };
    this.dossiers.set(code, this.withActs(dossier));
  }

  withActs(dossier: any) {
    const act = (name: string, allowed: boolean) => ({ act: name, allowed, ...(allowed ? {} : { refusal_code: "not_in_this_state", refusal: "Việc này không làm được ở trạng thái hiện nay." }) });
    dossier.acts = [act("supplement", dossier.state === "supplementing"), act("withdraw", ["registered", "processing", "supplementing"].includes(dossier.state)), act("rate", dossier.state === "returned" && !dossier.rating)];
    return dossier;
  }
}

const worlds = new Map<string, World>();

/** The world behind a session: a cookie in the browser, a bearer in the Mini App. */
const worldOf = (asked: Asked) => worlds.get(asked.citizen ?? "");

export function citizensAnswer(parts: string[], asked: Asked, method: string): Answer | undefined {
  if (parts[0] === "identity") return identityAnswer(parts, asked);
  if (parts[0] === "mini-app") return enterFromHost(asked);
  if (parts[0] === "confirmations") return confirmationAnswer(parts[1]!, asked);
  if (parts[0] !== "citizen") return undefined;
  const world = worldOf(asked);
  if (!world) return refuse(401, "not_signed_in", "Chưa đăng nhập.");
  if (!parts[1]) return method === "DELETE" ? { ...ok({}), headers: { "set-cookie": "motcua_citizen=; Path=/; Max-Age=0" } } : ok({ citizen: { ...citizen, proven: world.isProven } });
  if (parts[1] === "link-codes") return ok({ code: "ABCD2345", expires_at: iso(Date.now() + 300_000) });
  if (parts[1] === "links") {
    if (asked.body?.code !== "ABCD2345") return refuse(400, "invalid_input", "Mã nối chưa đúng hoặc đã hết hạn.", [{ field: "code", code: "wrong_code" }]);
    world.isProven = true;
    return ok({ citizen });
  }
  if (parts[1] === "prefill") return prefill(asked);
  if (parts[1] === "files") return parts[2] ? { status: 200, bytes: kept.get(parts[2]) ?? Buffer.alloc(0), headers: { "content-type": fileOf(parts[2]).media_type } } : keepFile(asked);
  if (parts[1] === "drafts") return draftAnswer(world, parts.slice(2), asked, method);
  return parts[1] === "dossiers" ? dossierAnswer(world, parts.slice(2), asked, method) : notFound();
}

function enter(isProven = true) {
  const token = randomBytes(8).toString("hex");
  const world = new World();
  world.isProven = isProven;
  worlds.set(token, world);
  return token;
}

function identityAnswer(parts: string[], { url }: Asked): Answer {
  if (!parts[1]) return ok({ items: [{ name: "vneid", title: "VNeID" }] });
  const headers = { location: url.searchParams.get("return_to") ?? "/", "set-cookie": `motcua_citizen=${enter()}; Path=/; HttpOnly; SameSite=Lax` };
  return { status: 303, headers };
}

function enterFromHost({ body }: Asked): Answer {
  if (!body?.access_token) return refuse(401, "zalo_refused", "Zalo không nhận lần đăng nhập này.");
  return ok({ token: enter(false), citizen: { ...citizen, provider: "zalo", proven: false } });
}

function prefill({ url }: Asked): Answer {
  const isBirth = url.searchParams.get("procedure") === "1.001193";
  const papers = isBirth ? [{ code: "giay-chung-sinh", name: "Giấy chứng sinh", file: fileOf(earlierFile), dossier_code: "H24.258-261118-0007", procedure_name: "Thủ tục đăng ký khai sinh", at: inDays(-4) }] : [];
  return ok({ applicant: person, answers: isBirth ? { mother: { full_name: person.full_name, personal_id: person.personal_id } } : {}, earlier: isBirth ? [] : [{ field: "account", label: "Số tài khoản nhận trợ cấp", text: "123456789", value: "123456789", dossier_code: "H24.258-261102-0003", procedure_name: "Trợ cấp", at: inDays(-20) }], papers });
}

function keepFile({ bytes, headers }: Asked): Answer {
  const digest = createHash("sha256").update(bytes ?? "").digest("hex");
  kept.set(digest, bytes ?? Buffer.alloc(0));
  names.set(digest, { name: decodeURIComponent(String(headers?.["x-file-name"] ?? "tep")), size: bytes?.length ?? 0, media_type: String(headers?.["content-type"]) });
  return ok(fileOf(digest), 201);
}

const rowOf = (draft: MockDraft) => ({ ...draft, unit_code: draft.content.unit_code });

function draftAnswer(world: World, parts: string[], { body }: Asked, method: string): Answer {
  if (!parts[0]) return method === "POST" ? startDraft(world, body) : ok({ items: [...world.drafts.values()].filter((draft) => !draft.filed_code).map(rowOf) });
  const draft = world.drafts.get(parts[0]);
  if (!draft) return refuse(404, "unknown_draft", "Không có bản khai này, hoặc đã hết hạn giữ.");
  if (parts[1] === "check") return ok(check(draft));
  if (parts[1] === "submit") return submit(world, draft, body);
  if (parts[1] === "consents") return method === "DELETE" ? done() : ok({ code: "ABCD2345", qr: { side: 29, path: "M4 4h7v7h-7zM18 4h7v7h-7zM4 18h7v7h-7zM13 13h3v3h-3zM18 18h2v2h-2z" }, wording: "Tôi đồng ý để công chức xem và khai tiếp bản khai này.", expires_at: iso(Date.now() + 900_000) });
  if (method === "DELETE") {
    world.drafts.delete(draft.code);
    return done();
  }
  if (draft.filed_code) return refuse(409, "draft_filed", `Bản nháp này đã nộp thành hồ sơ ${draft.filed_code}.`);
  if (method === "GET") return ok(draft);
  if (body.version !== draft.version) return refuse(409, "draft_changed", "Bản khai vừa được sửa ở nơi khác.");
  Object.assign(draft, { version: draft.version + 1, content: body.content, updated_at: now() });
  draft.changes.unshift({ version: draft.version, at: now(), parts: [], by_officer: body.by_officer });
  return ok(draft);
}

function startDraft(world: World, body: any): Answer {
  const procedure = procedures.find((one) => one.id === body.procedure)!;
  const code = randomBytes(5).toString("hex").toUpperCase();
  const draft: MockDraft = { code, version: 1, procedure_id: procedure.id, procedure_name: procedure.name, content: body.content, created_at: now(), updated_at: now(), expires_at: inDays(90), officer_typed: false, changes: [] };
  world.drafts.set(code, draft);
  return ok(draft, 201);
}

function check(draft: MockDraft) {
  const procedure = procedures.find((one) => one.id === draft.procedure_id)!;
  const form = (procedure as { form?: Form }).form!;
  const answers = draft.content.answers as Answers;
  const fields = checkAnswers(form, answers, now().slice(0, 10)).map((problem) => ({ field: `answers.${problem.field}`, code: problem.code, message: `Chưa đúng: ${problem.field}` }));
  const asked = procedure.documents.filter((paper) => paper.required && !paper.present_only && !paper.form_name);
  const missing = asked.filter((paper) => !draft.content.documents.some((one: any) => one.code === paper.code)).map((paper) => ({ field: "documents", code: "document_missing", message: `Thiếu ${paper.name}.` }));
  return {
    ready: fields.length + missing.length === 0, fields: [...fields, ...missing], fee: { lines: [], total_vnd: 0, open_groups: [], unknown_amount: false }, readable: readable(form, answers, placeOf),
    intake_agency: "Trung tâm Phục vụ hành chính công xã Tân Minh", deciding_agency: "Uỷ ban nhân dân xã Tân Minh", limit_text: procedure.limits[0]!.text, answer_by: iso(Date.now() + day / 3), mandate_words: { self: undefined, child: "cha, mẹ, người giám hộ nộp thay", authorised: "nộp theo ủy quyền bằng văn bản" }[draft.content.mandate as "self"],
  };
}

function submit(world: World, draft: MockDraft, body: any): Answer {
  const checked = check(draft);
  if (!draft.filed_code) {
    if (body.version !== draft.version) return refuse(409, "draft_changed", "Bản khai vừa được sửa ở nơi khác.");
    if (!checked.ready) return refuse(400, "invalid_input", "Có chỗ chưa đúng.", checked.fields);
    draft.filed_code = `H24.258-261122-${String(world.dossiers.size + 1).padStart(4, "0")}`;
    world.add(draft.filed_code, draft.procedure_id, { state: "registered", state_name: "Mới đăng ký", percent: 5, submitted_at: now(), received_at: undefined, due_at: undefined, due_explanation: [], answer_by: checked.answer_by, letters: [], mandate_words: checked.mandate_words, applicant: draft.content.applicant, applicant_name: draft.content.applicant.full_name });
  }
  const { intake_agency, deciding_agency, limit_text, answer_by, mandate_words } = checked;
  return ok({ code: draft.filed_code, version: 1, state: "registered", state_name: "Mới đăng ký", procedure_name: draft.procedure_name, submitted_at: now(), answer_by, intake_agency, deciding_agency, limit_text, fee_vnd: 0, mandate_words, lookup_url: `/tra-cuu?ma=${draft.filed_code}` }, 201);
}

function dossierAnswer(world: World, parts: string[], { body }: Asked, method: string): Answer {
  if (!parts[0]) return ok({ items: [...world.dossiers.values()].toReversed() });
  const dossier = world.dossiers.get(parts[0]);
  if (!dossier) return refuse(404, "unknown_dossier", "Không tìm thấy hồ sơ có mã này.");
  if (method === "GET") return parts[1] ? { status: 200, bytes: Buffer.from("%PDF-1.4\n"), headers: { "content-type": "application/pdf" } } : ok(dossier);
  if (parts[1] === "rating") {
    Object.assign(dossier, { rating: { ...body, at: now() }, waits_for: undefined });
    world.withActs(dossier);
    return ok(dossier.rating, 201);
  }
  if (body?.version !== dossier.version) return refuse(409, "dossier_changed", "Hồ sơ vừa có thay đổi. Tải lại để xem.");
  const next = parts[1] === "withdraw" ? { state: "withdrawn", state_name: "Công dân yêu cầu rút hồ sơ" } : { state: "processing", state_name: "Đang xử lý", supplement: undefined };
  Object.assign(dossier, { ...next, version: dossier.version + 1, waits_for: undefined });
  dossier.timeline.push({ at: now(), what: parts[1] === "withdraw" ? `Rút hồ sơ: ${body.reason}` : "Nộp bổ sung giấy tờ" });
  return ok(world.withActs(dossier));
}

const outcomes = new Map<string, string>();

function confirmationAnswer(act: string, { body }: Asked): Answer {
  const token = String(body?.token);
  if (!token.startsWith("thu-")) return refuse(404, "confirmation_expired", "Mã xác nhận này đã hết hạn. Mời cán bộ đưa mã mới.");
  if (act === "answer") {
    outcomes.set(token, body.confirmed ? "confirmed" : "refused");
    return ok({ outcome: outcomes.get(token), answered_at: now() });
  }
  return ok({
    procedure_name: "Thủ tục đăng ký khai sinh", centre: "Trung tâm Phục vụ hành chính công xã Tân Minh", officer: "Bùi Văn Tiếp Nhận", applicant: [{ label: "Người nộp", text: person.full_name }], readable: [{ label: "Họ, chữ đệm, tên của trẻ", text: "Nguyễn Bé Mẫu" }],
    documents: ["Giấy chứng sinh"], asked_at: now(), expires_at: iso(Date.now() + 600_000), outcome: outcomes.get(token),
  });
}
