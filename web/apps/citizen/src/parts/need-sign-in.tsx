import { Banner, Loading } from "@motcua/kit";
import { say } from "@motcua/text";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useLocation, useSearch } from "wouter";

import { departure, useCitizen } from "../citizen";
import { api, platform, rememberSignedIn } from "../services";
import { Failure } from "./failure";
import { HostSignIn } from "./host-sign-in";
import { LinkZalo } from "./link-zalo";
import { Page } from "./page";

/** Shows its children to somebody who is signed in, and the way to sign in to everybody else, under `title` where the children bring their own. */
export function NeedSignIn({ why, title, children }: { why: string; title?: string; children: ReactNode }) {
  const { citizen, isAsking, isUnknown } = useCitizen();
  if (isAsking) return <Loading />;
  if ((citizen && citizen.proven) || (!citizen && isUnknown)) return <>{children}</>;
  const way = citizen ? <LinkZalo /> : <SignInCard why={why} />;
  return title ? <Page title={title}>{way}</Page> : way;
}

function SignInCard({ why }: { why: string }) {
  return (
    <section className="card" aria-labelledby="dang-nhap">
      <h2 id="dang-nhap">{say("Đăng nhập")}</h2>
      <p>{why}</p>
      {platform.hostTokens ? <HostSignIn /> : <Providers />}
    </section>
  );
}

/** One button for each provider of electronic identity. */
export function Providers({ returnTo }: { returnTo?: string }) {
  const [path] = useLocation();
  const search = useSearch();
  const providers = useQuery({ queryKey: ["providers"], queryFn: api.providers, staleTime: 3600_000 });
  if (providers.isPending) return <Loading />;
  if (providers.error) return <Failure error={providers.error} onRetry={() => void providers.refetch()} />;
  if (providers.data.items.length === 0) return <Banner tone="warn"><p>{say("Hiện chưa đăng nhập được. Ông/bà vẫn xem được thủ tục và nộp hồ sơ tại quầy.")}</p></Banner>;
  const back = returnTo ?? path + (search ? `?${search}` : "");
  return (
    <>
      <div className="stack">
        {providers.data.items.map((provider) => (
          <a key={provider.name} className="button" href={departure(provider.name, back)} onClick={() => rememberSignedIn(true)}>{say("Đăng nhập bằng {title}", { title: provider.title })}</a>
        ))}
      </div>
      <p className="field-hint section-note">{say("Trang của nơi cấp tài khoản sẽ mở ra. Chúng tôi không thấy mật khẩu của ông/bà.")}</p>
    </>
  );
}
