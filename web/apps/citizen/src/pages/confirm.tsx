import { Banner, describedBy, Field, Loading, SummaryList } from "@motcua/kit";
import { instantText, say } from "@motcua/text";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { Failure } from "../parts/failure";
import { Page } from "../parts/page";
import { Quote } from "../parts/quote";
import { api, messageOf } from "../services";

/** What an officer typed for this person, to be confirmed by them. The token stands behind #, where no log sees it. */
export function ConfirmTyped() {
  const [token] = useState(() => location.hash.slice(1));
  const asked = useQuery({ queryKey: ["confirmation", token], queryFn: () => api.viewConfirmation(token), enabled: token !== "", gcTime: 0, staleTime: Infinity });
  const [remark, setRemark] = useState("");
  const answering = useMutation({ mutationFn: (confirmed: boolean) => api.answerConfirmation(token, confirmed, remark.trim() || undefined) });
  const title = say("Xác nhận điều cán bộ đã khai giúp");
  if (token === "") return <Page title={title}><p>{say("Mở trang này bằng mã QR mà cán bộ đưa.")}</p></Page>;
  if (asked.isPending) return <Page title={title}><Loading /></Page>;
  if (asked.error) return <Page title={title}><Failure error={asked.error} onRetry={() => void asked.refetch()} /></Page>;
  const outcome = answering.data?.outcome ?? asked.data.outcome;
  if (outcome) {
    return (
      <Page title={title}>
        <div role="status"><Banner tone={outcome === "confirmed" ? "good" : "warn"} title={say(outcome === "confirmed" ? "Ông/bà đã xác nhận" : "Ông/bà đã báo chưa đúng")}><p>{say("Mời quay lại với cán bộ. Có thể đóng trang này.")}</p></Banner></div>
      </Page>
    );
  }
  const { data } = asked;
  const hint = say("Nếu chưa đúng, ghi chỗ cần sửa.");
  return (
    <Page title={title}>
      <p>{say("{officer}, {centre}, đã khai giúp ông/bà lúc {time}. Mời đọc kỹ.", { officer: data.officer, centre: data.centre, time: instantText(data.asked_at) })}</p>
      <section className="card" lang="vi" aria-label={say("Những điều đã khai")}>
        <h2>{data.procedure_name}</h2>
        {data.mandate_words && <p className="mandate">{data.mandate_words}</p>}
        <SummaryList rows={[...data.applicant, ...data.readable].map((row) => ({ name: row.label, value: row.text }))} />
        {data.documents.length > 0 && <><h3>{say("Giấy tờ gửi kèm")}</h3><ul>{data.documents.map((name) => <li key={name}>{name}</li>)}</ul></>}
        {data.fee && data.fee.open_groups.length === 0 && <><h3>{say("Phí, lệ phí")}</h3><Quote quote={data.fee} /></>}
      </section>
      <Field id="can-sua" label={say("Chỗ cần sửa")} hint={hint} optional>
        <textarea className="input" id="can-sua" rows={2} value={remark} aria-describedby={describedBy("can-sua", hint)} onInput={(e) => setRemark(e.currentTarget.value)} />
      </Field>
      {answering.error && <p className="field-error" role="alert">{messageOf(answering.error)}</p>}
      <div className="stack">
        <button type="button" className="button button-wide" aria-disabled={answering.isPending} onClick={() => answering.mutate(true)}>{say("Đúng, tôi xác nhận")}</button>
        <button type="button" className="button button-quiet button-wide" aria-disabled={answering.isPending} onClick={() => answering.mutate(false)}>{say("Chưa đúng")}</button>
      </div>
    </Page>
  );
}
