import { dueText, instantText } from "@motcua/text";

interface Due {
  state: string;
  due_at?: string;
  late: boolean;
  /** Known once the work is finished. */
  timeliness?: "early" | "on_time" | "late";
}

const paused: Record<string, string> = { supplementing: "Tạm dừng: chờ bổ sung", awaiting_payment: "Tạm dừng: chờ nộp tiền" };
const over = new Set(["resolved", "returned", "rejected", "withdrawn", "stopped"]);

/** How a dossier stands against its time limit: always a word, the colour only helps. The server says what is late. */
export function DueTag({ dossier }: { dossier: Due }) {
  const { state, due_at, late, timeliness } = dossier;
  if (paused[state]) return <span className="mark mark-plain">{paused[state]}</span>;
  if (over.has(state)) {
    if (late || timeliness === "late") return <span className="mark mark-late">Quá hạn</span>;
    return timeliness ? <span className="mark mark-good">{timeliness === "early" ? "Trước hạn" : "Đúng hạn"}</span> : null;
  }
  if (!due_at) return <span className="mark mark-plain">Chưa có hạn</span>;
  const reckoned = dueText(due_at, Date.now());
  const tone = late || reckoned.tone === "late" ? "late" : reckoned.tone === "calm" ? "calm" : "soon";
  // An extended dossier is late against its first date while the new one is still to come.
  const text = late && reckoned.tone !== "late" ? `đã gia hạn, ${reckoned.text}` : reckoned.text;
  return <span className={`mark mark-${tone}`} title={`Hẹn trả ${instantText(due_at)}`}>{text.charAt(0).toUpperCase() + text.slice(1)}</span>;
}

const stateTones: Record<string, string> = {
  resolved: "good", returned: "good", supplementing: "soon", awaiting_payment: "soon", rejected: "late", stopped: "late", withdrawn: "plain", registered: "plain",
};

export function StateTag({ state, name }: { state: string; name: string }) {
  return <span className={`mark mark-${stateTones[state] ?? "calm"}`}>{name}</span>;
}
