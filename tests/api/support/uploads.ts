import { done, type Answer, type Client } from "./client";

/** The smallest thing that is a PDF; other words make other bytes. */
export const aPdf = (words = "mẫu") => Buffer.from(`%PDF-1.4\n% ${words}\ntrailer<</Root 1 0 R>>\n%%EOF\n`);

export const send = (who: Client, name: string, bytes: Buffer, type = "application/octet-stream"): Promise<Answer> =>
  who.send("POST", "/api/files", { body: bytes, headers: { "Content-Type": type, "X-File-Name": encodeURIComponent(name) } });

export const upload = async (who: Client, name: string, bytes: Buffer): Promise<any> => done(await send(who, name, bytes), 201);

/** A ZIP archive of empty parts with these names, whole with its directory. */
export function aZip(...names: string[]): Buffer {
  const parts: Buffer[] = [], directory: Buffer[] = [];
  let at = 0;
  for (const name of names.map((it) => Buffer.from(it))) {
    const part = Buffer.alloc(30 + name.length), entry = Buffer.alloc(46 + name.length);
    part.write("PK\x03\x04", "latin1");
    part.writeUInt16LE(name.length, 26);
    name.copy(part, 30);
    entry.write("PK\x01\x02", "latin1");
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    name.copy(entry, 46);
    parts.push(part);
    directory.push(entry);
    at += part.length;
  }
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(names.length, 8);
  end.writeUInt16LE(names.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...directory, end]);
}
