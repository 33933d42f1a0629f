import { ApiError } from "@motcua/api-client";
import { Button } from "@mantine/core";
import { instantText, personalIdFacts } from "@motcua/text";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { api, messageOf, type Procedure, type ServerDraft } from "../../services";
import { emptyDocument, type ChangeDraft, type Draft } from "./draft";

interface Props {
  draft: Draft;
  procedure?: Procedure;
  onChange: ChangeDraft;
  onOpen(draft: ServerDraft): void;
}

/** What the centre knows of the person at the counter: drafts begun at home, papers handed in before. Each look is recorded. */
export function KnownPerson({ draft, procedure, onChange, onOpen }: Props) {
  const id = String(draft.applicant.personal_id ?? "").replaceAll(" ", "");
  const found = useQuery({ queryKey: ["person", id, draft.procedure], queryFn: () => api.personAtCounter(id, draft.procedure), enabled: Boolean(personalIdFacts(id)), staleTime: Infinity, retry: false }).data;
  if (!found?.known) return null;
  const drafts = found.drafts.filter((one) => one.code !== draft.server?.code);
  const answers = found.answers.filter(({ field }) => draft.answers[field] === undefined);
  const papers = found.papers.filter((paper) => procedure?.documents.some((asked) => asked.code === paper.code) && !draft.documents[paper.code]?.files.some((file) => file.digest === paper.file.digest));
  if (drafts.length + answers.length + papers.length + found.dossiers.length === 0) return null;
  const reuse = (paper: (typeof papers)[number]) => {
    const before = draft.documents[paper.code] ?? emptyDocument();
    onChange({ documents: { ...draft.documents, [paper.code]: { ...before, isGiven: true, files: [...before.files, { digest: paper.file.digest, name: paper.file.name }] } } });
  };
  return (
    <section className="notice notice-plain known" aria-labelledby="da-biet">
      <h3 id="da-biet">Đã biết về người này</h3>
      <ul className="plain-list">
        {drafts.map((one) => <DraftOffer key={one.code} draft={one} onOpen={onOpen} />)}
        {answers.length > 0 && (
          <li>
            Đã khai {answers.length} mục trong hồ sơ trước: {answers.slice(0, 3).map(({ label, text }) => `${label}: ${text}`).join("; ")}{answers.length > 3 && "…"}{" "}
            <Button size="compact-sm" variant="default" onClick={() => onChange({ answers: { ...Object.fromEntries(answers.map(({ field, value }) => [field, value as Draft["answers"][string]])), ...draft.answers } })}>Điền vào tờ khai</Button>
          </li>
        )}
        {papers.map((paper) => (
          <li key={paper.file.digest}>
            {paper.name} <span className="quiet small">{paper.dossier_code}, {instantText(paper.at)}</span>{" "}
            <Button size="compact-sm" variant="default" onClick={() => reuse(paper)}>Dùng lại<span className="visually-hidden"> {paper.name}</span></Button>
          </li>
        ))}
        {found.dossiers.slice(0, 3).map((dossier) => (
          <li key={dossier.code}><a href={`/noi-bo/ho-so/${dossier.code}`} target="_blank" rel="noopener">{dossier.code}</a> {dossier.procedure_name} <span className="quiet small">{dossier.state_name}</span></li>
        ))}
      </ul>
    </section>
  );
}

type FoundDraft = Awaited<ReturnType<typeof api.personAtCounter>>["drafts"][number];

/** A citizen's own draft is opened with the code that the citizen's phone shows. */
function DraftOffer({ draft, onOpen }: { draft: FoundDraft; onOpen(draft: ServerDraft): void }) {
  const [code, setCode] = useState("");
  const [failure, setFailure] = useState<string>();
  const open = (asking: Promise<ServerDraft>) => {
    setFailure(undefined);
    asking.then(onOpen, (error: unknown) => setFailure(consentFailure(error)));
  };
  return (
    <li>
      Bản nháp: <strong>{draft.procedure_name}</strong> <span className="quiet small">sửa lúc {instantText(draft.updated_at)}</span>{" "}
      {draft.open ? <Button size="compact-sm" onClick={() => open(api.serverDraft(draft.code))}>Mở bản nháp</Button> : (
        <form className="row-form" onSubmit={(e) => {
          e.preventDefault();
          open(api.openDraft(code.replace(/\s/g, "").toUpperCase()));
        }}>
          <input className="input" aria-label={`Mã đồng ý cho bản nháp ${draft.procedure_name}`} placeholder="Mã đồng ý trên điện thoại" autoComplete="off" value={code} onChange={(e) => setCode(e.currentTarget.value)} />
          <Button size="xs" type="submit" variant="default">Mở</Button>
        </form>
      )}
      {failure && <p className="field-error" role="alert">{failure}</p>}
    </li>
  );
}

/** The sentence of the field, where the code is the only thing that was sent. */
export function consentFailure(error: unknown): string {
  return (error instanceof ApiError && error.problem?.fields?.[0]?.message) || messageOf(error);
}
