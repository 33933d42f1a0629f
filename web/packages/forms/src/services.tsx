import { createContext, useContext } from "react";

export interface CommuneChoice {
  code: string;
  /** "Xã Tân Minh, thành phố Hải Phòng" */
  text: string;
  province_code: string;
}

/** What the renderer asks of the app around it. */
export interface FormServices {
  /** Three fields for a date, or one typed as dd/mm/yyyy. */
  dates: "parts" | "text";
  findCommunes(question: string): Promise<CommuneChoice[]>;
  /** The commune of a code, for answers that were not chosen on this page. */
  commune(code: string): Promise<CommuneChoice | undefined>;
  /** Stores a file and tells its digest; without it files are not asked. */
  store?(file: File): Promise<{ digest: string; name: string }>;
}

export const FormServicesContext = createContext<FormServices | undefined>(undefined);

export function useFormServices(): FormServices {
  const services = useContext(FormServicesContext);
  if (!services) throw new Error("FormServicesContext is missing around a form");
  return services;
}
