// The same tables stand in src/features/forms/code_points.cpp.

const letterRanges: [number, number][] = [
  [0x41, 0x5a], [0x61, 0x7a], [0xc0, 0xd6], [0xd8, 0xf6], [0xf8, 0x2af], [0x300, 0x36f],
  [0x370, 0x373], [0x376, 0x377], [0x386, 0x386], [0x388, 0x52f], [0x531, 0x556], [0x561, 0x587],
  [0x5d0, 0x5ea], [0x620, 0x64a], [0x904, 0x939], [0xe01, 0xe3a], [0xe40, 0xe4e], [0xe81, 0xecd],
  [0x1780, 0x17d3], [0x1e00, 0x1ffc], [0x3041, 0x30ff], [0x3400, 0x4dbf], [0x4e00, 0x9fff], [0xac00, 0xd7a3],
];

const unexpectedRanges: [number, number][] = [
  [0x00, 0x1f], [0x7f, 0x9f], [0x61c, 0x61c], [0x200b, 0x200b], [0x200e, 0x200f], [0x2028, 0x202e],
  [0x2060, 0x2069], [0xfeff, 0xfeff], [0xfff9, 0xfffb], [0xfffe, 0xffff],
];

const isAmong = (character: string, ranges: [number, number][]) => {
  const point = character.codePointAt(0)!;
  return ranges.some(([first, last]) => first <= point && point <= last);
};

/** Controls, marks that change the writing direction, byte order marks: nothing a person types. */
export function hasUnexpectedCharacters(text: string, linesAllowed: boolean): boolean {
  return [...text].some((c) => !(linesAllowed && (c === "\n" || c === "\t")) && isAmong(c, unexpectedRanges));
}

/** Letters of the world's scripts, space, hyphen, full stop, apostrophe; at least one letter. */
export function looksLikeAName(text: string): boolean {
  const characters = [...text];
  return characters.every((c) => " -.'’".includes(c) || isAmong(c, letterRanges)) && characters.some((c) => isAmong(c, letterRanges));
}
