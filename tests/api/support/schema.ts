/** Whether an answer is what the server's own OpenAPI document promises. */

export interface Schema {
  $ref?: string;
  type?: "object" | "array" | "string" | "integer" | "number" | "boolean" | "null";
  format?: string;
  enum?: string[];
  pattern?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  additionalProperties?: boolean | Schema;
}

interface Reply {
  $ref?: string;
  content?: Record<string, { schema: Schema }>;
}

export interface Operation {
  "x-permission": string;
  summary: string;
  responses: Record<string, Reply>;
  requestBody?: { content: Record<string, { schema: Schema }> };
  parameters?: { name: string; in: string }[];
}

export interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; responses: Record<string, Reply> };
}

export interface Given {
  method: string;
  path: string;
  status: number;
  contentType: string;
  body: Buffer;
}

const formats: Record<string, RegExp> = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  "date-time": /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/,
};

export class Contract {
  private readonly routes: { pattern: RegExp; literal: number; path: string }[];

  constructor(readonly document: Document) {
    this.routes = Object.keys(document.paths).map((path) => ({
      path,
      pattern: new RegExp(`^${path.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{\w+\}/g, "[^/]+")}$`),
      literal: path.replace(/\{\w+\}/g, "").length,
    }));
  }

  operation(method: string, path: string): Operation | undefined {
    const found = this.routes.filter((route) => route.pattern.test(path)).sort((a, b) => b.literal - a.literal)[0];
    return found && this.document.paths[found.path]?.[(method === "HEAD" ? "get" : method).toLowerCase()];
  }

  /** What is wrong with an answer; nothing when it keeps the contract. */
  faults(given: Given): string[] {
    const operation = this.operation(given.method, given.path);
    const says = (what: string) => [`${given.method} ${given.path} answered ${given.status}: ${what}`];
    const replies = operation?.responses ?? {};
    const isDone = given.status >= 200 && given.status < 400;
    if (isDone && !operation) return given.path.startsWith("/api/") ? says("the route is not in the document") : [];
    let reply = isDone ? (replies[String(given.status)] ?? replies["2XX"]) : (replies["default"] ?? { $ref: "#/components/responses/Problem" });
    if (!reply) return says("the status is not in the document");
    if (reply.$ref) reply = this.document.components.responses[nameOf(reply.$ref)]!;
    if (given.method === "HEAD") return [];
    if (!reply.content) return given.body.length > 0 ? says("a body that the document does not have") : [];
    const type = given.contentType.split(";")[0]!;
    const content = reply.content[type] ?? reply.content["*/*"];
    if (!content) return says(`${type} instead of ${Object.keys(reply.content).join(" or ")}`);
    if (!type.endsWith("json")) return [];
    const problems: string[] = [];
    this.check(JSON.parse(given.body.toString("utf8")), content.schema, "answer", problems);
    return problems.flatMap(says);
  }

  check(value: unknown, schema: Schema, at: string, faults: string[]): void {
    if (schema.$ref) return this.check(value, this.document.components.schemas[nameOf(schema.$ref)]!, at, faults);
    if (schema.anyOf) {
      const tries = schema.anyOf.map((one) => {
        const own: string[] = [];
        this.check(value, one, at, own);
        return own;
      });
      if (!tries.some((own) => own.length === 0)) faults.push(`${at} fits none of its shapes`);
      return;
    }
    if (schema.enum && !schema.enum.includes(value as string)) faults.push(`${at} is ${JSON.stringify(value)}, not one of ${schema.enum.join(", ")}`);
    if (schema.type && !isOfType(value, schema.type)) return void faults.push(`${at} is no ${schema.type}: ${JSON.stringify(value)}`);
    if (typeof value === "string") this.checkText(value, schema, at, faults);
    if (Array.isArray(value) && schema.items) value.forEach((item, i) => this.check(item, schema.items!, `${at}[${i}]`, faults));
    if (schema.properties) this.checkMembers(value as Record<string, unknown>, schema, at, faults);
  }

  private checkText(text: string, schema: Schema, at: string, faults: string[]) {
    const format = schema.format && formats[schema.format];
    if (format && !format.test(text)) faults.push(`${at} is no ${schema.format}: ${text}`);
    if (schema.pattern && !new RegExp(schema.pattern, "u").test(text)) faults.push(`${at} does not look like ${schema.pattern}: ${text}`);
  }

  private checkMembers(value: Record<string, unknown>, schema: Schema, at: string, faults: string[]) {
    for (const name of schema.required ?? []) if (!(name in value)) faults.push(`${at}.${name} is missing`);
    for (const [name, member] of Object.entries(value)) {
      const its = schema.properties![name];
      // The web's types are made from the document: a member it does not know is one that nobody can use.
      if (!its) faults.push(`${at}.${name} is not in the document`);
      else this.check(member, its, `${at}.${name}`, faults);
    }
  }
}

const nameOf = (reference: string) => reference.slice(reference.lastIndexOf("/") + 1);

function isOfType(value: unknown, type: NonNullable<Schema["type"]>): boolean {
  switch (type) {
    case "object": return typeof value === "object" && value !== null && !Array.isArray(value);
    case "array": return Array.isArray(value);
    case "integer": return Number.isInteger(value);
    case "null": return value === null;
    default: return typeof value === type;
  }
}
