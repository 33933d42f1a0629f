import { Banner, Field, Fieldset } from "@motcua/kit";
import { say } from "@motcua/text";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import type { Rating } from "../../citizen-types";
import { api, messageOf } from "../../services";

const scores = ["Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng"];
const waitings: { value: NonNullable<Rating["waiting"]>; name: string }[] = [
  { value: "shorter", name: "Nhanh hơn hẹn" }, { value: "as_promised", name: "Đúng hẹn" }, { value: "longer", name: "Chậm hơn hẹn" },
];

/** How it went, in a few taps; only the first question has to be answered. */
export function RateForm({ code, onDone }: { code: string; onDone(): void }) {
  const [rating, setRating] = useState<Partial<Rating>>({});
  const [missing, setMissing] = useState<string>();
  const sending = useMutation({ mutationFn: (given: Rating) => api.rate(code, given), onSuccess: onDone });
  const change = (part: Partial<Rating>) => setRating({ ...rating, ...part });
  const send = () => {
    setMissing(rating.satisfaction ? undefined : say("Chọn một mức hài lòng."));
    if (rating.satisfaction && !sending.isPending) sending.mutate({ ...rating, satisfaction: rating.satisfaction, comment: rating.comment?.trim() || undefined });
  };
  return (
    <form className="card" aria-labelledby="danh-gia" noValidate onSubmit={(e) => {
      e.preventDefault();
      send();
    }}>
      <h2 id="danh-gia">{say("Ông/bà có hài lòng không?")}</h2>
      <Scale id="hai-long" label={say("Mức hài lòng chung")} error={missing} value={rating.satisfaction} onChange={(satisfaction) => change({ satisfaction })} />
      <Fieldset id="cho-doi" label={say("Thời gian giải quyết")} optional>
        <div className="choices-inline">
          {waitings.map((one) => (
            <label className="choice" key={one.value}>
              <input type="radio" name="cho-doi" checked={rating.waiting === one.value} onChange={() => change({ waiting: one.value })} />
              {say(one.name)}
            </label>
          ))}
        </div>
      </Fieldset>
      <Field id="gop-y" label={say("Góp ý thêm")} optional>
        <textarea className="input" id="gop-y" rows={3} maxLength={1000} value={rating.comment ?? ""} onInput={(e) => change({ comment: e.currentTarget.value })} />
      </Field>
      <label className="choice section">
        <input type="checkbox" checked={rating.extra_costs === true} onChange={(e) => change({ extra_costs: e.currentTarget.checked || undefined })} />
        <span>{say("Có người đòi thêm tiền ngoài quy định")}</span>
      </label>
      {sending.error && <p className="field-error" role="alert">{messageOf(sending.error)}</p>}
      <button type="submit" className="button" aria-disabled={sending.isPending}>{say("Gửi đánh giá")}</button>
    </form>
  );
}

function Scale({ id, label, error, value, onChange }: { id: string; label: string; error?: string; value?: number; onChange(value: number): void }) {
  return (
    <Fieldset id={id} label={label} error={error}>
      <div className="choices">
        {scores.map((name, i) => (
          <label className="choice" key={name}>
            <input type="radio" name={id} checked={value === i + 1} onChange={() => onChange(i + 1)} />
            {say(name)}
          </label>
        )).toReversed()}
      </div>
    </Fieldset>
  );
}

export function RatingGiven({ rating }: { rating: Rating }) {
  return <Banner tone="good" title={say("Cảm ơn ông/bà đã đánh giá")}><p>{say(scores[rating.satisfaction - 1] ?? "")}{rating.comment && `: ${rating.comment}`}</p></Banner>;
}
