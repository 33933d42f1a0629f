import { Button, Menu } from "@mantine/core";
import { dayText, dongText, inSentence, instantText, phoneText } from "@motcua/text";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useEffect, useState } from "react";

import { useOfficer } from "../../officer";
import { DueTag, StateTag } from "../../parts/due";
import { Failure } from "../../parts/failure";
import { icons } from "../../parts/icons";
import { keptOf } from "../../parts/kept";
import { useDossierChanges } from "../../parts/live";
import { dossierChanged, dossierQuery, isOwnChange, letterTitle, type Detail } from "../../services";
import { ActDialog } from "./act-dialog";
import { inOrder, placeOfActs, wordsFor } from "./acts";
import { Papers } from "./papers";
import { Journal, Letters, Tasks, type AskAct } from "./sides";

export function DossierPage() {
  const { code } = useParams({ from: "/signed-in/ho-so/$code" });
  const found = useQuery(dossierQuery(code));
  useEffect(() => {
    document.title = `${code} – Một Cửa`;
  }, [code]);
  if (found.isPending) return <p className="quiet" role="status">Đang tải hồ sơ…</p>;
  if (!found.data) {
    return (
      <>
        <h1>Hồ sơ {code}</h1>
        <Failure error={found.error} onRetry={() => void found.refetch()} />
        <p><Link to="/">Về hộp việc</Link></p>
      </>
    );
  }
  return <Dossier key={code} dossier={found.data} />;
}

/** Says that somebody else has worked on it: reading again is recorded, so the officer decides when. */
function ChangedSign({ dossier }: { dossier: Detail }) {
  const [since, setSince] = useState<number>();
  useDossierChanges(dossier.code, () => isOwnChange(dossier.code) || setSince(dossier.version));
  if (since !== dossier.version) return <div role="status" />;
  return (
    <div className="notice notice-warn panel-head" role="status">
      <p><strong>Hồ sơ này vừa có thay đổi.</strong> Những gì đang thấy có thể đã cũ.</p>
      <Button size="xs" variant="default" onClick={() => void dossierChanged(dossier.code).then(() => setSince(undefined))}>Xem bản mới</Button>
    </div>
  );
}

/** Acts that were begun and broken off: what was typed is still there. */
function LeftOver({ dossier, onAct }: { dossier: Detail; onAct: AskAct }) {
  const kept = keptOf(useOfficer().username);
  const before = placeOfActs(dossier.code);
  const found = useQuery({ queryKey: ["left-over", dossier.code], queryFn: () => kept.entries(), staleTime: 0, gcTime: 0 }).data ?? [];
  const begun = found.flatMap(({ place }) => (place.startsWith(before) ? [place.slice(before.length)] : [])).filter((act) => dossier.acts.some((item) => item.act === act && item.allowed));
  if (begun.length === 0) return null;
  return (
    <div className="notice notice-plain panel-head" role="status">
      <p>Còn nội dung nhập dở của hồ sơ này.</p>
      <div className="task-acts">{begun.map((act) => <Button key={act} size="xs" variant="default" onClick={() => onAct(act)}>Nhập tiếp: {wordsFor(act).name}</Button>)}</div>
    </div>
  );
}

function Dossier({ dossier }: { dossier: Detail }) {
  const [asked, setAsked] = useState<{ act: string; task?: number }>();
  const [issued, setIssued] = useState<string>();
  const ask: AskAct = (act, task) => setAsked({ act, task });
  return (
    <>
      <ChangedSign dossier={dossier} />
      {!asked && <LeftOver dossier={dossier} onAct={ask} />}
      <div role="status">{issued && !asked && <p className="notice notice-plain">Đã lập {inSentence(letterTitle(issued))}. Bấm <kbd className="kbd-in-text">F9</kbd> để in.</p>}</div>
      <Head dossier={dossier} onAct={ask} />
      <div className="dossier">
        <div>
          <Applicant dossier={dossier} />
          <Answers dossier={dossier} />
        </div>
        <Papers dossier={dossier} />
        <div>
          <Tasks dossier={dossier} onAct={ask} />
          <Letters dossier={dossier} isIdle={!asked} />
          <Journal dossier={dossier} />
        </div>
      </div>
      {asked && <ActDialog key={asked.act} act={asked.act} task={asked.task} dossier={dossier} onClose={(letter) => {
        setAsked(undefined);
        setIssued(letter);
      }} />}
    </>
  );
}

function Head({ dossier, onAct }: { dossier: Detail; onAct: AskAct }) {
  return (
    <header className="dossier-head">
      <div>
        <h1>{dossier.code}</h1>
        <div className="dossier-marks">
          <StateTag state={dossier.state} name={dossier.state_name} />
          <DueTag dossier={dossier} />
          {dossier.due_at && <span className="quiet">Hẹn trả {instantText(dossier.due_at)}{dossier.provisional && " (dự kiến)"}</span>}
        </div>
        <p className="dossier-name">{dossier.procedure.name}</p>
        <p className="quiet small">{[dossier.procedure.subject, dossier.deciding_agency.name, dossier.division.name !== dossier.deciding_agency.name && dossier.division.name].filter(Boolean).join(" · ")}</p>
      </div>
      <Acts dossier={dossier} onAct={onAct} />
    </header>
  );
}

/** Acts that bring the dossier forward; the first of them is the button that stands out. */
const onward = new Set(["receive", "approve", "record-result", "hand-over", "forward", "receive-supplement", "confirm-payment"]);

/** Acts that no state forbids. */
const always = ["add-documents"];

/** What can be done now as buttons; the rest in a menu, each with the reason why not. */
function Acts({ dossier, onAct }: { dossier: Detail; onAct: AskAct }) {
  const acts = inOrder([...dossier.acts, ...always.filter((act) => !dossier.acts.some((item) => item.act === act)).map((act) => ({ act, allowed: true, refusal: undefined }))]);
  const allowed = acts.filter((item) => item.allowed);
  const first = allowed.filter((item) => wordsFor(item.act).tone !== "grave" && !always.includes(item.act)).slice(0, 3);
  const main = first.find((item) => onward.has(item.act));
  const rest = [...allowed.filter((item) => !first.includes(item)), ...acts.filter((item) => !item.allowed)];
  return (
    <div className="dossier-acts" role="group" aria-label="Việc làm được bây giờ">
      {first.map((item) => <Button key={item.act} size="sm" variant={item === main ? "filled" : "default"} onClick={() => onAct(item.act)}>{wordsFor(item.act).name}</Button>)}
      {rest.length > 0 && (
        <Menu position="bottom-end" width={320} withinPortal={false} withInitialFocusPlaceholder={false} transitionProps={{ duration: 0 }}>
          <Menu.Target><Button size="sm" variant="default" rightSection={icons.down}>Việc khác</Button></Menu.Target>
          <Menu.Dropdown className="act-menu">
            {rest.map((item) => (
              <Menu.Item key={item.act} aria-disabled={!item.allowed} className={item.allowed ? undefined : "act-refused"} closeMenuOnClick={item.allowed} onClick={() => item.allowed && onAct(item.act)}>
                {wordsFor(item.act).name}
                {!item.allowed && item.refusal && <span className="small block">{item.refusal}</span>}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}

const returns = { at_centre: "Tại Trung tâm", post: "Bưu chính", online: "Bản điện tử" };
const sexes = { male: "Nam", female: "Nữ" };

function Applicant({ dossier }: { dossier: Detail }) {
  const { applicant, representative } = dossier;
  const rows: [string, React.ReactNode][] = [
    ["Họ và tên", <strong key="name">{applicant.full_name}</strong>],
    ["Số định danh", applicant.personal_id ?? applicant.organisation_number],
    ["Ngày sinh", [applicant.birth_date && dayText(applicant.birth_date), applicant.sex && sexes[applicant.sex]].filter(Boolean).join(", ")],
    ["Điện thoại", applicant.phone && phoneText(applicant.phone)],
    ["Email", applicant.email],
    ["Địa chỉ", applicant.address],
    ["Nộp thay", representative && `${representative.full_name}; ${representative.kind === "guardian" ? "đại diện theo pháp luật: " : ""}${representative.authorisation}`],
    ["Nhận lúc", dossier.received_at && `${instantText(dossier.received_at)}, ${dossier.intake_agency.name}`],
    ["Miễn phí, lệ phí", dossier.fee_exemption && `${dossier.fee_exemption} (theo lời khai, cần kiểm tra)`],
    ["Phí, lệ phí", dossier.fee_vnd === 0 ? "Không thu" : `${dongText(dossier.fee_vnd)}, ${dossier.fee_paid_at ? "đã thu" : "chưa thu"}`],
    ["Trả kết quả", [returns[dossier.return_method], dossier.return_method === "at_centre" ? dossier.return_agency.name : dossier.return_address].filter(Boolean).join(": ")],
    ["Trích yếu", dossier.summary],
  ];
  return (
    <section className="panel" aria-labelledby="nguoi-nop">
      <h2 id="nguoi-nop">Người nộp</h2>
      <Facts rows={rows} />
    </section>
  );
}

function Answers({ dossier }: { dossier: Detail }) {
  if (dossier.answers_readable.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="to-khai">
      <h2 id="to-khai">Tờ khai</h2>
      <Facts rows={dossier.answers_readable.map((answer) => [answer.label, answer.text])} />
    </section>
  );
}

function Facts({ rows }: { rows: [string, React.ReactNode][] }) {
  return (
    <dl className="facts-list">
      {rows.filter(([, value]) => value).map(([name, value], i) => (
        <div key={`${name}-${i}`}><dt>{name}</dt><dd>{value}</dd></div>
      ))}
    </dl>
  );
}
