// Đ, and the Icelandic and African letters that look like it and are typed for it.
const likeD = /[đðɖ]/g;

/**
 * For comparing: lower case, no marks, đ→d, white space runs become one space, trimmed. The same function as text::fold of the
 * server; both are tested on src/platform/text/fold_cases.json.
 */
export function fold(text: string): string {
  return text.normalize("NFD").replace(/[\p{M}\p{Cf}]/gu, "").replace(/[\p{Lu}\p{Lt}]/gu, (c) => c.toLowerCase()).replace(likeD, "d").replace(/[\s\u0085]+/g, " ").trim().normalize("NFC");
}

/** The folded words of a text, punctuation dropped. */
export function foldedWords(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Whether every word of the question begins some word of the text: "ngo quy" finds "Phường Ngô Quyền". */
export function matchesWords(text: string, question: string): boolean {
  const words = foldedWords(text);
  return foldedWords(question).every((asked) => words.some((word) => word.startsWith(asked)));
}

/** Number of characters as people count them (code points after NFC). */
export function length(text: string): number {
  return [...text.normalize("NFC")].length;
}
