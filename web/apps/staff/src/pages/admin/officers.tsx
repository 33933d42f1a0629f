import { Button } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { OfficerDialog } from "./officer-dialog";
import { Found, Pager, Search, usePageTitle } from "./parts";
import { admin, type OfficerView } from "./questions";

/** Accounts that the officer manages. */
export function Officers() {
  usePageTitle("Cán bộ");
  const [q, setQ] = useState("");
  const [after, setAfter] = useState<string>();
  const [open, setOpen] = useState<OfficerView | "new">();
  const found = useQuery({ queryKey: ["officers", q, after], queryFn: () => admin.officers({ q: q || undefined, after }), placeholderData: keepPreviousData });
  return (
    <>
      <div className="page-head">
        <h1>Cán bộ</h1>
        <div className="page-actions"><Button size="xs" onClick={() => setOpen("new")}>Thêm cán bộ</Button></div>
      </div>
      <Search label="Tên, tên đăng nhập, chức danh" value={q} onSearch={(text) => {
        setAfter(undefined);
        setQ(text);
      }} />
      <Found query={found}>
        {({ items, next }) => (
          <>
            {items.length === 0 ? <p className="quiet">Không tìm thấy ai.</p> : (
              <div className="table-scroll">
                <table className="table">
                  <caption className="visually-hidden">Cán bộ</caption>
                  <thead><tr><th scope="col">Họ và tên</th><th scope="col">Tên đăng nhập</th><th scope="col">Chức danh</th><th scope="col">Cơ quan</th><th scope="col">Tài khoản</th></tr></thead>
                  <tbody>
                    {items.map((one) => (
                      <tr key={one.username}>
                        <td><button type="button" className="button-link" onClick={() => setOpen(one)}>{one.full_name}</button></td>
                        <td>{one.username}</td><td>{one.title}</td><td>{one.agency_name}</td>
                        <td><span className={`mark mark-${one.active ? "good" : "plain"}`}>{one.active ? "Đang dùng" : "Đã khoá"}</span>{one.must_change_password && <div className="small quiet">phải đổi mật khẩu</div>}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )}
            <Pager after={after} next={next} onGo={setAfter} />
          </>
        )}
      </Found>
      {open && <OfficerDialog officer={open === "new" ? undefined : open} onClose={() => setOpen(undefined)} />}
    </>
  );
}
