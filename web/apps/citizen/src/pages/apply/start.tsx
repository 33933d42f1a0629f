import { DateParts, ErrorSummary, Field, Fieldset, Loading, describedBy } from "@motcua/kit";
import { isDay, say } from "@motcua/text";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useLocation } from "wouter";

import { useCitizen } from "../../citizen";
import type { DraftContent, Mandate, Person, Representative } from "../../citizen-types";
import { useCommune } from "../../commune";
import { CommunePicker } from "../../parts/commune-picker";
import { Failure } from "../../parts/failure";
import { NeedSignIn } from "../../parts/need-sign-in";
import { canApplyHere } from "../../parts/online";
import { Page } from "../../parts/page";
import { Upload } from "../../parts/upload";
import { api, chosenExemption, messageOf, type Procedure } from "../../services";
import { lookedUp } from "./steps";

/** The first page of an application: for whom, and which commune decides. */
export function StartApplication({ id }: { id: string }) {
  const found = useQuery({ queryKey: ["procedure", id], queryFn: () => api.procedure(id) });
  if (found.isPending) return <Loading />;
  if (found.error) return <Page title={say("Nộp trực tuyến")}><Failure error={found.error} onRetry={() => void found.refetch()} /></Page>;
  const procedure = found.data;
  return (
    <Page title={say("Nộp trực tuyến")} windowTitle={say("Nộp: {name}", { name: procedure.short_name })}>
      <p className="lead" lang="vi">{procedure.name}</p>
      {canApplyHere(procedure)
        ? <NeedSignIn why={say("Cần đăng nhập để biết ai nộp hồ sơ, điền sẵn thông tin và giữ bản khai dở.")}><Begin procedure={procedure} /></NeedSignIn>
        : <p>{say("Thủ tục này chưa nộp trực tuyến được ở đây.")} <Link href={`/thu-tuc/${encodeURIComponent(id)}`}>{say("Về trang thủ tục")}</Link></p>}
    </Page>
  );
}

const mandates: { value: Mandate; name: string; hint?: string }[] = [
  { value: "self", name: "Cho chính tôi" },
  { value: "child", name: "Cho con, cháu chưa đủ 18 tuổi mà tôi là cha, mẹ, người giám hộ" },
  { value: "authorised", name: "Cho cha, mẹ hoặc người khác đã uỷ quyền cho tôi", hint: "Cần ảnh giấy uỷ quyền." },
];
const guardians = ["Cha", "Mẹ", "Người giám hộ"];

interface Other {
  full_name: string;
  personal_id: string;
  birth_date: string;
  authorisation: string;
  files: string[];
}

/** What is missing of the person acted for, as id of the field and sentence. */
export function faultsOf(mandate: Mandate, unit: string, other: Other): { target: string; text: string }[] {
  const faults: { target: string; text: string }[] = [];
  const need = (isThere: boolean, target: string, text: string) => isThere || faults.push({ target, text: say(text) });
  need(unit !== "", "noi-nop", "Chọn xã, phường trong danh sách.");
  if (mandate === "self") return faults;
  need(other.full_name.trim() !== "", "nguoi-ten", "Chưa nhập họ tên người được làm thay.");
  need(/^(\d{12})?$/.test(other.personal_id), "nguoi-so", "Số định danh gồm đúng 12 chữ số.");
  if (mandate === "child") {
    need(isDay(other.birth_date), "nguoi-ngay-sinh-0", "Chưa nhập đủ ngày sinh của con, cháu.");
    need(guardians.includes(other.authorisation), "nguoi-quan-he", "Chọn ông/bà là gì của con, cháu.");
  } else {
    need(other.personal_id !== "", "nguoi-so", "Số định danh gồm đúng 12 chữ số.");
    need(other.authorisation.trim() !== "", "nguoi-uy-quyen", "Chưa ghi giấy uỷ quyền nào.");
    need(other.files.length > 0, "nguoi-giay", "Chưa có ảnh giấy uỷ quyền.");
  }
  return faults.filter((fault, i) => faults.findIndex((one) => one.target === fault.target) === i);
}

function startingContent(procedure: Procedure, mandate: Mandate, unit: string, other: Other, own: Person, answers: DraftContent["answers"]): DraftContent {
  const applicant: Person = mandate === "self" ? own : { kind: "citizen", full_name: other.full_name.trim(), personal_id: other.personal_id || undefined, birth_date: other.birth_date || undefined, phone: own.phone };
  const representative: Representative | undefined = mandate === "self" ? undefined : { full_name: own.full_name, personal_id: own.personal_id, phone: own.phone, authorisation: other.authorisation.trim() };
  return {
    mandate, unit_code: unit, applicant, representative, authorisation_files: mandate === "authorised" ? other.files : [], answers, documents: lookedUp(procedure),
    fee: chosenExemption(procedure.id) ? { chosen: [], exemption: chosenExemption(procedure.id) } : undefined,
    return_method: procedure.online === "full_online" ? "online" : "at_centre",
  };
}

function Begin({ procedure }: { procedure: Procedure }) {
  const [, go] = useLocation();
  const { citizen } = useCitizen();
  const unit = useCommune();
  const [mandate, setMandate] = useState<Mandate>("self");
  const [other, setOther] = useState<Other>({ full_name: "", personal_id: "", birth_date: "", authorisation: "", files: [] });
  const [faults, setFaults] = useState<{ target: string; text: string }[]>([]);
  const drafts = useQuery({ queryKey: ["drafts"], queryFn: api.drafts });
  const earlier = drafts.data?.items.filter((draft) => draft.procedure_id === procedure.id) ?? [];
  const starting = useMutation({
    mutationFn: async () => {
      const known = await api.prefill(procedure.id);
      return api.startDraft(procedure.id, startingContent(procedure, mandate, unit, other, known.applicant, mandate === "self" ? known.answers : {}));
    },
    onSuccess: (draft) => go(`/ban-khai/${draft.code}/0`),
  });
  const begin = () => {
    const found = faultsOf(mandate, unit, other);
    setFaults(found);
    if (found.length === 0 && !starting.isPending) starting.mutate();
  };
  return (
    <form noValidate onSubmit={(e) => {
      e.preventDefault();
      begin();
    }}>
      <ErrorSummary errors={faults} />
      {earlier.length > 0 && (
        <section className="card" aria-labelledby="khai-do">
          <h2 id="khai-do">{say("Bản khai dở của ông/bà")}</h2>
          <ul>{earlier.map((draft) => <li key={draft.code}><Link href={`/ban-khai/${draft.code}/0`}>{say("Khai tiếp bản {code}", { code: draft.code })}</Link></li>)}</ul>
        </section>
      )}
      {citizen && <p>{say("Người nộp:")} <strong>{citizen.full_name}</strong></p>}
      <CommunePicker id="noi-nop" label={say("Xã, phường, đặc khu giải quyết")} hint={say("Thường là nơi ông/bà cư trú.")} />
      <Fieldset id="lam-cho-ai" label={say("Ông/bà làm việc này cho ai?")}>
        <div className="choices">
          {mandates.map((one) => (
            <label className="choice" key={one.value}>
              <input type="radio" name="lam-cho-ai" checked={mandate === one.value} onChange={() => setMandate(one.value)} />
              <span>{say(one.name)}{one.hint && <small className="field-hint block">{say(one.hint)}</small>}</span>
            </label>
          ))}
        </div>
      </Fieldset>
      {mandate !== "self" && <OtherPerson mandate={mandate} other={other} faults={faults} onChange={(part) => setOther((now) => ({ ...now, ...part }))} />}
      {starting.error && <p className="field-error" role="alert">{messageOf(starting.error)}</p>}
      <button type="submit" className="button button-wide" aria-disabled={starting.isPending}>{say(starting.isPending ? "Đang mở…" : "Bắt đầu khai")}</button>
    </form>
  );
}

interface OtherProps {
  mandate: Mandate;
  other: Other;
  faults: { target: string; text: string }[];
  onChange(part: Partial<Other>): void;
}

function OtherPerson({ mandate, other, faults, onChange }: OtherProps) {
  const error = (id: string) => faults.find((fault) => fault.target === id)?.text;
  const isChild = mandate === "child";
  return (
    <div className="parts">
      <Field id="nguoi-ten" label={say("Họ và tên người được làm thay")} error={error("nguoi-ten")}>
        <input className="input" id="nguoi-ten" autoComplete="off" value={other.full_name} aria-invalid={error("nguoi-ten") ? true : undefined} aria-describedby={describedBy("nguoi-ten", undefined, error("nguoi-ten"))} onInput={(e) => onChange({ full_name: e.currentTarget.value })} />
      </Field>
      <Field id="nguoi-so" label={say("Số định danh cá nhân")} optional={isChild} error={error("nguoi-so")}>
        <input className="input input-medium" id="nguoi-so" inputMode="numeric" autoComplete="off" maxLength={15} value={other.personal_id} aria-invalid={error("nguoi-so") ? true : undefined} aria-describedby={describedBy("nguoi-so", undefined, error("nguoi-so"))} onInput={(e) => onChange({ personal_id: e.currentTarget.value.replace(/\s/g, "") })} />
      </Field>
      {isChild && <DateParts id="nguoi-ngay-sinh" label={say("Ngày sinh của con, cháu")} error={error("nguoi-ngay-sinh-0")} value={other.birth_date} onChange={(birth_date) => onChange({ birth_date })} />}
      {isChild ? (
        <Fieldset id="nguoi-quan-he" label={say("Ông/bà là gì của con, cháu?")} error={error("nguoi-quan-he")}>
          <div className="choices-inline">
            {guardians.map((one) => (
              <label className="choice" key={one}>
                <input type="radio" name="nguoi-quan-he" checked={other.authorisation === one} onChange={() => onChange({ authorisation: one })} />
                {say(one)}
              </label>
            ))}
          </div>
        </Fieldset>
      ) : (
        <>
          <Field id="nguoi-uy-quyen" label={say("Giấy uỷ quyền")} hint={say("Ví dụ: Giấy uỷ quyền ngày 02/11/2026, UBND xã chứng thực.")} error={error("nguoi-uy-quyen")}>
            <input className="input" id="nguoi-uy-quyen" autoComplete="off" value={other.authorisation} aria-invalid={error("nguoi-uy-quyen") ? true : undefined} aria-describedby={describedBy("nguoi-uy-quyen", "hint", error("nguoi-uy-quyen"))} onInput={(e) => onChange({ authorisation: e.currentTarget.value })} />
          </Field>
          <Upload id="nguoi-giay" label={say("Ảnh giấy uỷ quyền")} error={error("nguoi-giay")} files={other.files} onChange={(files) => onChange({ files })} />
        </>
      )}
    </div>
  );
}
