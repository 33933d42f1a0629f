import { Loading } from "@motcua/kit";
import type { Field } from "@motcua/forms";
import { say } from "@motcua/text";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";

import { Failure } from "../parts/failure";
import { Page } from "../parts/page";
import { api } from "../services";

/** The declared form with lines to write on, for those who would rather fill it in on paper. */
export function BlankForm({ id }: { id: string }) {
  const found = useQuery({ queryKey: ["procedure", id], queryFn: () => api.procedure(id) });
  if (found.isPending) return <Loading />;
  if (found.error) return <Page title={say("Mẫu đơn để trống")}><Failure error={found.error} onRetry={() => void found.refetch()} /></Page>;
  const form = found.data.form;
  const back = <Link href={`/thu-tuc/${encodeURIComponent(id)}`}>{say("Về trang thủ tục")}</Link>;
  if (!form) return <Page title={say("Mẫu đơn để trống")}><p>{say("Thủ tục này không có mẫu đơn ở đây.")} {back}</p></Page>;
  return (
    <Page title={form.title}>
      {form.legal_form && <p className="lead" lang="vi">{form.legal_form}</p>}
      <p className="row no-print">
        <button type="button" className="button" onClick={() => window.print()}>{say("In mẫu này")}</button>
        {back}
      </p>
      <p>{say("Kính gửi:")} <span lang="vi">{found.data.deciding_agency_name}</span></p>
      <div className="paper-form" lang="vi">
        {form.sections.map((section) => (
          <section key={section.title}>
            {section.title && <h2>{section.title}</h2>}
            {section.fields.map((field) => <BlankField key={field.name} field={field as Field} />)}
          </section>
        ))}
        <p className="paper-sign">…………, ngày …… tháng …… năm ……<br />Người yêu cầu<br />(ký, ghi rõ họ tên)</p>
      </div>
    </Page>
  );
}

const personLines = ["Họ, chữ đệm, tên", "Số định danh cá nhân", "Ngày sinh", "Giới tính", "Nơi cư trú"];

const asked = (label: string) => (/[?:.]$/.test(label) ? label : `${label}:`);

function BlankField({ field }: { field: Field }) {
  if (field.type === "note") return <p>{field.label}</p>;
  if (field.type === "check") return <p>☐ {field.label}</p>;
  if (field.options?.length) return <p>{asked(field.label)}<br />{field.options.map((option) => <span key={option.value} className="paper-option">☐ {option.label}</span>)}</p>;
  if (field.type === "person") return <BlankParts label={field.label} parts={[...personLines, ...(field.fields ?? []).map((part) => part.label)]} />;
  if (field.type === "group") return <BlankParts label={field.label} parts={(field.fields ?? []).map((part) => part.label)} />;
  const lines = field.type === "long_text" ? 3 : 1;
  return <p className="paper-line">{asked(field.label)} {Array.from({ length: lines }, (_, i) => <span key={i} className="paper-dots" />)}</p>;
}

function BlankParts({ label, parts }: { label: string; parts: string[] }) {
  return (
    <>
      <p><strong>{label}</strong></p>
      {[...new Set(parts)].map((part) => <p className="paper-line" key={part}>{part}: <span className="paper-dots" /></p>)}
    </>
  );
}
