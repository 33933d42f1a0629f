import { Banner, Fieldset, Loading } from "@motcua/kit";
import { instantText, say } from "@motcua/text";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";

import type { Draft } from "../../citizen-types";
import type { DraftInWork } from "../../drafts";
import { Failure } from "../../parts/failure";
import { placeOf } from "../../places";
import { api, type Procedure } from "../../services";
import { differences, merged, type Difference } from "./differences";

interface ConflictProps {
  draft: Draft;
  procedure: Procedure;
  work: DraftInWork;
}

/** An officer, or this person elsewhere, has saved meanwhile: the newest version is taken over, and of what was typed here nothing is lost unasked. */
export function Conflict({ draft, procedure, work }: ConflictProps) {
  const found = useQuery({ queryKey: ["draft", draft.code, "theirs", work.version()], queryFn: () => api.draft(draft.code), staleTime: 0, gcTime: 0 });
  const [chosen, setChosen] = useState<Record<string, boolean>>({});
  if (found.error) return <Failure error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const theirs = found.data;
  const last = theirs.changes[0];
  const apart = differences(procedure, work.content, theirs.content, work.base(), placeOf);
  const keepsMine = (one: Difference) => chosen[one.key] ?? one.isMine;
  const take = () => work.settle(theirs, merged(procedure, work.content, theirs.content, apart.filter(keepsMine).map((one) => one.key)));
  return (
    <>
      <Banner tone="warn" title={say("Bản khai này vừa được sửa ở nơi khác")} alert>
        {last && <p>{last.by_officer ? say("{name} sửa lúc {time}.", { name: last.by_officer, time: instantText(last.at) }) : say("Sửa lúc {time}, trên máy khác.", { time: instantText(last.at) })}</p>}
        <p>{say("Điều vừa khai trên máy này vẫn còn. Xem chỗ khác nhau rồi bấm “Tải bản mới nhất”.")}</p>
      </Banner>
      <section className="card" aria-labelledby="khac-nhau">
        <h2 id="khac-nhau">{say("Chỗ khác nhau")}</h2>
        {apart.length === 0 && <p>{say("Hai bản giống nhau.")}</p>}
        {apart.map((one) => <Choice key={one.key} of={one} keepsMine={keepsMine(one)} onChoose={(mine) => setChosen({ ...chosen, [one.key]: mine })} />)}
        <button type="button" className="button" onClick={take}>{say("Tải bản mới nhất")}</button>
      </section>
    </>
  );
}

function Choice({ of: one, keepsMine, onChoose }: { of: Difference; keepsMine: boolean; onChoose(mine: boolean): void }) {
  const versions = [{ isMine: true, name: say("Trên máy này:"), text: one.mine }, { isMine: false, name: say("Bản mới nhất:"), text: one.theirs }];
  return (
    <Fieldset id={`khac-${one.key}`} label={one.label}>
      <div className="choices">
        {versions.map((version) => (
          <label className="choice" key={version.name}>
            <input type="radio" name={`khac-${one.key}`} checked={keepsMine === version.isMine} onChange={() => onChoose(version.isMine)} />
            <span>{version.name} <strong className="lines" lang="vi">{version.text || say("(chưa khai)")}</strong></span>
          </label>
        ))}
      </div>
    </Fieldset>
  );
}

/** Filed meanwhile, by an officer or elsewhere: there is nothing left to fill in. */
export function AlreadyFiled({ message }: { message: string }) {
  return <Banner tone="good" title={say("Bản khai này đã nộp rồi")} alert><p lang="vi">{message}</p><p><Link href="/cua-toi">{say("Hồ sơ của tôi")}</Link></p></Banner>;
}
