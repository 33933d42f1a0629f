import { instantText } from "@motcua/text";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { Found, Pager, Search, usePageTitle } from "./parts";
import { admin } from "./questions";

const acts: Record<string, string> = {
  password_changed: "Đổi mật khẩu", officer_created: "Tạo tài khoản", officer_changed: "Sửa tài khoản", delegated: "Uỷ quyền", delegation_ended: "Chấm dứt uỷ quyền", agency_added: "Thêm đơn vị", register_read: "Xem sổ", register_taken: "Tải sổ",
};

/** Who looked at whose data, and what was done to accounts. */
export function Logs() {
  usePageTitle("Nhật ký truy cập");
  const [which, setWhich] = useState<"access" | "staff">("access");
  return (
    <>
      <div className="page-head">
        <h1>Nhật ký</h1>
        <div className="tabs" role="group" aria-label="Loại nhật ký">
          <button type="button" className="tab" aria-pressed={which === "access"} onClick={() => setWhich("access")}>Xem dữ liệu</button>
          <button type="button" className="tab" aria-pressed={which === "staff"} onClick={() => setWhich("staff")}>Tài khoản, sổ</button>
        </div>
      </div>
      {which === "access" ? <AccessLog /> : <StaffLog />}
    </>
  );
}

function AccessLog() {
  const [q, setQ] = useState("");
  const [after, setAfter] = useState<string>();
  const found = useQuery({ queryKey: ["access-log", q, after], queryFn: () => admin.accessLog({ q, after }), placeholderData: keepPreviousData, enabled: q !== "" });
  return (
    <>
      <Search label="Mã hồ sơ hoặc số định danh" value={q} onSearch={(text) => {
        setAfter(undefined);
        setQ(text);
      }} />
      {q === "" ? <p className="quiet">Ghi mã hồ sơ hoặc số định danh để biết ai đã xem.</p> : <Found query={found}>
        {({ items, next }) => (
          <>
            {items.length === 0 && <p className="quiet">Không có lần xem nào.</p>}
            {items.length > 0 && (
              <table className="table">
                <thead><tr><th scope="col">Lúc</th><th scope="col">Cán bộ</th><th scope="col">Cơ quan</th><th scope="col">Hồ sơ</th><th scope="col">Lý do</th></tr></thead>
                <tbody>{items.map((one) => <tr key={one.id}><td className="nowrap">{instantText(one.at)}</td><td>{one.officer}<div className="quiet small">{one.title}</div></td><td>{one.agency}</td><td className="nowrap">{one.code}</td><td>{one.purpose}</td></tr>)}</tbody>
              </table>
            )}
            <Pager after={after} next={next} onGo={setAfter} />
          </>
        )}
      </Found>}
    </>
  );
}

function StaffLog() {
  const [officer, setOfficer] = useState("");
  const [after, setAfter] = useState<string>();
  const found = useQuery({ queryKey: ["staff-log", officer, after], queryFn: () => admin.staffLog({ officer: officer || undefined, after }), placeholderData: keepPreviousData });
  return (
    <>
      <Search label="Tên đăng nhập" value={officer} onSearch={(text) => {
        setAfter(undefined);
        setOfficer(text);
      }} />
      <Found query={found}>
        {({ items, next }) => (
          <>
            {items.length === 0 && <p className="quiet">Chưa có gì.</p>}
            {items.length > 0 && (
              <table className="table">
                <thead><tr><th scope="col">Lúc</th><th scope="col">Ai</th><th scope="col">Việc</th><th scope="col">Với</th></tr></thead>
                <tbody>{items.map((one) => <tr key={one.id}><td className="nowrap">{instantText(one.at)}</td><td>{one.officer || "Người quản trị máy chủ"}</td><td>{acts[one.act] ?? one.act}</td><td>{one.subject}</td></tr>)}</tbody>
              </table>
            )}
            <Pager after={after} next={next} onGo={setAfter} />
          </>
        )}
      </Found>
    </>
  );
}
