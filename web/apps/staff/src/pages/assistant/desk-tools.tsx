import { randomKey } from "@motcua/api-client";
import { Button } from "@mantine/core";
import { instantText } from "@motcua/text";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { api, messageOf, queries } from "../../services";
import { remindersQuery } from "./api";

const examples = ["Hôm nay tiếp nhận bao nhiêu hồ sơ?", "Hồ sơ kết hôn cần xuất trình giấy gì?", "Nhắc tôi thứ năm 9 giờ nộp báo cáo tuần"];

/** Figures in words, quotes with their sources, reminders: one line of typing. */
export function DeskTools() {
  const [typed, setTyped] = useState("");
  const asking = useMutation({
    mutationFn: (text: string) => api.askDesk(text, randomKey()),
    onSuccess: (answer) => answer.reminder && queries.invalidateQueries({ queryKey: remindersQuery.queryKey }),
  });
  const answer = asking.data;
  return (
    <div className="talk-desk">
      <section className="panel" aria-label="Hỏi trợ lý">
        <form className="talk-ask" onSubmit={(e) => { e.preventDefault(); if (typed.trim()) asking.mutate(typed.trim()); }}>
          <label className="visually-hidden" htmlFor="hoi">Hỏi trợ lý</label>
          <input className="input" id="hoi" value={typed} maxLength={500} placeholder="Hỏi số liệu, quy định, hoặc “nhắc tôi…”" onChange={(e) => setTyped(e.currentTarget.value)} />
          <Button type="submit" size="xs" loading={asking.isPending}>Hỏi</Button>
        </form>
        <p className="small quiet">Ví dụ: {examples.map((text) => <button key={text} type="button" className="button-link talk-example" onClick={() => { setTyped(text); asking.mutate(text); }}>{text}</button>)}</p>
        {asking.error && <p className="field-error" role="alert">{messageOf(asking.error)}</p>}
        <div aria-live="polite">
          {answer && answer.text.split("\n").map((line, i) => <p key={i}>{line}</p>)}
          {answer && answer.facts.length > 0 && <p className="quiet small">Nguồn: {answer.facts[0]!.source}.</p>}
          {answer?.quotes.map((quote, i) => (
            <blockquote key={i} className="talk-quote">
              <p><strong>{quote.title}</strong></p>
              <p>{quote.text}</p>
              <p className="quiet small">Nguồn: {quote.source}. {quote.path && <a href={quote.path} target="_blank" rel="noopener">Xem trang thủ tục</a>}</p>
            </blockquote>
          ))}
        </div>
      </section>
      <Reminders />
    </div>
  );
}

function Reminders() {
  const found = useQuery(remindersQuery);
  const finishing = useMutation({ mutationFn: api.reminderDone, onSuccess: () => queries.invalidateQueries({ queryKey: remindersQuery.queryKey }) });
  const items = found.data?.items ?? [];
  return (
    <section className="panel" aria-labelledby="viec-can-nho">
      <h2 id="viec-can-nho">Việc cần nhớ</h2>
      {items.length === 0 && <p className="quiet">Chưa có việc nào. Gõ “nhắc tôi…” kèm ngày giờ.</p>}
      <ul className="talk-reminders">
        {items.map((item) => (
          <li key={item.id}>
            <span>{item.text}<span className="block small quiet">{instantText(item.due_at)}</span></span>
            {item.due && <span className="mark mark-soon">Đến giờ</span>}
            <Button size="compact-xs" variant="default" onClick={() => finishing.mutate(item.id)} aria-label={`Xong: ${item.text}`}>Xong</Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
