import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { Failure } from "../../parts/failure";
import { api, messageOf, queries } from "../../services";
import { unknownQuery, type UnknownQuestion } from "./api";

/** Questions the assistant did not understand: a keeper says what was meant, and it knows at once. */
export function Unknown() {
  const found = useQuery(unknownQuery);
  if (found.error && !found.data) return <Failure error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <p className="quiet" role="status">Đang tải…</p>;
  if (found.data.items.length === 0) return <div className="empty"><p><strong>Không còn câu nào chưa hiểu.</strong></p></div>;
  return <>{found.data.items.map((question) => <Question key={question.id} question={question} />)}</>;
}

function Question({ question }: { question: UnknownQuestion }) {
  const [target, setTarget] = useState(question.proposals[0]?.target ?? "");
  const [other, setOther] = useState("");
  const changed = () => queries.invalidateQueries({ queryKey: unknownQuery.queryKey });
  const teaching = useMutation({ mutationFn: () => api.teach(question.id, other.trim() || target), onSuccess: changed });
  const dismissing = useMutation({ mutationFn: () => api.dismissQuestion(question.id), onSuccess: changed });
  const error = teaching.error ?? dismissing.error;
  const id = `nghia-${question.id}`;
  return (
    <section className="panel" aria-label={question.sample}>
      <p><strong>“{question.sample}”</strong> <span className="quiet">{question.times} lần</span></p>
      <form className="talk-teach" onSubmit={(e) => { e.preventDefault(); teaching.mutate(); }}>
        <div>
          <label className="field-label" htmlFor={id}>Người dân hỏi về</label>
          <select className="input" id={id} value={target} onChange={(e) => setTarget(e.currentTarget.value)}>
            {question.proposals.map((proposal) => <option key={proposal.target} value={proposal.target}>{proposal.name}</option>)}
            <option value="">Việc khác (ghi mã thủ tục)</option>
          </select>
        </div>
        {target === "" && (
          <div>
            <label className="field-label" htmlFor={`${id}-ma`}>Mã thủ tục</label>
            <input className="input" id={`${id}-ma`} value={other} placeholder="1.001193" onChange={(e) => setOther(e.currentTarget.value)} />
          </div>
        )}
        <Button type="submit" size="xs" loading={teaching.isPending}>Dạy trợ lý</Button>
        <Button size="xs" variant="default" loading={dismissing.isPending} onClick={() => dismissing.mutate()}>Bỏ qua</Button>
      </form>
      {error && <p className="field-error" role="alert">{messageOf(error)}</p>}
    </section>
  );
}
