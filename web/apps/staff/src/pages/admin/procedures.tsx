import { dayText, numberText } from "@motcua/text";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";

import { differences } from "./differences";
import { Found, Pager, Search, usePageTitle } from "./parts";
import { admin, type Version } from "./questions";

/** Every procedure that is loaded, with its versions. */
export function Procedures() {
  usePageTitle("Thủ tục");
  const search = useSearch({ from: "/signed-in/thu-tuc" });
  const navigate = useNavigate({ from: "/thu-tuc" });
  const found = useQuery({ queryKey: ["all-procedures", search], queryFn: () => admin.procedures(search), placeholderData: keepPreviousData });
  return (
    <>
      <div className="page-head"><h1>Thủ tục</h1></div>
      <Search label="Tên, mã, lĩnh vực" value={search.q ?? ""} onSearch={(q) => void navigate({ search: { q: q || undefined } })} />
      <Found query={found}>
        {({ items, next }) => (
          <>
            {items.length === 0 ? <p className="quiet">Không tìm thấy thủ tục nào.</p> : (
              <table className="table">
                <caption className="visually-hidden">Thủ tục</caption>
                <thead><tr><th scope="col">Mã</th><th scope="col">Tên</th><th scope="col">Lĩnh vực</th><th scope="col">Phiên bản</th></tr></thead>
                <tbody>
                  {items.map((one) => (
                    <tr key={one.id}>
                      <td className="nowrap"><Link to="/thu-tuc/$id" params={{ id: one.id }}>{one.id}</Link></td><td>{one.name}</td><td>{one.subject}</td>
                      <td className="nowrap">{one.versions.map((version) => <div key={version.version}>{version.version}, từ {dayText(version.effective_from)} {version.in_force && <span className="mark mark-good">hiện hành</span>}</div>)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
            <Pager after={search.after} next={next} onGo={(after) => void navigate({ search: { q: search.q, after } })} />
          </>
        )}
      </Found>
    </>
  );
}

export function ProcedureVersions() {
  const { id } = useParams({ from: "/signed-in/thu-tuc/$id" });
  usePageTitle(`Thủ tục ${id}`);
  const found = useQuery({ queryKey: ["versions", id], queryFn: () => admin.versions(id) });
  return (
    <>
      <p><Link to="/thu-tuc" search={{}}>Tất cả thủ tục</Link></p>
      <Found query={found}>{({ versions }) => <Compared id={id} versions={versions.toSorted((a, b) => b.version - a.version)} />}</Found>
    </>
  );
}

function Compared({ id, versions }: { id: string; versions: Version[] }) {
  const [newer, setNewer] = useState(versions[0]!.version);
  const [older, setOlder] = useState(versions[1]?.version ?? versions[0]!.version);
  const named = (number: number) => versions.find((one) => one.version === number)!;
  const found = versions.length > 1 ? differences(named(older), named(newer)) : [];
  const choice = (label: string, value: number, change: (value: number) => void) => (
    <label className="count">{label} <select className="input" value={value} onChange={(e) => change(Number(e.currentTarget.value))}>{versions.map((one) => <option key={one.version} value={one.version}>{one.version}, từ {dayText(one.effective_from)}</option>)}</select></label>
  );
  return (
    <>
      <div className="page-head"><h1>{versions[0]!.name} <span className="quiet">{id}</span></h1></div>
      <section className="panel" aria-labelledby="phien-ban">
        <h2 id="phien-ban">Phiên bản và hồ sơ đang theo</h2>
        <table className="table">
          <thead><tr><th scope="col">Phiên bản</th><th scope="col">Hiệu lực</th><th scope="col">Hồ sơ đang giải quyết</th><th scope="col">Tất cả hồ sơ</th></tr></thead>
          <tbody>
            {versions.map((one) => (
              <tr key={one.version}>
                <th scope="row">{one.version} {one.in_force && <span className="mark mark-good">hiện hành</span>}</th>
                <td>{dayText(one.effective_from)} – {one.effective_to ? dayText(one.effective_to) : "nay"}</td><td>{numberText(one.open_dossiers)}</td><td>{numberText(one.all_dossiers)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="quiet small">Hồ sơ giữ phiên bản của ngày tiếp nhận đến khi xong; phiên bản mới chỉ áp dụng cho hồ sơ nhận từ ngày hiệu lực.</p>
      </section>
      {versions.length < 2 ? <p className="quiet">Thủ tục này mới có một phiên bản.</p> : (
        <section className="panel" aria-labelledby="so-sanh">
          <h2 id="so-sanh">So sánh</h2>
          <div className="filters">{choice("Bản cũ", older, setOlder)}{choice("Bản mới", newer, setNewer)}</div>
          {found.length === 0 ? <p className="quiet">Hai phiên bản giống nhau.</p> : (
            <table className="table compare">
              <thead><tr><th scope="col">Nội dung</th><th scope="col">Bỏ</th><th scope="col">Thêm</th></tr></thead>
              <tbody>
                {found.map(({ label, gone, come }) => (
                  <tr key={label}><th scope="row">{label}</th><td>{gone.map((line) => <del key={line}>{line}</del>)}</td><td>{come.map((line) => <ins key={line}>{line}</ins>)}</td></tr>
                ))}
              </tbody>
            </table>
          )}
        </section>
      )}
    </>
  );
}
