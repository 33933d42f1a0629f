import { describedBy, Field } from "@motcua/kit";
import { isDossierCode, say, tidyDossierCode } from "@motcua/text";
import { useState } from "react";
import { useLocation } from "wouter";

/** Asks for a dossier's code and goes to its page. */
export function TrackForm({ initial = "" }: { initial?: string }) {
  const [typed, setTyped] = useState(initial);
  const [error, setError] = useState<string>();
  const [, go] = useLocation();
  const hint = say("Mã in trên giấy tiếp nhận hồ sơ, ví dụ H24.258-260702-0001.");
  const submit = () => {
    const code = tidyDossierCode(typed);
    if (!isDossierCode(code)) {
      setError(say(code ? "Mã hồ sơ chưa đúng. Xem lại mã in trên giấy tiếp nhận." : "Chưa nhập mã hồ sơ."));
      document.getElementById("ma")?.focus();
      return;
    }
    setError(undefined);
    go(`/tra-cuu?ma=${encodeURIComponent(code)}`);
  };
  return (
    <form noValidate onSubmit={(e) => {
      e.preventDefault();
      submit();
    }}>
      <Field id="ma" label={say("Mã hồ sơ")} hint={hint} error={error}>
        <input className="input input-medium" id="ma" autoComplete="off" autoCapitalize="characters" spellCheck={false} value={typed}
          aria-describedby={describedBy("ma", hint, error)} aria-invalid={error ? true : undefined} onInput={(e) => setTyped(e.currentTarget.value)} />
      </Field>
      <button className="button" type="submit">{say("Tra cứu")}</button>
    </form>
  );
}
