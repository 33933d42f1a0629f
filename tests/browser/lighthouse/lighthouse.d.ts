// What is used of two packages that the web's type check does not have installed.
declare module "lighthouse" {
  interface Audit {
    title: string;
    score: number | null;
    details?: { items?: { node?: { selector: string } }[] };
  }
  interface Report {
    categories: { accessibility: { score: number | null; auditRefs: { id: string; weight: number }[] } };
    audits: Record<string, Audit>;
  }
  export function snapshot(page: object, options: { flags: object }): Promise<{ lhr: Report }>;
}

declare module "puppeteer-core" {
  interface Browser {
    pages(): Promise<{ url(): string; evaluate(script: string): Promise<unknown> }[]>;
    disconnect(): Promise<void>;
  }
  export function connect(options: { browserURL: string; defaultViewport: null }): Promise<Browser>;
}
