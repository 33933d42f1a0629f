import { isDay } from "./dates";

export interface IdCard {
  personal_id: string;
  old_id?: string;
  full_name: string;
  birth_date?: string;
  sex?: "male" | "female";
  residence?: string;
  issued_on?: string;
}

function eightDigitDay(text: string | undefined): string | undefined {
  const match = /^(\d{2})\/?(\d{2})\/?(\d{4})$/.exec(text ?? "");
  const day = match ? `${match[3]}-${match[2]}-${match[1]}` : "";
  return isDay(day) ? day : undefined;
}

/**
 * Reads the QR text of an identity card: number|old number|name|ddMMyyyy|sex|residence|ddMMyyyy of issue. Later cards may carry
 * more fields and some readers leave the last away, so six are enough and the rest is ignored. Nothing when it is no such text.
 */
export function readIdCard(scanned: string): IdCard | undefined {
  const parts = scanned.replace(/[\ufeff\r\n]/g, "").normalize("NFC").split("|").map((part) => part.trim());
  if (parts.length < 6 || !/^\d{12}$/.test(parts[0]!) || !parts[2]) return undefined;
  const sex = parts[4]!.toLowerCase();
  return {
    personal_id: parts[0]!,
    old_id: /^\d{9}$/.test(parts[1]!) ? parts[1] : undefined,
    full_name: capitalisedName(parts[2]),
    birth_date: eightDigitDay(parts[3]),
    sex: sex === "nam" ? "male" : sex.startsWith("n") ? "female" : undefined,
    residence: parts[5] || undefined,
    issued_on: eightDigitDay(parts[6]),
  };
}

/** "NGUYỄN VĂN AN" and "nguyễn văn an" → "Nguyễn Văn An"; a name in mixed case stays as it is. */
export function capitalisedName(name: string): string {
  const text = name.trim().replace(/\s+/g, " ");
  if (text !== text.toUpperCase() && text !== text.toLowerCase()) return text;
  return text.toLowerCase().replace(/(^|[\s-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

export interface PersonalIdFacts {
  sex: "male" | "female";
  birth_year: number;
}

/** What the digits of a personal number say: the fourth tells sex and century, the next two the year. */
export function personalIdFacts(id: string): PersonalIdFacts | undefined {
  if (!/^\d{12}$/.test(id)) return undefined;
  const fourth = Number(id[3]);
  return { sex: fourth % 2 === 0 ? "male" : "female", birth_year: 1900 + Math.floor(fourth / 2) * 100 + Number(id.slice(4, 6)) };
}

/** A phone number of Viet Nam as 10 or 11 digits from whatever people type, or nothing. */
export function normalisedPhone(typed: string): string | undefined {
  const digits = typed.replace(/[\s.\-()]/g, "").replace(/^\+?84(?=\d{9,10}$)/, "0");
  return /^0[35789]\d{8}$/.test(digits) || /^02\d{9}$/.test(digits) ? digits : undefined;
}

/** "0912 345 678" */
export function phoneText(phone: string): string {
  return phone.length === 10 ? `${phone.slice(0, 4)} ${phone.slice(4, 7)} ${phone.slice(7)}` : phone;
}

/** What a person typed or scanned as a dossier's code, in its written form: no spaces, capital letters. */
export function tidyDossierCode(typed: string): string {
  const link = /[?&]ma=([^&\s]+)/.exec(typed);
  return (link ? decodeURIComponent(link[1]!) : typed).replace(/\s+/g, "").replace(/[–—]/g, "-").toUpperCase();
}

/** Accepts both orders of the identifier's groups: H24.258-260702-0001 and 000.00.01.H26-260930-0012. */
export function isDossierCode(code: string): boolean {
  return /^[A-Z0-9]{2,3}(\.[A-Z0-9]{2,3}){0,5}-\d{6}-\d{4,12}$/.test(code);
}
