import { createServer, type AddressInfo, type Socket } from "node:net";

/** What stands in for clamd: speaks INSTREAM and says what it is told to. */
export interface Scanner {
  port: number;
  mode: "clean" | "infected" | "closes" | "nonsense" | "error";
  /** The files it was given, as it understood them. */
  seen: Buffer[];
  close(): void;
}

const command = Buffer.from("zINSTREAM\0");

function answer(mode: Scanner["mode"]): string {
  if (mode === "infected") return "stream: Eicar-Test-Signature FOUND\0";
  if (mode === "error") return "INSTREAM size limit exceeded. ERROR\0";
  return mode === "nonsense" ? "xin chào\0" : "stream: OK\0";
}

/** The file in the chunks after the command, or nothing while the last chunk has not come. */
function fileIn(bytes: Buffer): Buffer | undefined {
  const parts: Buffer[] = [];
  for (let at = command.length; at + 4 <= bytes.length; ) {
    const size = bytes.readUInt32BE(at);
    if (size === 0) return Buffer.concat(parts);
    parts.push(bytes.subarray(at + 4, at + 4 + size));
    at += 4 + size;
  }
  return undefined;
}

export function aScanner(): Promise<Scanner> {
  const listen = (socket: Socket) => {
    let bytes = Buffer.alloc(0);
    if (scanner.mode === "closes") return void socket.destroy();
    socket.on("error", () => undefined);
    socket.on("data", (part) => {
      bytes = Buffer.concat([bytes, part]);
      if (bytes.length >= command.length && !bytes.subarray(0, command.length).equals(command)) return void socket.end("UNKNOWN COMMAND\0");
      const file = fileIn(bytes);
      if (!file) return;
      scanner.seen.push(file);
      socket.end(answer(scanner.mode));
    });
  };
  const server = createServer(listen);
  const scanner: Scanner = { port: 0, mode: "clean", seen: [], close: () => void server.close() };
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => {
    scanner.port = (server.address() as AddressInfo).port;
    resolve(scanner);
  }));
}
