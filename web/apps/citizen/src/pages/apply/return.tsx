import { describedBy, Field, Fieldset } from "@motcua/kit";
import { feeOptions } from "@motcua/api-client";
import type { ShownProblem } from "@motcua/forms";
import { capitalised, normalisedPhone, say } from "@motcua/text";
import { useQuery } from "@tanstack/react-query";

import type { DraftContent } from "../../citizen-types";
import type { DraftInWork } from "../../drafts";
import { api, type Procedure } from "../../services";

const ways: { value: DraftContent["return_method"]; name: string }[] = [
  { value: "online", name: "Bản điện tử, tải về ở đây" },
  { value: "at_centre", name: "Đến Trung tâm nhận" },
  { value: "post", name: "Gửi bưu chính về nhà" },
];

export function returnFaults(content: DraftContent): { target: string; text: string }[] {
  const faults: { target: string; text: string }[] = [];
  if (!normalisedPhone(content.applicant?.phone ?? "")) faults.push({ target: "dien-thoai", text: say("Nhập số điện thoại 10 chữ số, ví dụ 0912 345 678.") });
  if (content.return_method === "post" && !content.return_address?.trim()) faults.push({ target: "dia-chi-nhan", text: say("Chưa ghi địa chỉ nhận kết quả.") });
  return faults;
}

/** How the result comes back, and where we can reach the person. */
export function ReturnStep({ procedure, work, faults }: { procedure: Procedure; work: DraftInWork; faults: ShownProblem[] }) {
  const { content, change } = work;
  const error = (id: string) => faults.find((fault) => fault.target === id)?.short;
  const phoneHint = say("Để báo tin về hồ sơ này.");
  return (
    <>
      <Field id="dien-thoai" label={say("Số điện thoại")} hint={phoneHint} error={error("dien-thoai")}>
        <input className="input input-medium" id="dien-thoai" type="tel" inputMode="tel" autoComplete="tel" value={content.applicant?.phone ?? ""} aria-invalid={error("dien-thoai") ? true : undefined}
          aria-describedby={describedBy("dien-thoai", phoneHint, error("dien-thoai"))} onInput={(e) => content.applicant && change({ applicant: { ...content.applicant, phone: e.currentTarget.value || undefined } })} />
      </Field>
      <Fieldset id="nhan-ket-qua" label={say("Ông/bà nhận kết quả bằng cách nào?")}>
        <div className="choices">
          {ways.map((way) => (
            <label className="choice" key={way.value}>
              <input type="radio" name="nhan-ket-qua" checked={content.return_method === way.value} onChange={() => change({ return_method: way.value })} />
              {say(way.name)}
            </label>
          ))}
        </div>
      </Fieldset>
      {content.return_method === "post" && (
        <Field id="dia-chi-nhan" label={say("Địa chỉ nhận kết quả")} error={error("dia-chi-nhan")}>
          <textarea className="input" id="dia-chi-nhan" rows={2} autoComplete="street-address" value={content.return_address ?? ""} aria-invalid={error("dia-chi-nhan") ? true : undefined}
            aria-describedby={describedBy("dia-chi-nhan", undefined, error("dia-chi-nhan"))} onInput={(e) => change({ return_address: e.currentTarget.value || undefined })} />
        </Field>
      )}
      <FeeCase procedure={procedure} work={work} />
    </>
  );
}

/** Asked only where the amount depends on something the form does not tell. */
function FeeCase({ procedure, work }: { procedure: Procedure; work: DraftInWork }) {
  const { content, change } = work;
  const chosen = content.fee?.chosen ?? [];
  const question = { channel: "online" as const, unit_code: content.unit_code, answers: content.answers, chosen, exemption: content.fee?.exemption, pages: 1, copies: 1 };
  const quote = useQuery({ queryKey: ["fees", procedure.id, question], queryFn: () => api.fees(procedure.id, question), enabled: procedure.fees.length > 0, placeholderData: (before) => before });
  const groups = [...new Set([...(quote.data?.open_groups ?? []), ...chosen.map((choice) => choice.group)])];
  if (procedure.fees.length === 0) return null;
  return (
    <>
      {groups.map((group) => (
        <Fieldset id={`phi-${group}`} key={group} label={say("Trường hợp của ông/bà")}>
          <div className="choices">
            {feeOptions(procedure.fees, group, "online").map((option) => (
              <label className="choice" key={option.code}>
                <input type="radio" name={`phi-${group}`} checked={chosen.some((choice) => choice.group === group && choice.code === option.code)}
                  onChange={() => change({ fee: { ...content.fee, chosen: [...chosen.filter((choice) => choice.group !== group), { group, code: option.code }] } })} />
                <span lang="vi">{capitalised(option.label)}</span>
              </label>
            ))}
          </div>
        </Fieldset>
      ))}
      {procedure.exemptions.length > 0 && (
        <Field id="phi-mien" label={say("Ông/bà có thuộc diện được miễn không?")}>
          <select className="input" id="phi-mien" value={content.fee?.exemption ?? ""} onChange={(e) => change({ fee: { chosen, ...content.fee, exemption: e.currentTarget.value || undefined } })}>
            <option value="">{say("Không")}</option>
            {procedure.exemptions.map((text) => <option key={text} value={text}>{capitalised(text)}</option>)}
          </select>
        </Field>
      )}
    </>
  );
}
