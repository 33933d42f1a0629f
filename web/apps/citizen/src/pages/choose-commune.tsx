import { Banner, Loading } from "@motcua/kit";
import { say } from "@motcua/text";
import { useEffect } from "react";
import { Link, useLocation } from "wouter";

import { chooseCommune } from "../commune";
import { CentreCard } from "../parts/centre-card";
import { CommunePicker, useUnits } from "../parts/commune-picker";
import { Failure } from "../parts/failure";
import { Page } from "../parts/page";

/** With a slug, as the QR code on the wall of a centre has it, the choice is made at once. */
export function ChooseCommune({ slug }: { slug?: string }) {
  const units = useUnits();
  const [, go] = useLocation();
  const named = slug ? units.data?.items.find((unit) => unit.slug === slug || unit.code === slug) : undefined;
  useEffect(() => {
    if (!named) return;
    chooseCommune(named.code);
    go("/", { replace: true });
  }, [named, go]);
  return (
    <Page title={say("Chọn xã, phường")}>
      {units.isPending && <Loading />}
      {units.error && <Failure error={units.error} onRetry={() => void units.refetch()} />}
      {slug && units.data && !named && <Banner tone="warn"><p>{say("Không có xã, phường này. Mời chọn trong danh sách.")}</p></Banner>}
      <CommunePicker id="xa" label={say("Xã, phường, đặc khu")} hint={say("Trên máy này lần sau không phải chọn lại.")} />
      <CentreCard />
      <p><Link className="button" href="/">{say("Về trang đầu")}</Link></p>
    </Page>
  );
}
