import { Loading } from "@motcua/kit";
import { dayOf, dayText, say } from "@motcua/text";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";

import { useCitizen, useSignOut } from "../../citizen";
import { forgetDraft } from "../../drafts";
import { DossierLine } from "../../parts/dossier-line";
import { Failure } from "../../parts/failure";
import { LinkZalo } from "../../parts/link-zalo";
import { NeedSignIn } from "../../parts/need-sign-in";
import { Page } from "../../parts/page";
import { api, messageOf, platform } from "../../services";

export function Mine() {
  return (
    <Page title={say("Hồ sơ của tôi")}>
      <NeedSignIn why={say("Đăng nhập để xem hồ sơ của ông/bà, cả hồ sơ đã nộp tại quầy.")}><Own /></NeedSignIn>
    </Page>
  );
}

function Own() {
  const { citizen } = useCitizen();
  const signOut = useSignOut();
  return (
    <>
      {citizen && (
        <p className="who">
          <span>{citizen.full_name}{citizen.masked_id && <small className="field-hint"> {citizen.masked_id}</small>}</span>
          <button type="button" className="button-link" onClick={() => void signOut()}>{say("Đăng xuất")}</button>
        </p>
      )}
      <Drafts />
      <Dossiers />
      {platform.kind === "web" && <LinkZalo />}
    </>
  );
}

function Drafts() {
  const drafts = useQuery({ queryKey: ["drafts"], queryFn: api.drafts, staleTime: 0 });
  const queries = useQueryClient();
  const [asked, setAsked] = useState("");
  const dropping = useMutation({
    mutationFn: (code: string) => api.dropDraft(code),
    onSuccess: (_, code) => {
      forgetDraft(code);
      setAsked("");
      void queries.invalidateQueries({ queryKey: ["drafts"] });
    },
  });
  if (!drafts.data || drafts.data.items.length === 0) return null;
  return (
    <section className="card" aria-labelledby="khai-do">
      <h2 id="khai-do">{say("Đang khai dở")}</h2>
      {dropping.error && <p className="field-error" role="alert">{messageOf(dropping.error)}</p>}
      <ul className="results">
        {drafts.data.items.map((draft) => (
          <li key={draft.code}>
            <Link href={`/ban-khai/${draft.code}/0`} lang="vi">{draft.procedure_name}</Link>
            <p>{say("Sửa lần cuối {day}, giữ đến {until}", { day: dayText(dayOf(draft.updated_at)), until: dayText(dayOf(draft.expires_at)) })}{draft.officer_typed && ` · ${say("có cán bộ khai giúp")}`}</p>
            {asked === draft.code ? (
              <p className="row">
                <button type="button" className="button button-quiet" onClick={() => dropping.mutate(draft.code)}>{say("Bỏ hẳn")}</button>
                <button type="button" className="button-link" onClick={() => setAsked("")}>{say("Không bỏ")}</button>
              </p>
            ) : <button type="button" className="button-link" onClick={() => setAsked(draft.code)}>{say("Bỏ bản khai này")}<span className="visually-hidden"> {draft.procedure_name}</span></button>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Dossiers() {
  const found = useInfiniteQuery({ queryKey: ["my-dossiers", "all"], queryFn: ({ pageParam }) => api.myDossiers(pageParam), initialPageParam: undefined as string | undefined, getNextPageParam: (page) => page.next, staleTime: 0 });
  if (found.isPending) return <Loading />;
  if (found.error) return <Failure error={found.error} onRetry={() => void found.refetch()} />;
  const rows = found.data.pages.flatMap((page) => page.items);
  return (
    <section aria-labelledby="da-nop">
      <h2 id="da-nop">{say("Đã nộp")}</h2>
      {rows.length === 0 && <p>{say("Chưa có hồ sơ nào.")} <Link href="/thu-tuc">{say("Tìm thủ tục")}</Link></p>}
      <ul className="results">{rows.map((row) => <DossierLine key={row.code} row={row} />)}</ul>
      {found.hasNextPage && <button type="button" className="button button-quiet" aria-disabled={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{say("Xem thêm")}</button>}
    </section>
  );
}
