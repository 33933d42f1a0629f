import { dueText, instantText } from "@motcua/text";

type Timeliness = "early" | "on_time" | "late" | "due_soon";

interface Due {
  state: string;
  due_at?: string;
  due_text?: string;
  timeliness?: Timeliness;
}

const paused: Record<string, string> = { awaiting_supplement: "Tạm dừng: chờ bổ sung", awaiting_payment: "Tạm dừng: chờ nộp tiền" };
const over = new Set(["finished", "returned", "rejected", "withdrawn", "stopped"]);

/** How a dossier stands against its time limit: always a word, the colour only helps. The server's own words come first. */
export function DueTag({ dossier }: { dossier: Due }) {
  const { state, due_at, due_text, timeliness } = dossier;
  if (paused[state]) return <span className="mark mark-plain">{paused[state]}</span>;
  if (over.has(state)) {
    if (timeliness === "late") return <span className="mark mark-late">Quá hạn</span>;
    return timeliness ? <span className="mark mark-good">{timeliness === "early" ? "Trước hạn" : "Đúng hạn"}</span> : null;
  }
  if (!due_at) return <span className="mark mark-plain">Chưa có hạn</span>;
  const reckoned = dueText(due_at, Date.now());
  const isLate = timeliness === "late" || reckoned.tone === "late";
  const tone = isLate ? "late" : timeliness === "due_soon" || reckoned.tone === "today" || reckoned.tone === "soon" ? "soon" : "calm";
  const text = due_text ?? reckoned.text;
  return <span className={`mark mark-${tone}`} title={`Hẹn trả ${instantText(due_at)}`}>{text.charAt(0).toUpperCase() + text.slice(1)}</span>;
}

const stateTones: Record<string, string> = {
  finished: "good", returned: "good", awaiting_supplement: "soon", awaiting_payment: "soon", rejected: "late", stopped: "late", withdrawn: "plain", registered: "plain",
};

export function StateTag({ state, name }: { state: string; name: string }) {
  return <span className={`mark mark-${stateTones[state] ?? "calm"}`}>{name}</span>;
}
