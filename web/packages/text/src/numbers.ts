/** "1.250.000" */
export function numberText(n: number): string {
  return String(Math.trunc(n)).replace(/\B(?=(\d{3})+$)/g, ".");
}

/** "1.250.000 đ", with a space at which no line breaks. */
export function dongText(dong: number): string {
  return `${numberText(dong)}\u00a0đ`;
}

/** What a person typed as an amount: "1.250.000", "1250000 đ", "1,250,000". */
export function parseDong(typed: string): number | undefined {
  const digits = typed.replace(/[\s.,đ₫]/gi, "");
  return /^\d{1,15}$/.test(digits) ? Number(digits) : undefined;
}

/** "1,2 MB" */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} byte`;
  const kilo = bytes / 1024;
  if (kilo < 1024) return `${Math.round(kilo)} kB`;
  return `${(kilo / 1024).toFixed(1).replace(".", ",")} MB`;
}
