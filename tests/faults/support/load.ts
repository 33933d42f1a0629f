import { birthRegistration, somebody } from "../../api/support/filings";
import { aPdf } from "../../api/support/uploads";
import { insist, type Desk, type Reply } from "./desk";

/** One dossier, as its client was told of it. */
export interface Intake {
  name: string;
  code?: string;
  version?: number;
}

let given = 0;
const run = Math.floor(Math.random() * 1e9);

/** A name in letters for each number: everybody files once, so that a dossier too many is seen. */
const nameOf = (n: number) => `Nguyễn Thị ${[...String(n)].map((digit) => "Abcdefghik"[Number(digit)]).join("")}`;

/** Counters that file, hand on and upload without a break. Whoever gets no answer sends the same again, under the same key. */
export class Load {
  readonly intakes: Intake[] = [];
  readonly digests: string[] = [];
  /** Answers by status, and attempts that got none. */
  readonly outcomes = new Map<number | "gone", number>();
  /** Milliseconds between two successes of anybody, the longest. */
  longestSilence = 0;
  private lastSuccess = Date.now();
  private workers: Promise<void>[] = [];
  private stopping = false;
  private readonly faults: string[] = [];

  constructor(private readonly desks: Desk[], private readonly wish: { clients?: number; uploads?: boolean } = {}) {}

  start() {
    this.lastSuccess = Date.now();
    this.workers = Array.from({ length: this.wish.clients ?? 16 }, (_, i) => this.work(this.desks[i % this.desks.length]!));
    return this;
  }

  /** Everybody finishes what is begun: after it there is nothing whose outcome a client does not know. */
  async stop() {
    this.stopping = true;
    await Promise.all(this.workers);
    this.succeeded();
    if (this.faults.length > 0) throw new Error(`unexpected answers:\n${this.faults.slice(0, 5).join("\n")}`);
    return this;
  }

  /** Acknowledged changes: dossiers and what was done with them. */
  get writes() {
    return this.intakes.reduce((sum, one) => sum + (one.version ?? 0), 0) + this.digests.length;
  }

  count(outcome: number | "gone") {
    return this.outcomes.get(outcome) ?? 0;
  }

  private async work(desk: Desk) {
    while (!this.stopping) {
      const n = ++given;
      const intake: Intake = { name: nameOf(n) };
      this.intakes.push(intake);
      const body = birthRegistration({ applicant: somebody({ full_name: intake.name, personal_id: undefined }) });
      const filed = await this.ask(desk, "POST", "/api/dossiers", body, `tai-${run}-${n}`, 201);
      if (!filed) return;
      this.note(intake, filed);
      if (n % 2 === 0) {
        const moved = await this.ask(desk, "POST", `/api/dossiers/${intake.code}/forward`, { version: intake.version }, `chuyen-${run}-${n}`, 200);
        if (!moved) return;
        this.note(intake, moved);
      }
      if (this.wish.uploads && n % 3 === 0) {
        const bytes = Buffer.concat([aPdf(`${run}-${n}`), Buffer.alloc(20_000, "x")]);
        const stored = await this.ask(desk, "POST", "/api/files", bytes, undefined, 201);
        if (!stored) return;
        this.digests.push(stored.json.digest);
      }
    }
  }

  private note(intake: Intake, reply: Reply) {
    intake.code = reply.json.code;
    intake.version = reply.json.version;
  }

  private async ask(desk: Desk, method: string, path: string, body: unknown, key: string | undefined, wanted: number): Promise<Reply | undefined> {
    const headers: Record<string, string> = key ? { "Idempotency-Key": key } : { "Content-Type": "application/octet-stream", "X-File-Name": "tep.pdf" };
    try {
      const reply = await insist(() => desk.send(method, path, body, headers), (outcome) => this.outcomes.set(outcome, this.count(outcome) + 1));
      if (reply.status === wanted) {
        this.succeeded();
        return reply;
      }
      this.faults.push(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.json).slice(0, 300)}`);
    } catch (error) {
      this.faults.push(`${method} ${path}: ${String(error)}`);
    }
    this.stopping = true;
    return undefined;
  }

  private succeeded() {
    const now = Date.now();
    this.longestSilence = Math.max(this.longestSilence, now - this.lastSuccess);
    this.lastSuccess = now;
  }
}
