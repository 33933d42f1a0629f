import { Banner, Loading, SummaryList } from "@motcua/kit";
import { instantText, say } from "@motcua/text";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";

import type { Submission } from "../../citizen-types";
import { Failure } from "../../parts/failure";
import { NeedSignIn } from "../../parts/need-sign-in";
import { Page } from "../../parts/page";
import { SubmissionNote } from "../../parts/submission-note";
import { api } from "../../services";

/** The receipt of what was sent, and what happens next. */
export function Submitted({ code }: { code: string }) {
  return <NeedSignIn title={say("Đã nộp hồ sơ")} why={say("Đăng nhập để xem hồ sơ này.")}><Sent code={code} /></NeedSignIn>;
}

function Sent({ code }: { code: string }) {
  const found = useQuery({
    queryKey: ["submission", code],
    queryFn: async (): Promise<Pick<Submission, "code" | "procedure_name" | "submitted_at" | "answer_by" | "intake_agency" | "mandate_words">> => {
      const dossier = await api.myDossier(code);
      return { ...dossier, intake_agency: dossier.holder ?? "" };
    },
    staleTime: Infinity,
  });
  if (found.error) return <Page title={say("Đã nộp hồ sơ")}><Failure error={found.error} onRetry={() => void found.refetch()} /></Page>;
  if (!found.data) return <Loading />;
  const sent = found.data;
  return (
    <Page title={say("Đã nộp hồ sơ")}>
      <Banner tone="good" title={say("Trung tâm đã nhận được hồ sơ của ông/bà")}><p>{say("Mã hồ sơ")}: <strong className="code big">{sent.code}</strong></p></Banner>
      <section className="card" aria-label={say("Tóm tắt")}>
        <SummaryList
          rows={[
            { name: say("Thủ tục"), value: <span lang="vi">{sent.procedure_name}</span> },
            { name: say("Nộp lúc"), value: instantText(sent.submitted_at) },
            { name: say("Nộp cho"), value: sent.intake_agency },
            { name: say("Nộp với tư cách"), value: sent.mandate_words && <span lang="vi">{sent.mandate_words}</span> },
            { name: say("Trung tâm trả lời trước"), value: sent.answer_by && instantText(sent.answer_by) },
          ]}
        />
      </section>
      <h2>{say("Tiếp theo là gì")}</h2>
      <ol>
        <li>{say("Cán bộ kiểm tra hồ sơ. Đủ thì cấp giấy tiếp nhận và hẹn ngày trả; thiếu thì nhắn ông/bà bổ sung.")}</li>
        <li>{say("Ông/bà xem hồ sơ đến đâu ở mục Hồ sơ của tôi bất cứ lúc nào.")}</li>
        <li>{say("Có kết quả, chúng tôi báo tin.")}</li>
      </ol>
      <p className="row no-print">
        <Link className="button" href={`/cua-toi/${sent.code}`}>{say("Theo dõi hồ sơ này")}</Link>
      </p>
      <p className="no-print"><SubmissionNote code={sent.code} /></p>
    </Page>
  );
}
