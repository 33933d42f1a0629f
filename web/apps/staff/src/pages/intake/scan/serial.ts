import { useEffect, useRef, useSyncExternalStore } from "react";

import { ScannedLines } from "./lines";

// The part of Web Serial that is used here: https://wicg.github.io/serial/
interface SerialPort {
  readonly readable: ReadableStream<Uint8Array> | null;
  open(options: { baudRate: number }): Promise<void>;
  close(): Promise<void>;
}
export interface Serial {
  getPorts(): Promise<SerialPort[]>;
  requestPort(): Promise<SerialPort>;
}

// Readers on a USB cable take any speed; those on a real serial line come set to this one.
const baudRate = 9600;
const silence = 200;

/** A card reader in serial mode. It stays connected while the app is open, whoever is being served. */
export class SerialScanner {
  isConnected = false;
  failure: string | undefined;
  private isStarted = false;
  private readonly watchers = new Set<() => void>();
  private readonly takers = new Set<(text: string) => void>();

  constructor(readonly serial: Serial | undefined) {}

  watch = (watcher: () => void) => {
    this.watchers.add(watcher);
    return () => {
      this.watchers.delete(watcher);
    };
  };

  /** Whoever listens gets every line; a reader that was allowed before is connected by itself. */
  take(taker: (text: string) => void) {
    this.takers.add(taker);
    if (this.serial && !this.isStarted) {
      this.isStarted = true;
      void this.serial.getPorts().then(([port]) => port && this.listen(port)).catch(() => undefined);
    }
    return () => {
      this.takers.delete(taker);
    };
  }

  async connect() {
    const port = await this.serial?.requestPort().catch(() => undefined);
    if (port) await this.listen(port);
  }

  private async listen(port: SerialPort) {
    this.tell(false);
    try {
      await port.open({ baudRate });
      this.tell(true);
      await this.readAll(port);
      this.tell(false, "Máy quét đã ngắt. Cắm lại rồi nối lại.");
    } catch {
      this.tell(false, this.isConnected ? "Máy quét đã ngắt. Cắm lại rồi nối lại." : "Không mở được máy quét. Chương trình khác có thể đang dùng.");
    }
    await port.close().catch(() => undefined);
  }

  private async readAll(port: SerialPort) {
    const lines = new ScannedLines();
    const reader = port.readable!.getReader();
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      for (;;) {
        // oxlint-disable-next-line no-await-in-loop -- one piece after another.
        const { value, done } = await reader.read();
        clearTimeout(timer);
        if (done) return;
        for (const line of lines.push(value)) this.give(line);
        timer = setTimeout(() => this.give(lines.rest()), silence);
      }
    } finally {
      clearTimeout(timer);
      reader.releaseLock();
    }
  }

  private give(text: string) {
    if (text !== "") for (const taker of this.takers) taker(text);
  }

  private tell(isConnected: boolean, failure?: string) {
    this.isConnected = isConnected;
    this.failure = failure;
    for (const watcher of this.watchers) watcher();
  }
}

const scanner = new SerialScanner((globalThis.navigator as { serial?: Serial } | undefined)?.serial);

/** The reader of this computer; nothing where the browser knows no serial lines. */
export function useSerialScanner(onText: (text: string) => void) {
  const latest = useRef(onText);
  useEffect(() => {
    latest.current = onText;
  });
  useEffect(() => scanner.take((text) => latest.current(text)), []);
  const isConnected = useSyncExternalStore(scanner.watch, () => scanner.isConnected);
  const failure = useSyncExternalStore(scanner.watch, () => scanner.failure);
  return scanner.serial && { isConnected, failure, connect: () => void scanner.connect() };
}
