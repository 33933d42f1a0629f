import { Banner } from "@motcua/kit";
import { say } from "@motcua/text";
import { Link, useSearch } from "wouter";

import { useCitizen } from "../citizen";
import { Providers } from "../parts/need-sign-in";
import { Page } from "../parts/page";

const reasons: Record<string, string> = {
  sign_in_expired: "Lần đăng nhập này đã quá lâu hoặc đã dùng rồi. Mời đăng nhập lại.",
  identity_denied: "Ông/bà chưa đồng ý đăng nhập.",
  identity_provider_down: "Nơi cấp tài khoản đang không trả lời. Mời thử lại sau ít phút.",
  identity_not_proven: "Không kiểm chứng được tài khoản này. Mời đăng nhập lại.",
  identity_incomplete: "Tài khoản này thiếu số định danh cá nhân. Mời đăng nhập bằng tài khoản định danh điện tử.",
  unknown_provider: "Không có nơi đăng nhập này.",
};

/** Also where the server sends the browser when signing in has failed. */
export function SignIn() {
  const asked = new URLSearchParams(useSearch());
  const fault = asked.get("loi");
  const { citizen } = useCitizen();
  return (
    <Page title={say("Đăng nhập")}>
      {fault && <Banner tone="bad" title={say("Chưa đăng nhập được")} alert><p>{say(reasons[fault] ?? "Có lỗi chưa rõ. Vui lòng thử lại.")}</p></Banner>}
      {citizen ? <p>{say("Đã đăng nhập: {name}", { name: citizen.full_name })}. <Link href="/cua-toi">{say("Hồ sơ của tôi")}</Link></p> : <section className="card" aria-label={say("Đăng nhập")}><Providers returnTo={asked.get("tiep") ?? "/cua-toi"} /></section>}
    </Page>
  );
}
