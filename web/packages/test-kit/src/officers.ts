import { randomBytes } from "node:crypto";

import type { Schemas } from "@motcua/api-client";

import { done, ok, refuse, type Answer, type Asked } from "./answers";

type Officer = Schemas["SignedInOfficer"];

export const password = "mat-khau-thu-nghiem";

const centre = { agency_code: "11779/trung-tam", agency_name: "Trung tâm Phục vụ hành chính công xã Tân Minh", unit_code: "11779", unit_name: "Uỷ ban nhân dân xã Tân Minh" };
const commune = { ...centre, agency_code: "11779", agency_name: "Uỷ ban nhân dân xã Tân Minh" };
const city = { agency_code: "31", agency_name: "Uỷ ban nhân dân thành phố Hải Phòng", unit_code: "31", unit_name: "Uỷ ban nhân dân thành phố Hải Phòng" };

export const officer: Officer = {
  username: "tiepnhan", name: "Bùi Văn Tiếp Nhận", title: "Công chức một cửa", ...centre,
  permissions: ["receive_dossiers", "read_dossiers", "process_dossiers", "hand_over_results", "read_registers", "delegate_work"],
  must_change_password: false,
};

const officers: Officer[] = [
  officer,
  { username: "lanhdao", name: "Trần Thị Lãnh Đạo", title: "Chủ tịch Uỷ ban nhân dân", ...commune, permissions: ["read_dossiers", "process_dossiers", "approve_dossiers", "override_rules", "coordinate_dossiers", "read_registers", "read_reports", "delegate_work"], must_change_password: false },
  { username: "kiemsoat", name: "Lê Văn Kiểm Soát", title: "Kiểm soát viên thủ tục hành chính", ...city, permissions: ["read_dossiers", "coordinate_dossiers", "read_registers", "read_reports", "read_access_log", "manage_catalogue", "manage_calendar"], must_change_password: false },
  { username: "quantri", name: "Phạm Văn Quản Trị", title: "Quản trị hệ thống", ...city, permissions: ["manage_officers", "manage_agencies", "operate_system"], must_change_password: false },
];

/** Who has yet to change a password that somebody else has set: whoever signs in as "tiepnhan-moi-3f0c" for the first time. */
const given = new Set<string>();
const changed = new Set<string>();
export const givePassword = (username: string) => given.add(username);
export const mustChangePassword = (username: string | undefined) => username !== undefined && given.has(username);

/** "lanhdao-3f0c" is a leader of a test's own: tests run beside each other and must not meet in what an officer keeps. */
function officerOf(username: string): Officer | undefined {
  const found = officers.find((one) => one.username === username || username.startsWith(`${one.username}-`));
  const mustChange = given.has(username);
  return found && { ...found, username, permissions: mustChange ? [] : found.permissions, must_change_password: mustChange };
}

const sessions = new Map<string, string>();

export const userOf = (token: string | undefined) => (token === undefined ? undefined : sessions.get(token));
export const officerNamed = (username: string) => officerOf(username)!;
export const endSession = (token: string | undefined) => sessions.delete(token ?? "");

export function sessionAnswer({ parts, body, user, token }: Asked, method: string): Answer {
  if (parts[2] === "password") {
    if (body?.old_password === password && user) {
      given.delete(user);
      changed.add(user);
    }
    return body?.old_password === password ? done() : refuse(422, "invalid_input", "Có chỗ chưa đúng.", [{ field: "old_password", code: "wrong_password", message: "Mật khẩu hiện tại chưa đúng." }]);
  }
  if (method === "DELETE") {
    endSession(token);
    return { status: 204, headers: { "set-cookie": "motcua_session=; Path=/; Max-Age=0" } };
  }
  if (method === "GET") return user ? ok({ officer: officerNamed(user) }) : refuse(401, "not_signed_in", "Chưa đăng nhập.");
  const found = officerOf(String(body?.username ?? ""));
  if (!found || body?.password !== password) return refuse(401, "wrong_credentials", "Tên đăng nhập hoặc mật khẩu chưa đúng.");
  const made = randomBytes(8).toString("hex");
  sessions.set(made, found.username);
  if (found.username.includes("-moi-") && !changed.has(found.username)) given.add(found.username);
  return { ...ok({ officer: officerNamed(found.username) }), headers: { "set-cookie": `motcua_session=${made}; Path=/; HttpOnly; SameSite=Strict` } };
}

interface Kept {
  title: string;
  content: string;
  kept_at: string;
}
const works = new Map<string, Map<string, Kept>>();

export function keptWorkAnswer({ parts, body, user }: Asked, method: string): Answer {
  const own = works.get(user!) ?? new Map<string, Kept>();
  works.set(user!, own);
  const place = parts[2];
  if (method === "POST") {
    own.set(body.place, { title: body.title, content: body.content, kept_at: new Date().toISOString() });
    return done();
  }
  if (method === "DELETE") {
    own.delete(place!);
    return done();
  }
  if (!place) return ok({ items: [...own].map(([where, work]) => ({ place: where, title: work.title, kept_at: work.kept_at })) } satisfies Schemas["KeptWorkList"]);
  const found = own.get(place);
  return found ? ok({ content: found.content } satisfies Schemas["KeptContent"]) : refuse(404, "unknown_kept_work", "Phần nhập dở này không còn.");
}
