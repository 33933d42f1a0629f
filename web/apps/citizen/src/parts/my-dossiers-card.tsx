import { say } from "@motcua/text";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";

import { useCitizen } from "../citizen";
import { api } from "../services";
import { DossierLine } from "./dossier-line";

/** On the home page of somebody who is signed in: the newest dossiers and what they wait for. */
export function MyDossiersCard() {
  const { citizen } = useCitizen();
  const found = useQuery({ queryKey: ["my-dossiers", "newest"], queryFn: () => api.myDossiers(), enabled: citizen?.proven === true, staleTime: 30_000 });
  const rows = found.data?.items.slice(0, 3) ?? [];
  if (rows.length === 0) return null;
  return (
    <section className="card" aria-labelledby="cua-toi">
      <h2 id="cua-toi">{say("Hồ sơ của tôi")}</h2>
      <ul className="results">{rows.map((row) => <DossierLine key={row.code} row={row} />)}</ul>
      <p><Link href="/cua-toi">{say("Xem tất cả hồ sơ của tôi")}</Link></p>
    </section>
  );
}
