import type { CommuneChoice, Place } from "@motcua/forms";
import { capitalised, fold } from "@motcua/text";

import { api, queries } from "./services";

type Commune = Awaited<ReturnType<typeof api.communes>>["items"][number];

const offered = new Map<string, CommuneChoice>();
const choiceOf = (c: Commune): CommuneChoice => ({ code: c.code, province_code: c.province_code, text: `${capitalised(c.type)} ${c.name}, ${c.province_name}` });

/** "tan minh" and also "tan minh hai phong", as people say it. */
export async function findCommunes(question: string): Promise<CommuneChoice[]> {
  const found = await named(question);
  const choices = found.map(choiceOf);
  for (const choice of choices) offered.set(choice.code, choice);
  return choices;
}

async function named(question: string): Promise<Commune[]> {
  const found = (await api.communes(question)).items;
  const folded = fold(question);
  if (found.length > 0 || !folded.includes(" ")) return found;
  const provinces = (await queries.ensureQueryData({ queryKey: ["provinces"], queryFn: api.provinces, staleTime: Infinity })).items;
  const province = provinces.find((one) => folded.endsWith(` ${fold(one.name)}`));
  return province ? (await api.communes(folded.slice(0, -fold(province.name).length).trim(), province.code)).items : [];
}

/** The commune of an answer that was not given on this device: one that was offered, or one of the city. */
export async function communeOf(code: string): Promise<CommuneChoice | undefined> {
  const known = offered.get(code);
  if (known) return known;
  const units = (await queries.ensureQueryData({ queryKey: ["units"], queryFn: api.units, staleTime: Infinity })).items;
  const unit = units.find((one) => one.code === code);
  return unit && { code, text: unit.full_name, province_code: "" };
}

/** What is known already of a commune, for reading. */
export function placeOf(code: string): Place | undefined {
  const units = queries.getQueryData<Awaited<ReturnType<typeof api.units>>>(["units"])?.items;
  const text = offered.get(code)?.text ?? units?.find((one) => one.code === code)?.full_name;
  return text ? { commune_name: text, province_name: "", province_code: "" } : undefined;
}
