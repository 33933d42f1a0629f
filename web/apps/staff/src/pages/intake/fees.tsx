import { feeOptions } from "@motcua/api-client";
import { Field, Fieldset } from "@motcua/kit";
import { capitalised, dongText } from "@motcua/text";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";

import { api, messageOf, type FeeQuestion, type FeeQuote, type Officer, type Procedure } from "../../services";
import { isCountedByHand, type ChangeDraft, type Draft } from "./draft";

interface Props {
  procedure: Procedure;
  draft: Draft;
  officer: Officer;
  onChange: ChangeDraft;
}

/** The server counts; the officer only chooses where the rules leave a choice. */
export function useQuote({ procedure, draft, officer }: Omit<Props, "onChange" | "procedure"> & { procedure?: Procedure }) {
  const question: FeeQuestion = {
    unit_code: draft.unit_code ?? officer.unit_code, channel: "counter", answers: draft.answers, chosen: Object.entries(draft.chosen).map(([group, code]) => ({ group, code })),
    ...(procedure && isCountedByHand(procedure) ? { pages: draft.pages, copies: draft.copies } : {}), exemption: draft.exemption || undefined,
  };
  const asked = useDeferredValue(JSON.stringify(question));
  return useQuery({
    queryKey: ["fees", procedure?.id, asked], queryFn: () => api.fees(procedure!.id, JSON.parse(asked) as FeeQuestion), enabled: Boolean(procedure?.fees.length), placeholderData: keepPreviousData,
  });
}

export function Fees({ procedure, draft, officer, onChange }: Props) {
  const quote = useQuote({ procedure, draft, officer });
  if (procedure.fees.length === 0) return <section className="panel"><h2>Phí, lệ phí</h2><p>Không thu phí, lệ phí.</p></section>;
  const groups = [...new Set([...(quote.data?.open_groups ?? []), ...Object.keys(draft.chosen)])].filter((group) => procedure.fees.some((fee) => fee.group === group));
  return (
    <section className="panel" aria-labelledby="phi">
      <h2 id="phi">Phí, lệ phí</h2>
      {groups.map((group) => (
        <Fieldset key={group} id={`phi-${group}`} label="Trường hợp">
          {feeOptions(procedure.fees, group, "counter").map((option) => (
            <label className="choice" key={option.code}>
              <input type="radio" name={`phi-${group}`} checked={draft.chosen[group] === option.code} onChange={() => onChange({ chosen: { ...draft.chosen, [group]: option.code } })} />
              <span>{capitalised(option.label)} {option.amount_vnd !== undefined && <span className="quiet">{dongText(option.amount_vnd)}</span>}</span>
            </label>
          ))}
        </Fieldset>
      ))}
      {isCountedByHand(procedure) && (
        <div className="pair">
          <Count id="so-trang" label="Số trang một bản" value={draft.pages} onChange={(pages) => onChange({ pages })} />
          <Count id="so-ban" label="Số bản" value={draft.copies} onChange={(copies) => onChange({ copies })} />
        </div>
      )}
      {procedure.exemptions.length > 0 && (
        <Field id="mien" label="Miễn">
          <select className="input" id="mien" value={draft.exemption} onChange={(e) => onChange({ exemption: e.currentTarget.value })}>
            <option value="">Không miễn</option>
            {procedure.exemptions.map((text) => <option key={text} value={text}>{capitalised(text)}</option>)}
          </select>
        </Field>
      )}
      <div aria-live="polite">{quote.error ? <p className="field-error">{messageOf(quote.error)}</p> : quote.data && <Quote quote={quote.data} />}</div>
      {quote.data && quote.data.total_vnd > 0 && (
        <label className="choice">
          <input type="checkbox" checked={draft.collected} onChange={(e) => onChange({ collected: e.currentTarget.checked })} />
          Đã thu {dongText(quote.data.total_vnd)}
        </label>
      )}
    </section>
  );
}

function Count({ id, label, value, onChange }: { id: string; label: string; value: number; onChange(value: number): void }) {
  return (
    <Field id={id} label={label}>
      <input className="input" id={id} type="number" min={1} max={999} value={value} onChange={(e) => onChange(Math.min(999, Math.max(1, Math.trunc(Number(e.currentTarget.value)) || 1)))} />
    </Field>
  );
}

function Quote({ quote }: { quote: FeeQuote }) {
  if (quote.exempt_because) return <p className="notice notice-good">Miễn: {quote.exempt_because}.</p>;
  if (quote.open_groups.length > 0) return <p className="quiet">Chọn trường hợp để tính tiền.</p>;
  if (quote.unknown_amount) return <p className="notice notice-warn">Danh mục chưa có mức thu của địa bàn này. Thu theo niêm yết tại quầy.</p>;
  return (
    <table className="money">
      <caption className="visually-hidden">Số tiền phải thu</caption>
      <tbody>
        {quote.lines.map((line) => <tr key={line.code}><th scope="row">{line.name}{line.quantity > 1 && ` × ${line.quantity}`}</th><td>{dongText(line.amount_vnd)}</td></tr>)}
      </tbody>
      <tfoot><tr><th scope="row">Tổng cộng</th><td>{dongText(quote.total_vnd)}</td></tr></tfoot>
    </table>
  );
}
