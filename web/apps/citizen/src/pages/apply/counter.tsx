import { Banner } from "@motcua/kit";
import { say, timeText } from "@motcua/text";
import { useMutation } from "@tanstack/react-query";
import { Link } from "wouter";

import { NeedSignIn } from "../../parts/need-sign-in";
import { Page } from "../../parts/page";
import { api, messageOf } from "../../services";

/** Lets an officer at the counter go on with this draft: a code to say, good once and for a short while. */
export function LetOfficerIn({ code }: { code: string }) {
  return (
    <Page title={say("Nhờ cán bộ ở quầy khai tiếp")}>
      <NeedSignIn why={say("Đăng nhập để mở bản khai dở.")}><Consent code={code} /></NeedSignIn>
      <p><Link href={`/ban-khai/${code}/0`}>{say("Về bản khai")}</Link></p>
    </Page>
  );
}

function Consent({ code }: { code: string }) {
  const giving = useMutation({ mutationFn: () => api.letOfficerIn(code) });
  const ending = useMutation({ mutationFn: () => api.keepOfficersOut(code), onSuccess: () => giving.reset() });
  const error = giving.error ?? ending.error;
  return (
    <>
      {error && <p className="field-error" role="alert">{messageOf(error)}</p>}
      {giving.data ? (
        <div role="status">
          <Banner tone="good" title={say("Đọc mã này cho cán bộ, hoặc đưa cán bộ quét")}>
            <p className="code-shown">{giving.data.code.replace(/(.{4})(?=.)/g, "$1 ")}</p>
            <svg className="qr" role="img" aria-label={say("Mã QR của mã này, để cán bộ quét")} viewBox={`0 0 ${giving.data.qr.side} ${giving.data.qr.side}`}><path d={giving.data.qr.path} /></svg>
            <p>{say("Mã dùng một lần, đến {time}.", { time: timeText(giving.data.expires_at) })}</p>
            <p lang="vi">{giving.data.wording}</p>
          </Banner>
        </div>
      ) : (
        <>
          <p>{say("Cán bộ sẽ thấy những gì ông/bà đã khai và khai tiếp giúp. Việc đồng ý này được ghi lại. Ông/bà dừng lúc nào cũng được.")}</p>
          <button type="button" className="button" aria-disabled={giving.isPending} onClick={() => giving.isPending || giving.mutate()}>{say("Tôi đồng ý, cho tôi mã")}</button>
        </>
      )}
      <p className="section-top"><button type="button" className="button-link" onClick={() => ending.mutate()}>{say("Không cho cán bộ khai tiếp nữa")}</button></p>
      {ending.isSuccess && <p role="status">{say("Cán bộ không mở được bản khai này nữa.")}</p>}
    </>
  );
}
