const marks = /[\u0300-\u036f]/g;

/** For comparing: lower case, no marks, đ→d, white space runs become one space, trimmed. The same function as text::fold of the server. */
export function fold(text: string): string {
  return text.normalize("NFD").replace(marks, "").toLowerCase().replace(/đ/g, "d").replace(/\s+/g, " ").trim();
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
