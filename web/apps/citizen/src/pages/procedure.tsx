import { Banner, Fold, Loading, SummaryList, Tag } from "@motcua/kit";
import { capitalised } from "@motcua/text";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";

import { Failure } from "../parts/failure";
import { Fees } from "../parts/fees";
import { Page } from "../parts/page";
import { Papers } from "../parts/papers";
import { api, type Procedure } from "../services";
import { onlineNames } from "./procedures";

export function ProcedurePage({ id }: { id: string }) {
  const found = useQuery({ queryKey: ["procedure", id], queryFn: () => api.procedure(id) });
  if (found.isPending) return <Loading />;
  if (found.error) {
    return (
      <Page title="Thủ tục">
        <Failure error={found.error} onRetry={() => void found.refetch()} />
        <p><Link href="/thu-tuc">Xem tất cả thủ tục</Link></p>
      </Page>
    );
  }
  const procedure = found.data;
  return (
    <Page title={procedure.name} windowTitle={procedure.short_name}>
      <p className="tag-line">
        <Tag>{procedure.subject}</Tag>
        <Tag tone={procedure.online === "none" ? "plain" : "calm"}>{onlineNames[procedure.online]}</Tag>
      </p>
      {!procedure.accepted_at_centre && (
        <Banner tone="warn" title="Trung tâm không nhận hồ sơ này">
          <p>Nơi nhận: {procedure.receiving}. Trung tâm chỉ hướng dẫn.</p>
        </Banner>
      )}
      {procedure.note && <Banner title="Cần biết"><p>{procedure.note}</p></Banner>}
      <section className="card" aria-label="Tóm tắt"><KeyFacts procedure={procedure} /></section>
      <Papers documents={procedure.documents} />
      <Fees procedure={procedure} />
      <More procedure={procedure} />
      <p className="no-print section">
        <button type="button" className="button button-quiet" onClick={() => window.print()}>In trang này để mang theo</button>
      </p>
    </Page>
  );
}

function Lines({ items }: { items: string[] }) {
  if (items.length <= 1) return <>{items[0]}</>;
  return <ul>{items.map((item) => <li key={item}>{item}</li>)}</ul>;
}

function KeyFacts({ procedure }: { procedure: Procedure }) {
  const limits = procedure.limits.map((limit) => capitalised(limit.case_name ? `${limit.text} (${limit.case_name})` : limit.text));
  const where = procedure.any_centre
    ? "Bất kỳ Trung tâm Phục vụ hành chính công xã, phường, đặc khu nào của thành phố, không kể nơi ông/bà cư trú"
    : procedure.receiving;
  return (
    <SummaryList
      rows={[
        { name: "Bao lâu có kết quả", value: limits.length > 0 && <Lines items={limits} /> },
        { name: "Nộp ở đâu", value: procedure.accepted_at_centre ? where : procedure.receiving },
        { name: "Ai giải quyết", value: procedure.deciding_agency_name },
        { name: "Nhận được gì", value: procedure.results.length > 0 && <Lines items={procedure.results} /> },
        { name: "Quyền lợi", value: procedure.benefit },
        { name: "Ai được làm", value: procedure.applicants.join(", ") },
      ]}
    />
  );
}

function More({ procedure }: { procedure: Procedure }) {
  return (
    <section className="section" aria-label="Thông tin thêm">
      {procedure.conditions.length > 0 && <Fold title="Điều kiện"><Lines items={procedure.conditions} /></Fold>}
      {procedure.steps.length > 0 && (
        <Fold title="Hồ sơ đi qua những bước nào">
          <ol>{procedure.steps.map((step) => <li key={step.code}>{step.name}</li>)}</ol>
        </Fold>
      )}
      <Fold title="Căn cứ pháp lý">
        <p>Mã thủ tục: {procedure.code || "chưa có"}</p>
        <Lines items={procedure.legal_bases} />
      </Fold>
    </section>
  );
}
