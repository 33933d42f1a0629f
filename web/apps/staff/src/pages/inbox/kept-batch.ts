import { randomKey } from "@motcua/api-client";

import type { DossierQuestion, DossierRow } from "../../services";
import { isTyped, type ActValues } from "../dossier/acts";
import type { BulkItem } from "./bulk";

// What an officer typed for many dossiers and did not send, with the dossiers that were chosen.

export interface KeptBatch {
  act: string;
  name: string;
  /** The list that they were chosen from. */
  question: DossierQuestion;
  items: BulkItem[];
  values: ActValues;
}

const prefix = "lo.";
export const newPlace = () => prefix + randomKey();
export const isPlaceOfBatch = (place: string) => place.startsWith(prefix);

/** Its name in the list of unfinished work; nothing where only dossiers were chosen and nothing typed. */
export const titleOfBatch = ({ name, items, values }: KeptBatch) => (isTyped(values) && items.length > 0 ? `${name} ${items.length} hồ sơ` : undefined);

/** Of those that were chosen the ones that nobody has touched since, as they lie in the list now: what was already done is not done twice. */
export const untouched = (chosen: BulkItem[], now: DossierRow[]) => now.filter((row) => chosen.some(({ code, version }) => code === row.code && version === row.version));
