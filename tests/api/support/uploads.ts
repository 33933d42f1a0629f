import { done, type Answer, type Client } from "./client";

/** The smallest thing that is a PDF; other words make other bytes. */
export const aPdf = (words = "mẫu") => Buffer.from(`%PDF-1.4\n% ${words}\ntrailer<</Root 1 0 R>>\n%%EOF\n`);

export const send = (who: Client, name: string, bytes: Buffer, type = "application/octet-stream"): Promise<Answer> =>
  who.send("POST", "/api/files", { body: bytes, headers: { "Content-Type": type, "X-File-Name": encodeURIComponent(name) } });

export const upload = async (who: Client, name: string, bytes: Buffer): Promise<any> => done(await send(who, name, bytes), 201);
