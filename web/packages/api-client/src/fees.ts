import type { components } from "./schema";

type Fee = components["schemas"]["Fee"];
type Channel = components["schemas"]["Channel"];

export interface FeeOption {
  code: string;
  /** "quá hạn"; what tells this line from the others of its group. */
  label: string;
  amount_vnd?: number;
}

/** Whether a line can apply to this way of filing; the post pays what the counter pays. */
export const suitsChannel = (fee: Fee, channel: Channel) => !fee.channel || (fee.channel === "online") === (channel === "online");

/** The alternatives of a group that a person chooses among. Prices by the page come in tiers that are one alternative. */
export function feeOptions(fees: Fee[], group: string, channel: Channel): FeeOption[] {
  const lines = fees.filter((fee) => fee.group === group && suitsChannel(fee, channel));
  const isTier = (fee: Fee) => fee.per === "trang" && lines.some((other) => other !== fee && other.per === "trang" && other.name === fee.name);
  const firstOfTiers = lines.filter((fee) => !isTier(fee) || lines.find((other) => other.per === "trang" && other.name === fee.name) === fee);
  return firstOfTiers.map((fee) => (isTier(fee) ? { code: fee.code, label: `${fee.name}, tính theo trang` } : { code: fee.code, label: fee.case_name ?? fee.name, amount_vnd: fee.amount_vnd }));
}
