import { feeOptions, type FeeOption } from "@motcua/api-client";
import { Field, Fieldset, Fold } from "@motcua/kit";
import { capitalised, dongText, say } from "@motcua/text";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { useCommune } from "../commune";
import { api, messageOf, rememberExemption, type FeeQuestion, type Procedure } from "../services";
import { CommunePicker } from "./commune-picker";
import { Quote } from "./quote";

type Fee = Procedure["fees"][number];

const channels: { value: FeeQuestion["channel"]; name: string }[] = [
  { value: "counter", name: "Nộp trực tiếp" },
  { value: "online", name: "Nộp trực tuyến" },
  { value: "post", name: "Gửi bưu chính" },
];

/** What this person pays: asks only what changes the amount, and lets the server count. */
export function Fees({ procedure }: { procedure: Procedure }) {
  const isFree = procedure.fees.every((fee) => fee.amount_vnd === 0);
  return (
    <section className="card" aria-labelledby="le-phi">
      <h2 id="le-phi">{say("Phí, lệ phí")}</h2>
      {isFree ? <p className="big">{say("Không mất tiền.")}</p> : <Calculator procedure={procedure} />}
      {!isFree && procedure.fees.length > 1 && <Tariff fees={procedure.fees} />}
      {procedure.fee_note && <p lang="vi">{procedure.fee_note}</p>}
    </section>
  );
}

function Calculator({ procedure }: { procedure: Procedure }) {
  const [question, setQuestion] = useState<FeeQuestion>({ channel: "counter", pages: 1, copies: 1 });
  const unit_code = useCommune() || undefined;
  const change = (part: Partial<FeeQuestion>) => setQuestion({ ...question, ...part });
  const quote = useQuery({ queryKey: ["fees", procedure.id, unit_code, question], queryFn: () => api.fees(procedure.id, { ...question, unit_code }), placeholderData: keepPreviousData });
  const has = (test: (fee: Fee) => boolean) => procedure.fees.some(test);
  const open = quote.data?.open_groups ?? [];
  const asked = [...new Set([...open, ...(question.chosen ?? []).map((choice) => choice.group)])];
  return (
    <>
      {(has((fee) => Boolean(fee.channel)) || procedure.online !== "none") && (
        <Fieldset id="phi-kenh" label={say("Ông/bà nộp bằng cách nào?")}>
          <div className="choices choices-inline">
            {channels.filter((c) => c.value !== "online" || procedure.online !== "none").map((c) => (
              <label className="choice" key={c.value}>
                <input type="radio" name="phi-kenh" checked={question.channel === c.value} onChange={() => change({ channel: c.value })} />
                {say(c.name)}
              </label>
            ))}
          </div>
        </Fieldset>
      )}
      {has((fee) => Boolean(fee.area)) && <CommunePicker id="phi-xa" label={say("Xã, phường, đặc khu giải quyết")} hint={say("Mức thu khác nhau giữa các địa bàn.")} />}
      {asked.map((group) => (
        <Alternatives key={group} group={group} options={feeOptions(procedure.fees, group, question.channel)} question={question} onChange={change} />
      ))}
      {has((fee) => fee.per === "trang") && <Amount id="phi-trang" label={say("Số trang của một bản")} value={question.pages ?? 1} onChange={(pages) => change({ pages })} />}
      {has((fee) => fee.per === "trang" || fee.per === "bản") && <Amount id="phi-ban" label={say("Số bản")} value={question.copies ?? 1} onChange={(copies) => change({ copies })} />}
      {procedure.exemptions.length > 0 && (
        <Field id="phi-mien" label={say("Ông/bà có thuộc diện được miễn không?")}>
          <select className="input" id="phi-mien" value={question.exemption ?? ""} onChange={(e) => {
            const exemption = e.currentTarget.value || undefined;
            change({ exemption });
            rememberExemption(procedure.id, exemption);
          }}>
            <option value="">{say("Không")}</option>
            {procedure.exemptions.map((text) => <option key={text} value={text}>{capitalised(text)}</option>)}
          </select>
        </Field>
      )}
      <div aria-live="polite">
        {quote.error && <p className="field-error">{messageOf(quote.error)}</p>}
        {quote.data && open.length === 0 && <Quote quote={quote.data} />}
        {quote.data && open.length > 0 && <p>{say("Chọn một mục ở trên để biết số tiền.")}</p>}
      </div>
    </>
  );
}

const channelNames: Record<string, string> = { direct: "nộp trực tiếp hoặc bưu chính", online: "nộp trực tuyến" };

/** Every line as the rules have it: what is reckoned above rests on a few answers only. */
function Tariff({ fees }: { fees: Fee[] }) {
  return (
    <Fold title={say("Tất cả các mức thu")}>
      <table className="fee-table">
        <caption className="visually-hidden">{say("Các mức thu")}</caption>
        <tbody>
          {fees.map((fee) => (
            <tr key={fee.code}>
              <th scope="row">
                {fee.name}
                <div className="field-optional">{[fee.case_name, fee.channel && say(channelNames[fee.channel] ?? fee.channel)].filter(Boolean).join("; ")}</div>
              </th>
              <td>{fee.amount_vnd === undefined ? say("hỏi tại quầy") : `${dongText(fee.amount_vnd)}/${fee.per}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Fold>
  );
}

interface PartProps {
  question: FeeQuestion;
  onChange(part: Partial<FeeQuestion>): void;
}

function Alternatives({ group, options, question, onChange }: PartProps & { group: string; options: FeeOption[] }) {
  const chosen = question.chosen?.find((choice) => choice.group === group)?.code;
  const choose = (code: string) => onChange({ chosen: [...(question.chosen ?? []).filter((choice) => choice.group !== group), { group, code }] });
  return (
    <Fieldset id={`phi-${group}`} label={say("Trường hợp của ông/bà")}>
      <div className="choices">
        {options.map((option) => (
          <label className="choice" key={option.code}>
            <input type="radio" name={`phi-${group}`} checked={chosen === option.code} onChange={() => choose(option.code)} />
            {capitalised(option.label)}
          </label>
        ))}
      </div>
    </Fieldset>
  );
}

function Amount({ id, label, value, onChange }: { id: string; label: string; value: number; onChange(value: number): void }) {
  return (
    <Field id={id} label={label}>
      <input className="input input-short" id={id} type="number" inputMode="numeric" min={1} max={999} value={value}
        onInput={(e) => onChange(Math.min(999, Math.max(1, Math.trunc(Number(e.currentTarget.value)) || 1)))} />
    </Field>
  );
}
