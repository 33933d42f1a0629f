import { Banner } from "@motcua/kit";
import { say } from "@motcua/text";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Link, useSearch } from "wouter";

import { useCommune } from "../../commune";
import { Page } from "../../parts/page";
import { speak, useVoice } from "../../parts/read-aloud";
import { api, messageOf } from "../../services";
import { keptConversation, linksOf, rememberConversation, sourcesOf, turnsOf, type Turn } from "./ask";

import "./assistant.css";

const firstQuestions = ["Làm khai sinh cần giấy gì?", "Sao y bản chính bao nhiêu tiền?", "Mấy giờ làm việc?", "Xã cũ của tôi nay thuộc đâu?"];

/** Asking the assistant: answers from the catalogue, with their sources, and the way to an officer. */
export function Assistant() {
  const unit = useCommune();
  const [turns, setTurns] = useState<Turn[]>([]);
  const [conversation, setConversation] = useState(keptConversation);
  const [consent, setConsent] = useState(() => keptConversation() !== "");
  const [place, setPlace] = useState<"assistant" | "waiting" | "officer">("assistant");
  const asked = new URLSearchParams(useSearch()).get("cau") ?? "";
  const [typed, setTyped] = useState(asked);
  const end = useRef<HTMLDivElement>(null);
  const seen = useRef(0);

  const follow = (token: string, isKept: boolean) => {
    setConversation(token);
    rememberConversation(isKept ? token : "");
  };
  const asking = useMutation({
    mutationFn: (text: string) => api.ask({ text, unit_code: unit || undefined, conversation: conversation || undefined, consent }),
    onSuccess: (answer) => {
      follow(answer.conversation, answer.kept);
      setPlace(answer.place);
      setTurns((before) => [...before, { author: "assistant", text: answer.text, answer }]);
    },
  });
  const handing = useMutation({
    mutationFn: () => api.askForOfficer({ conversation, text: consent ? undefined : questionsOf(turns), unit_code: unit || undefined }),
    onSuccess: (handed) => {
      setConsent(true);
      follow(handed.conversation, true);
      setPlace("waiting");
      setTurns((before) => [...before, { author: "assistant", text: handed.text }]);
    },
  });
  // An officer's words come while the page is open.
  const kept = useQuery({
    queryKey: ["assistant", conversation !== "" && consent],
    queryFn: () => api.said({ conversation }),
    enabled: consent && conversation !== "" && (place !== "assistant" || turns.length === 0),
    refetchInterval: place === "assistant" ? false : 5_000,
    staleTime: 0,
  });
  const said = kept.data;
  useEffect(() => {
    if (!said || said.items.length === 0) return;
    setPlace(said.state);
    const last = said.items[said.items.length - 1]!.number;
    const news = said.items.filter((line) => line.number > seen.current && line.author === "officer");
    seen.current = last;
    setTurns((before) => before.length === 0 ? turnsOf(said.items) : [...before, ...turnsOf(news)]);
  }, [said]);
  useEffect(() => {
    if (turns.length > 0) end.current?.scrollIntoView({ block: "nearest" });
  }, [turns]);

  const ask = (text: string) => {
    const words = text.trim();
    if (!words || asking.isPending) return;
    setTurns((before) => [...before, { author: "person", text: words }]);
    setTyped("");
    asking.mutate(words);
  };

  const last = turns.findLast((turn) => turn.answer)?.answer;
  const suggestions = turns.length === 0 ? firstQuestions : place === "assistant" ? last?.suggestions ?? [] : [];
  const forget = async () => {
    if (conversation && consent) await api.forgetConversation({ conversation }).catch(() => undefined);
    follow("", false);
    seen.current = 0;
    setTurns([]);
    setPlace("assistant");
    setConsent(false);
  };
  return (
    <Page title={say("Hỏi trợ lý")}>
      <p>{say("Trợ lý trả lời từ danh mục thủ tục đã công bố. Câu trả lời nào cũng ghi nguồn. Xin đừng gửi số căn cước, số điện thoại.")}</p>
      <div className="talk" role="log" aria-live="polite" aria-label={say("Cuộc trò chuyện")}>
        {turns.map((turn, i) => <Said key={i} turn={turn} />)}
        {asking.isPending && <p className="said said-assistant">{say("Đang tìm…")}</p>}
        <div ref={end} />
      </div>
      {asking.error && <Banner tone="bad"><p role="alert">{messageOf(asking.error)}</p></Banner>}
      {place !== "assistant" && <Banner tone="good"><p>{say(place === "waiting" ? "Đang chờ cán bộ trả lời. Bác có thể để trang này mở." : "Cán bộ đang trả lời bác.")}</p></Banner>}
      {suggestions.length > 0 && (
        <ul className="asks" aria-label={say("Có thể hỏi tiếp")}>
          {suggestions.map((text) => <li key={text}><button type="button" className="ask-button" onClick={() => ask(text)}>{turns.length === 0 ? say(text) : text}</button></li>)}
        </ul>
      )}
      <form className="talk-form" onSubmit={(e) => { e.preventDefault(); ask(typed); }}>
        <label className="field-label" htmlFor="cau-hoi">{say("Câu hỏi của bác")}</label>
        <div className="talk-row">
          <input className="input" id="cau-hoi" value={typed} maxLength={1000} autoComplete="off" enterKeyHint="send"
            placeholder={say("Gõ không dấu cũng được")} onInput={(e) => setTyped(e.currentTarget.value)} />
          <button type="submit" className="button" aria-disabled={asking.isPending}>{say("Hỏi")}</button>
        </div>
      </form>
      <div className="talk-foot">
        {place === "assistant" && turns.length > 0 && (
          <button type="button" className="button-link" aria-disabled={handing.isPending} onClick={() => handing.isPending || handing.mutate()}>{say("Chuyển câu hỏi cho cán bộ")}</button>
        )}
        {handing.error && <p className="field-error" role="alert">{messageOf(handing.error)}</p>}
        <label className="choice">
          <input type="checkbox" checked={consent} disabled={place !== "assistant"} onChange={(e) => setConsent(e.currentTarget.checked)} />
          <span>{say("Lưu cuộc trò chuyện 30 ngày để cán bộ có thể giúp tiếp")}</span>
        </label>
        {turns.length > 0 && <button type="button" className="button-link" onClick={() => void forget()}>{say("Xóa cuộc trò chuyện")}</button>}
      </div>
    </Page>
  );
}

/** What an officer has to know of a conversation that was not kept so far. */
const questionsOf = (turns: Turn[]) => turns.filter((turn) => turn.author === "person").map((turn) => turn.text).slice(-5).join("\n");

function Said({ turn }: { turn: Turn }) {
  const voice = useVoice();
  const { answer } = turn;
  const who = turn.author === "person" ? say("Bác") : turn.author === "officer" ? turn.name ?? say("Cán bộ") : say("Trợ lý");
  const urgent = answer?.behavior === "escalate" && answer.facts.some((fact) => fact.kind === "emergency");
  return (
    <div className={`said said-${turn.author}${urgent ? " said-urgent" : ""}`} lang={turn.author === "person" ? undefined : "vi"}>
      <p className="said-who">{who}</p>
      {turn.text.split("\n").map((line, i) => <p key={i} className={line.startsWith("- ") ? "said-item" : undefined}>{line}</p>)}
      {answer && linksOf(answer).length > 0 && (
        <p className="said-links">{linksOf(answer).map((link) => <Link key={link.path} href={link.path}>{link.label}</Link>)}</p>
      )}
      {answer && sourcesOf(answer).length > 0 && (
        <details className="said-sources">
          <summary>{say("Nguồn")}</summary>
          <ul>{sourcesOf(answer).map((source) => <li key={source}>{source}</li>)}</ul>
        </details>
      )}
      {voice && turn.author !== "person" && <button type="button" className="button-link said-speak" onClick={() => speak(turn.text, voice)}>{say("Nghe đọc")}</button>}
    </div>
  );
}
