import { say } from "@motcua/text";
import { useState } from "react";
import { useLocation } from "wouter";

export function SearchBox({ initial = "", label }: { initial?: string; label: string }) {
  const [question, setQuestion] = useState(initial);
  const [, go] = useLocation();
  return (
    <form role="search" onSubmit={(e) => {
      e.preventDefault();
      go(question.trim() ? `/thu-tuc?q=${encodeURIComponent(question.trim())}` : "/thu-tuc");
    }}>
      <label className="field-label" htmlFor="tim">{label}</label>
      <div className="search">
        <input className="input" id="tim" type="search" autoComplete="off" enterKeyHint="search" maxLength={300} value={question}
          aria-describedby="tim-goi-y" onInput={(e) => setQuestion(e.currentTarget.value)} />
        <button className="button" type="submit">{say("Tìm")}</button>
      </div>
      <p className="field-hint" id="tim-goi-y">{say("Gõ không dấu cũng tìm được, ví dụ: khai sinh, sao y, tro cap.")}</p>
    </form>
  );
}
