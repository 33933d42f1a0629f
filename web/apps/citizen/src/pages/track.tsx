import { Banner, describedBy, Field, Loading, SummaryList, Tag, Timeline } from "@motcua/kit";
import { dongText, dueText, instantText, isDossierCode, say, tidyDossierCode } from "@motcua/text";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSearch } from "wouter";

import { Failure } from "../parts/failure";
import { Page } from "../parts/page";
import { isOver, stateAdvice, stateTones } from "../parts/states";
import { TrackForm } from "../parts/track-form";
import { api, messageOf } from "../services";

export function Track() {
  const asked = tidyDossierCode(new URLSearchParams(useSearch()).get("ma") ?? "");
  const isCode = isDossierCode(asked);
  return (
    <Page title={say("Tra cứu hồ sơ")} windowTitle={isCode ? say("Hồ sơ {code}", { code: asked }) : say("Tra cứu hồ sơ")}>
      {isCode && <Found key={asked} code={asked} />}
      <section className="card" aria-label={say("Nhập mã hồ sơ")}>
        {isCode && <h2>{say("Tra cứu hồ sơ khác")}</h2>}
        <TrackForm key={asked} initial={isCode ? "" : asked} />
      </section>
    </Page>
  );
}

function Found({ code }: { code: string }) {
  const found = useQuery({ queryKey: ["dossier", code], queryFn: () => api.dossier(code), staleTime: 30_000 });
  if (found.isPending) return <Loading>{say("Đang tìm hồ sơ…")}</Loading>;
  if (found.error) return <Failure error={found.error} onRetry={() => void found.refetch()} />;
  const dossier = found.data;
  return (
    <section className="card" aria-labelledby="ho-so">
      <h2 id="ho-so">{say("Hồ sơ")} <span className="code">{dossier.code}</span></h2>
      <p><Tag tone={stateTones[dossier.state] ?? "calm"}><span lang="vi">{dossier.state_name}</span></Tag></p>
      {stateAdvice[dossier.state] && <p>{say(stateAdvice[dossier.state]!)}</p>}
      <label className="field-label" htmlFor="phan-tram">{say("Đã đi được {percent}% chặng đường", { percent: dossier.percent })}</label>
      <progress className="progress" id="phan-tram" max={100} value={dossier.percent}>{dossier.percent}%</progress>
      <Details code={code} />
    </section>
  );
}

/** Details only to who holds the phone that was given with the dossier; nothing of them is kept. */
function Details({ code }: { code: string }) {
  const [typed, setTyped] = useState("");
  const [missing, setMissing] = useState<string>();
  const sending = useMutation({ mutationFn: () => api.sendCode(code) });
  const reading = useMutation({ mutationFn: (oneTimeCode: string) => api.details(code, oneTimeCode) });
  if (reading.data) return <DetailsRead details={reading.data} />;
  if (!sending.data) {
    return (
      <div className="section-top">
        <p>{say("Để xem từng bước và ngày hẹn, chúng tôi gửi một mã vào điện thoại đã ghi trong hồ sơ.")}</p>
        {sending.error && <p className="field-error" role="alert">{messageOf(sending.error)}</p>}
        <button type="button" className="button" aria-disabled={sending.isPending} onClick={() => sending.isPending || sending.mutate()}>
          {say(sending.isPending ? "Đang gửi mã…" : "Xem chi tiết")}
        </button>
      </div>
    );
  }
  const error = missing ?? (reading.error ? messageOf(reading.error) : undefined);
  const hint = say("Gồm 6 chữ số, có hiệu lực trong ít phút. Không đưa mã này cho ai.");
  return (
    <form className="section-top" noValidate onSubmit={(e) => {
      e.preventDefault();
      const digits = typed.replace(/\s/g, "");
      setMissing(/^\d{4,8}$/.test(digits) ? undefined : say("Nhập đủ các chữ số của mã."));
      if (/^\d{4,8}$/.test(digits)) reading.mutate(digits);
      else document.getElementById("ma-mot-lan")?.focus();
    }}>
      <div role="status"><Banner tone="good"><p>{say("Đã gửi mã. Xem tin nhắn trên điện thoại đã ghi trong hồ sơ.")}</p></Banner></div>
      <Field id="ma-mot-lan" label={say("Mã vừa nhận")} hint={hint} error={error}>
        <input className="input code-input" id="ma-mot-lan" inputMode="numeric" autoComplete="one-time-code" maxLength={10} value={typed} autoFocus
          aria-describedby={describedBy("ma-mot-lan", hint, error)} aria-invalid={error ? true : undefined} onInput={(e) => setTyped(e.currentTarget.value)} />
      </Field>
      <div className="row">
        <button type="submit" className="button" aria-disabled={reading.isPending}>{say(reading.isPending ? "Đang xem…" : "Xem")}</button>
        <button type="button" className="button-link" onClick={() => sending.mutate()}>{say("Gửi lại mã")}</button>
      </div>
    </form>
  );
}

function DetailsRead({ details }: { details: Awaited<ReturnType<typeof api.details>> }) {
  const over = isOver(details.state);
  const due = details.due_at && `${instantText(details.due_at)}${over ? "" : ` (${dueText(details.due_at, Date.now()).text})`}${details.provisional ? say(", dự kiến") : ""}`;
  return (
    <div className="section-top">
      <SummaryList
        rows={[
          { name: say("Thủ tục"), value: details.procedure_name },
          { name: say("Tiếp nhận lúc"), value: details.received_at && instantText(details.received_at) },
          { name: say("Hẹn trả kết quả"), value: due },
          { name: say("Đang ở"), value: !over && details.holder },
          { name: say("Cần bổ sung"), value: details.supplement },
          { name: say("Phí, lệ phí"), value: details.fee_vnd > 0 && `${dongText(details.fee_vnd)}, ${say(details.fee_paid ? "đã nộp" : "chưa nộp")}` },
          { name: say("Nhận kết quả tại"), value: details.return_place },
        ]}
      />
      <h3>{say("Các bước đã qua")}</h3>
      <Timeline moments={details.timeline} />
    </div>
  );
}
