import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

import type { Schemas } from "@motcua/api-client";
import { foldedWords, matchesWords } from "@motcua/text";

import { done, notFound, ok, paged, refuse, type Answer, type Asked } from "./answers";
import { citizensAnswer } from "./citizens";
import { acts, dossier, iso, type MockDossier } from "./dossiers";
import { endSession, givePassword, keptWorkAnswer, mustChangePassword, officerNamed, sessionAnswer, userOf } from "./officers";
import { communes, procedures, units } from "./procedures";

// A small server in the shape of openapi/openapi.json, for looking at screens and testing them without the real one. It keeps
// what it is told until it ends, checks little and must never be more than that.

const pdf = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj\ntrailer<</Root 1 0 R>>\n");
const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==", "base64");

class Mock {
  private readonly listeners = new Set<{ token?: string; response: ServerResponse }>();
  private readonly brokenUntil = new Map<string, number>();
  private readonly now = Date.now();
  private readonly dossiers: MockDossier[] = Array.from({ length: 130 }, (_, i) => dossier(i, this.now));

  answer(asked: Asked, method: string): Answer {
    const [, area] = asked.parts;
    if (area === "public") return this.publicAnswer(asked.parts.slice(3), asked, method);
    if (area === "session") return sessionAnswer(asked, method);
    if (area === "mock") return this.trouble(asked);
    if (!asked.user) return refuse(401, "not_signed_in", "Phiên làm việc đã hết. Mời đăng nhập lại.");
    if (mustChangePassword(asked.user)) return refuse(403, "password_must_change", "Xin đổi mật khẩu rồi mới làm việc tiếp.");
    if (area === "inbox-counts") return this.counts();
    if (area === "kept-work") return keptWorkAnswer(asked, method);
    if (area === "dossiers") return this.dossierAnswer(asked.parts.slice(2), asked, method);
    if (area === "register") return this.register(asked);
    if (area === "files") return storedFile(asked);
    if (area === "agencies") return ok({ items: [{ code: "11779-phong-van-hoa-xa-hoi", kind: "division", name: "Phòng Văn hoá – Xã hội", unit_code: "11779" }, { code: "so-xay-dung", kind: "department", name: "Sở Xây dựng", unit_code: "H24.17" }] } satisfies Schemas["AgencyList"]);
    return notFound();
  }

  /** What a test makes go wrong: the session ends, also with a password that somebody else sets, the line to the browser breaks for a while. */
  private trouble({ parts, url, token, user }: Asked): Answer {
    if (parts[2] === "set-password" && user) givePassword(user);
    if (parts[2] === "end-session" || parts[2] === "set-password") endSession(token);
    if (parts[2] === "drop-line") {
      this.brokenUntil.set(token ?? "", Date.now() + Number(url.searchParams.get("ms") ?? 3000));
      for (const listener of this.listeners) if (listener.token === token) listener.response.destroy();
    }
    return done();
  }

  listen(token: string | undefined, response: ServerResponse) {
    if ((this.brokenUntil.get(token ?? "") ?? 0) > Date.now()) return void response.destroy();
    if (!userOf(token)) return void response.writeHead(401).end();
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    response.write("retry: 1000\nevent: ready\ndata: {}\n\n");
    const listener = { token, response };
    this.listeners.add(listener);
    response.on("close", () => this.listeners.delete(listener));
  }

  private tell(code: string) {
    for (const { response } of this.listeners) response.write(`event: inbox_changed\ndata: {"code":"${code}"}\n\n`);
  }

  private counts(): Answer {
    const ofWork = (work: string) => {
      const own = this.dossiers.filter((d) => workOf(d) === work);
      return { work, open: own.length, late: own.filter((d) => d.late).length, due_today: own.length > 0 ? 1 : 0 };
    };
    const by_work = works.map(ofWork);
    const sum = (member: "open" | "late" | "due_today") => by_work.reduce((total, one) => total + one[member], 0);
    return ok({ open: sum("open"), late: sum("late"), due_today: sum("due_today"), by_work } satisfies Schemas["InboxCounts"]);
  }

  private publicAnswer(parts: string[], asked: Asked, method: string): Answer {
    const { url, body } = asked;
    const own = citizensAnswer(parts, asked, method);
    if (own) return own;
    const q = url.searchParams.get("q") ?? "";
    if (parts[0] === "units") return parts[1] ? centreAnswer(parts[1]) : ok({ items: units });
    if (parts[0] === "communes") return ok({ items: communes.filter((c) => matchesWords(`${c.type} ${c.name} ${c.province_name}`, q)).slice(0, 20) });
    if (parts[0] === "procedures" && !parts[1]) {
      const subject = url.searchParams.get("subject");
      const rows = procedures.filter((p) => (!subject || p.subject === subject) && (foldedWords(q).length === 0 || matchesWords(`${p.name} ${p.short_name} ${p.subject} ${p.results.join(" ")}`, q)));
      return paged(rows.map((p) => ({
        id: p.id, code: p.code, name: p.name, short_name: p.short_name, subject: p.subject, online: p.online, limit_text: p.limits[0]?.text, fee_text: p.fees.length ? undefined : "Không mất phí",
      })), url, 20);
    }
    const procedure = procedures.find((p) => p.id === parts[1]);
    if (parts[0] === "procedures") return procedure ? ok(parts[2] === "fees" ? quote(procedure, body) : procedure) : refuse(404, "procedure_unknown", "Không có thủ tục này.");
    if (parts[0] === "dossiers" && method === "POST") return this.publicDetails(parts, body);
    if (parts[0] !== "dossiers") return notFound();
    const found = this.dossiers.find((d) => d.code === parts[1]);
    return found ? ok({ code: found.code, state: found.state, state_name: found.state_name, percent: 60 } satisfies Schemas["PublicStatus"]) : refuse(404, "unknown_dossier", "Không tìm thấy hồ sơ có mã này. Xem lại mã in trên giấy tiếp nhận.");
  }

  private publicDetails(parts: string[], body: any): Answer {
    const found = this.dossiers.find((d) => d.code === parts[1]);
    if (!found) return notFound();
    if (parts[2] === "one-time-codes") return ok({ expires_at: new Date(Date.now() + 300_000).toISOString() }, 202);
    if (body?.one_time_code !== "246810") return refuse(403, "wrong_code", "Mã chưa đúng hoặc đã hết hạn.");
    return ok({
      code: found.code, procedure_name: found.procedure.name, state: found.state, state_name: found.state_name, percent: 60, submitted_at: found.submitted_at, received_at: found.received_at, due_at: found.due_at,
      provisional: false, late: found.late, holder: "Phòng Văn hoá – Xã hội xã Tân Minh", return_place: "Trung tâm Phục vụ hành chính công xã Tân Minh", fee_vnd: 8000, fee_paid: true,
      timeline: found.timeline.map((m) => ({ at: m.at, what: m.text, where: "Xã Tân Minh" })),
    } satisfies Schemas["PublicDetail"]);
  }

  private dossierAnswer(parts: string[], { url, body, user }: Asked, method: string): Answer {
    if (!parts[0]) return method === "POST" ? this.submit(body) : this.list(url);
    const found = this.dossiers.find((d) => d.code === parts[0]);
    if (!found) return refuse(404, "unknown_dossier", "Không tìm thấy hồ sơ có mã này.");
    if (parts[1] === "letters" || parts[1]?.endsWith(".pdf")) return { status: 200, bytes: pdf, headers: { "content-type": "application/pdf" } };
    if (parts[1] === "files") return { status: 200, bytes: png, headers: { "content-type": "image/png" } };
    if (method === "POST") return this.act(found, parts[1]!, body, user!);
    return ok(found);
  }

  private list(url: URL): Answer {
    const asked = (name: string) => url.searchParams.get(name);
    const dueOf = (d: MockDossier) => d.due_at ?? "9";
    const rows: Schemas["DossierRow"][] = this.dossiers
      .filter((d) => !asked("state") || d.state === asked("state"))
      .filter((d) => asked("late") !== "true" || d.late)
      .filter((d) => !asked("work") || workOf(d) === asked("work"))
      .filter((d) => asked("box") !== "mine" || d.tasks.some((task) => task.mine))
      .filter((d) => !asked("procedure") || d.procedure.id === asked("procedure"))
      .filter((d) => matchesWords(`${d.code} ${d.applicant.full_name}`, asked("q") ?? ""))
      .toSorted((a, b) => Number(b.late) - Number(a.late) || dueOf(a).localeCompare(dueOf(b)))
      .map((d) => ({
        code: d.code, version: d.version, procedure_id: d.procedure.id, procedure_name: d.procedure.name, applicant_name: d.applicant.full_name, state: d.state, state_name: d.state_name, submitted_at: d.submitted_at,
        received_at: d.received_at, due_at: d.due_at, provisional: false, late: d.late, timeliness: d.timeliness, deciding_agency: d.deciding_agency.name, step_name: d.steps.find((step) => step.current)?.name,
        holder: d.tasks[0]?.agency.name, taken: Boolean(d.tasks[0]?.officer),
      }));
    return paged(rows, url, 50);
  }

  private submit(body: any): Answer {
    if (!body?.applicant?.full_name) return refuse(422, "invalid_input", "Có chỗ chưa đúng.", [{ field: "applicant.full_name", code: "required", message: "Chưa nhập họ và tên." }]);
    const outcomes: Record<string, [MockDossier["state"], string, string]> = {
      receive: ["received", "Được tiếp nhận", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"],
      request_supplement: ["supplementing", "Yêu cầu bổ sung giấy tờ", supplementTitle],
      reject: ["rejected", "Không được tiếp nhận", "Phiếu từ chối tiếp nhận giải quyết hồ sơ"],
    };
    const [state, state_name, title] = outcomes[body.decision]!;
    const procedure = procedures.find((p) => p.id === body.procedure)!;
    const made: MockDossier = {
      ...dossier(this.dossiers.length, Date.now()), state, state_name, late: false, applicant: body.applicant, procedure: { id: procedure.id, version: 1, name: procedure.name, subject: procedure.subject }, acts: acts(state),
      letters: [{ number: 1, form: "receipt", title, number_text: "1/TTPVHCC", issued_at: iso(Date.now()) }],
    };
    this.dossiers.push(made);
    this.tell(made.code);
    return ok(summary(made, made.letters), 201);
  }

  private act(found: MockDossier, act: string, body: any, user: string): Answer {
    const offer = found.acts.find((a) => a.act === act);
    const changed = refuse(409, "dossier_changed", "Hồ sơ vừa được người khác thay đổi. Tải lại để xem rồi làm tiếp.");
    if (body?.version !== found.version) return changed;
    if (offer && !offer.allowed) return refuse(409, "not_in_this_state", "Việc này không làm được ở trạng thái hiện nay.");
    // A text with these words stands for a colleague who was faster.
    if (String(body.note ?? body.reason ?? "").includes("xung đột")) {
      found.version += 1;
      found.timeline.push({ seq: found.version, at: iso(Date.now()), actor: "Đỗ Thị Chuyên Viên", act: "take", text: "Nhận thụ lý" });
      return changed;
    }
    const next: Record<string, [MockDossier["state"], string]> = {
      "request-supplement": ["supplementing", "Yêu cầu bổ sung giấy tờ"], "receive-supplement": ["processing", "Đang xử lý"], withdraw: ["withdrawn", "Công dân yêu cầu rút hồ sơ"], stop: ["stopped", "Dừng xử lý"], "hand-over": ["returned", "Đã trả kết quả"],
    };
    const [state, state_name] = next[act] ?? [found.state, found.state_name];
    Object.assign(found, { version: found.version + 1, state, state_name, acts: acts(state) });
    found.timeline.push({ seq: found.version, at: iso(Date.now()), actor: officerNamed(user).name, act, text: String(body.note ?? body.reason ?? "Đã thực hiện") });
    const letters = act === "request-supplement" ? [{ number: found.letters.length + 1, form: "supplement_request", title: supplementTitle, number_text: "1/PBS-TTPVHCC", issued_at: iso(Date.now()) }] : [];
    found.letters.push(...letters);
    this.tell(found.code);
    return ok(summary(found, letters));
  }

  private register({ url, parts }: Asked): Answer {
    if (parts[1]!.includes(".")) return { status: 200, bytes: pdf, headers: { "content-type": "application/octet-stream" } };
    const rows = this.dossiers.map((d): Schemas["RegisterLine"] => ({
      code: d.code, procedure_name: d.procedure.name, applicant_name: d.applicant.full_name, address: d.applicant.address, phone: d.applicant.phone, deciding_agency: d.deciding_agency.name,
      received_at: d.submitted_at, due_at: d.due_at, returned_at: d.returned_at, return_method: d.return_method, state: d.state, state_name: d.state_name, timeliness: d.timeliness,
    }));
    return paged(rows, url, 50);
  }
}

function centreAnswer(code: string): Answer {
  const unit = units.find((one) => one.code === code || one.slug === code);
  if (!unit) return refuse(404, "unknown_unit", "Không có xã, phường, đặc khu này.");
  const hours = [1, 2, 3, 4, 5].flatMap((weekday) => [{ weekday, from: "07:00", to: "11:30" }, { weekday, from: "13:30", to: "17:00" }]);
  return ok({ code: unit.code, full_name: unit.full_name, slug: unit.slug, seat: "Thôn Mẫu 1", phone: "0225 3000 000", hours: [...hours, { weekday: 6, from: "07:30", to: "11:00" }] } satisfies Schemas["Centre"]);
}

function storedFile({ bytes = Buffer.alloc(0), headers = {} }: Asked): Answer {
  const digest = createHash("sha256").update(bytes).digest("hex");
  return ok({ digest, name: decodeURIComponent(String(headers["x-file-name"] ?? "tep.png")), size: bytes.length, media_type: String(headers["content-type"] ?? "image/png") } satisfies Schemas["StoredFile"], 201);
}

const supplementTitle = "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ";

const works = ["receive_dossiers", "process_dossiers", "approve_dossiers", "hand_over_results"];

/** Which permission the open task of a dossier needs. */
const workOf = (d: MockDossier) => (d.state === "received" ? works[0] : d.state === "resolved" ? works[3] : d.steps.find((step) => step.current)?.name === "Ký duyệt" ? works[2] : works[1]);

const summary = (d: MockDossier, letters: MockDossier["letters"]): Schemas["Summary"] => ({
  code: d.code, version: d.version, state: d.state, state_name: d.state_name, received_at: d.received_at, due_at: d.due_at, provisional: false, late: d.late, fee_vnd: d.fee_vnd, letters, warnings: [],
});

function quote(procedure: (typeof procedures)[number], asked: any) {
  const fees = procedure.fees.filter((fee: any) => !fee.channel || (fee.channel === "online") === (asked?.channel === "online"));
  if (asked?.exemption) return { lines: [], total_vnd: 0, open_groups: [], unknown_amount: false, exempt_because: asked.exemption };
  const groups = [...new Set(fees.map((fee) => fee.group))];
  const chosen = groups.map((group) => {
    const of = fees.filter((fee) => fee.group === group);
    return of.length === 1 ? of[0] : of.find((fee) => asked?.chosen?.some((c: any) => c.code === fee.code));
  });
  const lines = chosen.filter((fee) => fee !== undefined).map((fee) => {
    const quantity = fee.per === "trang" ? (asked?.pages ?? 1) * (asked?.copies ?? 1) : 1;
    return { code: fee.code, name: fee.name, quantity, amount_vnd: (fee.amount_vnd ?? 0) * quantity, legal_basis: fee.legal_basis };
  });
  return { lines, total_vnd: lines.reduce((sum, line) => sum + line.amount_vnd, 0), open_groups: groups.filter((_, i) => !chosen[i]), unknown_amount: false };
}

async function bodyOf(request: IncomingMessage): Promise<{ bytes: Buffer; body: any }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  return { bytes, body: bytes.length > 0 && request.headers["content-type"]?.includes("json") ? JSON.parse(bytes.toString()) : undefined };
}

/** Answers what is under /api and says whether it did. */
export function mockHandler() {
  const mock = new Mock();
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const url = new URL(request.url ?? "/", "http://mock");
    if (!url.pathname.startsWith("/api/")) return false;
    const token = /motcua_session=(\w+)/.exec(request.headers.cookie ?? "")?.[1];
    if (url.pathname === "/api/events") {
      mock.listen(token, response);
      return true;
    }
    const parts = url.pathname.slice(1).split("/").map(decodeURIComponent);
    const citizen = /motcua_citizen=(\w+)/.exec(request.headers.cookie ?? "")?.[1] ?? /^Bearer (\w+)$/.exec(request.headers.authorization ?? "")?.[1];
    const answer = mock.answer({ url, parts, token, citizen, user: userOf(token), headers: request.headers, ...await bodyOf(request) }, request.method ?? "GET");
    const type = answer.status >= 400 ? "application/problem+json" : "application/json";
    response.writeHead(answer.status, { "content-type": type, "cache-control": "no-store", ...answer.headers });
    response.end(answer.bytes ?? (answer.body === undefined ? undefined : JSON.stringify(answer.body)));
    return true;
  };
}
