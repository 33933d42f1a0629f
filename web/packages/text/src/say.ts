// Sentences stand in the code in Vietnamese; another language is a table from them, loaded when somebody asks for it.

let words: Record<string, string> | undefined;

/** From here on sentences are said in these words; nothing goes back to Vietnamese. */
export function speakIn(table: Record<string, string> | undefined) {
  words = table;
}

export const isVietnamese = () => words === undefined;

/** A sentence in the language of the reader, `{name}` replaced. What is not in the table is said in Vietnamese. */
export function say(sentence: string, values?: Record<string, string | number>): string {
  const said = words?.[sentence] ?? sentence;
  return values ? said.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole)) : said;
}
