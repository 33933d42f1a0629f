import { Banner, Fold, Loading, SummaryList, Tag } from "@motcua/kit";
import { capitalised, say } from "@motcua/text";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";

import { useCentre } from "../commune";
import { hourLines } from "../parts/centre-card";
import { Failure } from "../parts/failure";
import { Fees } from "../parts/fees";
import { canApplyHere, onlineName } from "../parts/online";
import { Page } from "../parts/page";
import { Papers } from "../parts/papers";
import { api, type Procedure } from "../services";

export function ProcedurePage({ id }: { id: string }) {
  const found = useQuery({ queryKey: ["procedure", id], queryFn: () => api.procedure(id) });
  if (found.isPending) return <Loading />;
  if (found.error) {
    return (
      <Page title={say("Thủ tục")}>
        <Failure error={found.error} onRetry={() => void found.refetch()} />
        <p><Link href="/thu-tuc">{say("Xem tất cả thủ tục")}</Link></p>
      </Page>
    );
  }
  const procedure = found.data;
  return (
    <Page title={procedure.name} windowTitle={procedure.short_name}>
      <p className="tag-line">
        <Tag><span lang="vi">{procedure.subject}</span></Tag>
        <Tag tone={procedure.online === "none" ? "plain" : "calm"}>{onlineName(procedure.online)}</Tag>
      </p>
      {procedure.note && <Banner title={say("Cần biết")}><p lang="vi">{procedure.note}</p></Banner>}
      <HowToDo procedure={procedure} />
      <section className="card" aria-label={say("Tóm tắt")}><KeyFacts procedure={procedure} /></section>
      <Papers documents={procedure.documents} />
      <Fees procedure={procedure} />
      <More procedure={procedure} />
      <p className="no-print section">
        <button type="button" className="button button-quiet" onClick={() => window.print()}>{say("In trang này để mang theo")}</button>
      </p>
    </Page>
  );
}

function Lines({ items }: { items: string[] }) {
  if (items.length <= 1) return <>{items[0]}</>;
  return <ul>{items.map((item) => <li key={item}>{item}</li>)}</ul>;
}

/** The two ways, told truthfully: what cannot be done here says where it can. */
function HowToDo({ procedure }: { procedure: Procedure }) {
  if (!procedure.accepted_at_centre) {
    return (
      <Banner tone="warn" title={say("Trung tâm không nhận hồ sơ này")}>
        <p>{say("Nơi nhận:")} <span lang="vi">{procedure.receiving}</span>. {say("Trung tâm chỉ hướng dẫn.")}</p>
      </Banner>
    );
  }
  return (
    <section className="ways no-print" aria-label={say("Cách làm")}>
      {canApplyHere(procedure) ? (
        <div className="way">
          <Link className="button" href={`/nop/${encodeURIComponent(procedure.id)}`}>{say("Làm trực tuyến")}</Link>
          <p>{say(procedure.online === "full_online" ? "Khai, gửi giấy tờ và nhận kết quả không phải đến quầy." : "Khai và gửi giấy tờ từ nhà; có bước phải đến quầy.")}</p>
        </div>
      ) : (
        <p className="way">{say(procedure.online === "none" ? "Việc này phải làm trực tiếp, chưa làm trực tuyến được." : "Ở đây chưa nộp trực tuyến được việc này. Có thể nộp tại quầy hoặc trên Cổng Dịch vụ công quốc gia.")}</p>
      )}
      <div className="way">
        <a className="button button-quiet" href="#den-quay">{say("Đến quầy")}</a>
        <p>{say("Mang giấy tờ đến, cán bộ hướng dẫn và khai giúp.")}</p>
      </div>
    </section>
  );
}

function KeyFacts({ procedure }: { procedure: Procedure }) {
  const limits = procedure.limits.map((limit) => capitalised(limit.case_name ? `${limit.text} (${limit.case_name})` : limit.text));
  return (
    <SummaryList
      rows={[
        { name: say("Làm để được gì"), value: procedure.results.length > 0 && <div lang="vi"><Lines items={procedure.results} /></div> },
        { name: say("Quyền lợi"), value: procedure.benefit },
        { name: say("Ai được làm"), value: procedure.applicants.join(", ") },
        { name: say("Bao lâu có kết quả"), value: limits.length > 0 && <div lang="vi"><Lines items={limits} /></div> },
        { name: say("Nộp ở đâu"), value: <Where procedure={procedure} /> },
        { name: say("Ai giải quyết"), value: procedure.deciding_agency_name },
      ]}
    />
  );
}

function Where({ procedure }: { procedure: Procedure }) {
  const centre = useCentre().data;
  if (!procedure.accepted_at_centre) return <span id="den-quay" lang="vi">{procedure.receiving}</span>;
  return (
    <div id="den-quay">
      <p>{procedure.any_centre ? say("Bất kỳ Trung tâm Phục vụ hành chính công xã, phường, đặc khu nào của thành phố, không kể nơi ông/bà cư trú") : <span lang="vi">{procedure.receiving}</span>}</p>
      {centre && (
        <>
          <p><strong>{centre.full_name}</strong>{centre.seat && <> – <span lang="vi">{centre.seat}</span></>}</p>
          {hourLines(centre.hours).map((line) => <div key={line}>{line}</div>)}
        </>
      )}
    </div>
  );
}

function More({ procedure }: { procedure: Procedure }) {
  const printed = procedure.documents.filter((paper) => paper.form_name);
  return (
    <section className="section" aria-label={say("Thông tin thêm")}>
      {(procedure.form || printed.length > 0) && (
        <Fold title={say("Mẫu đơn để trống")}>
          {procedure.form && <p><Link href={`/thu-tuc/${encodeURIComponent(procedure.id)}/mau-don`}>{say("Xem và in mẫu: {title}", { title: procedure.form.title })}</Link></p>}
          {printed.length > 0 && <ul lang="vi">{printed.map((paper) => <li key={paper.code}>{paper.name} – {paper.form_name}</li>)}</ul>}
          <p>{say("Mẫu giấy được phát miễn phí tại quầy; cán bộ có thể khai giúp.")}</p>
        </Fold>
      )}
      {procedure.conditions.length > 0 && <Fold title={say("Điều kiện")}><div lang="vi"><Lines items={procedure.conditions} /></div></Fold>}
      {procedure.steps.length > 0 && (
        <Fold title={say("Hồ sơ đi qua những bước nào")}>
          <ol lang="vi">{procedure.steps.map((step) => <li key={step.code}>{step.name}</li>)}</ol>
        </Fold>
      )}
      <Fold title={say("Căn cứ pháp lý")}>
        <p>{say("Mã thủ tục: {code}", { code: procedure.code || say("chưa có") })}</p>
        <Lines items={procedure.legal_bases} />
      </Fold>
    </section>
  );
}
