// What a card reader sends over its cable: a line a card, in UTF-8 or in the page of letters that older readers use.

const utf8 = new TextDecoder("utf-8", { fatal: true });
const older = new TextDecoder("windows-1258");

function textOf(bytes: number[]): string {
  const whole = Uint8Array.from(bytes);
  try {
    return utf8.decode(whole).normalize("NFC").trim();
  } catch {
    return older.decode(whole).normalize("NFC").trim();
  }
}

const isEnd = (byte: number) => byte === 10 || byte === 13;
// Longer than any card's text: what has no end is thrown away.
const longest = 4096;

/** Puts the pieces together that arrive as the cable likes. */
export class ScannedLines {
  private bytes: number[] = [];

  /** The lines that end in this piece. */
  push(piece: Uint8Array): string[] {
    const lines: string[] = [];
    for (const byte of piece) {
      if (isEnd(byte)) lines.push(this.rest());
      else this.bytes.push(byte);
    }
    if (this.bytes.length > longest) this.bytes = [];
    return lines.filter((line) => line !== "");
  }

  /** What came without an end: readers that are set up so fall silent after a card. */
  rest(): string {
    const text = textOf(this.bytes);
    this.bytes = [];
    return text;
  }
}
