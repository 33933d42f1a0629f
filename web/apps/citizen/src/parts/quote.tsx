import { dongText, say } from "@motcua/text";

import type { FeeQuote } from "../citizen-types";

/** The lines of a fee and their sum. */
export function Quote({ quote }: { quote: FeeQuote }) {
  if (quote.exempt_because) return <><p className="big">{say("Được miễn: {why}.", { why: quote.exempt_because })}</p><p className="field-hint">{say("Theo lời khai của ông/bà. Cán bộ kiểm tra khi nhận hồ sơ.")}</p></>;
  if (quote.unknown_amount) return <p>{say("Mức thu của nơi này chưa có ở đây. Mời ông/bà hỏi tại quầy trước khi nộp.")}</p>;
  if (quote.total_vnd === 0) return <p className="big">{say("Không mất tiền.")}</p>;
  return (
    <table className="fee-table">
      <caption className="visually-hidden">{say("Số tiền phải nộp")}</caption>
      <tbody>
        {quote.lines.map((line) => (
          <tr key={line.code}>
            <th scope="row">{line.name}{line.quantity > 1 && ` × ${line.quantity}`}</th>
            <td>{dongText(line.amount_vnd)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{say("Tổng cộng")}</th>
          <td>{dongText(quote.total_vnd)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
