import { randomKey } from "@motcua/api-client";
import { Button } from "@mantine/core";
import { instantText } from "@motcua/text";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { Failure } from "../../parts/failure";
import { api, messageOf, queries } from "../../services";
import { conversationQuery, conversationsQuery, type ConversationRow } from "./api";

const authors = { person: "Người dân", assistant: "Trợ lý", officer: "Cán bộ" };

/** Conversations of one's centre: what must be answered soonest first. */
export function Conversations() {
  const found = useQuery(conversationsQuery);
  const [open, setOpen] = useState<number>();
  if (found.error && !found.data) return <Failure error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <p className="quiet" role="status">Đang tải…</p>;
  const rows = found.data.items;
  if (rows.length === 0) return <div className="empty"><p><strong>Không có cuộc trò chuyện nào đang chờ.</strong></p></div>;
  return (
    <div className="talks">
      <ul className="talk-list">
        {rows.map((row) => (
          <li key={row.id}>
            <button type="button" className="talk-line" aria-pressed={row.id === open} onClick={() => setOpen(row.id)}>
              <strong>{row.topic || "Chưa rõ việc"}</strong> <TalkTag row={row} />
              <span className="block quiet small">{row.channel === "zalo" ? "Zalo" : "Ứng dụng"}, {instantText(row.last_at)}{row.officer && `, ${row.officer}`}</span>
            </button>
          </li>
        ))}
      </ul>
      {open !== undefined && <Talk key={open} id={open} />}
    </div>
  );
}

function TalkTag({ row }: { row: ConversationRow }) {
  if (row.state === "officer") return <span className="mark mark-calm">{row.is_mine ? "Đang trả lời" : "Có người nhận"}</span>;
  if (row.state === "assistant") return <span className="mark mark-plain">Trợ lý</span>;
  return <span className={`mark mark-${row.late ? "late" : "soon"}`} title={row.due_at && `Trả lời trước ${instantText(row.due_at)}`}>{row.late ? "Quá giờ trả lời" : "Đang chờ"}</span>;
}

function Talk({ id }: { id: number }) {
  const found = useQuery(conversationQuery(id));
  const [typed, setTyped] = useState("");
  const changed = () => {
    void queries.invalidateQueries({ queryKey: conversationsQuery.queryKey });
    return queries.invalidateQueries({ queryKey: conversationQuery(id).queryKey });
  };
  const replying = useMutation({ mutationFn: (text: string) => api.replyInConversation(id, text, randomKey()), onSuccess: () => {
    setTyped("");
    return changed();
  } });
  const giving = useMutation({ mutationFn: () => api.giveConversationBack(id), onSuccess: changed });
  if (found.error && !found.data) return <Failure error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <p className="quiet" role="status">Đang tải…</p>;
  const { conversation, items } = found.data;
  const isOthers = conversation.state === "officer" && !conversation.is_mine;
  return (
    <section className="panel talk-open" aria-label="Cuộc trò chuyện">
      <div className="talk-lines" role="log">
        {items.map((line) => (
          <div key={line.number} className={`talk-said talk-${line.author}`}>
            <p className="quiet small">{line.officer ?? authors[line.author]}, {instantText(line.at)}</p>
            {line.text.split("\n").map((text, i) => <p key={i}>{text}</p>)}
          </div>
        ))}
      </div>
      {isOthers ? <p className="quiet">Cán bộ khác đang trả lời cuộc trò chuyện này.</p> : (
        <form onSubmit={(e) => { e.preventDefault(); if (typed.trim()) replying.mutate(typed.trim()); }}>
          <label className="field-label" htmlFor="tra-loi">Trả lời</label>
          <textarea className="input" id="tra-loi" maxLength={2000} value={typed} onChange={(e) => setTyped(e.currentTarget.value)} />
          {(replying.error ?? giving.error) && <p className="field-error" role="alert">{messageOf(replying.error ?? giving.error)}</p>}
          <div className="talk-buttons">
            <Button type="submit" size="xs" loading={replying.isPending}>Gửi trả lời</Button>
            {conversation.state === "officer" && <Button size="xs" variant="default" loading={giving.isPending} onClick={() => giving.mutate()}>Giao lại cho trợ lý</Button>}
          </div>
        </form>
      )}
    </section>
  );
}
