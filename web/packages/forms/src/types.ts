// The definition of an electronic form, as the server reads it from catalogue/forms (src/features/forms/forms.hpp tells what each
// member means). The server is the authority; what stands here must decide alike, and the files of cases/ hold both to it.

export type FieldType =
  | "text" | "long_text" | "name" | "number" | "money" | "date" | "partial_date" | "personal_id" | "phone" | "email"
  | "select" | "radio" | "check" | "checks" | "file" | "address" | "person" | "group" | "note";

export interface Option {
  value: string;
  label: string;
}

export interface Condition {
  field: string;
  equals?: string;
  one_of?: string[];
  answered?: boolean;
  at_least?: number;
  within_days?: number;
  beyond_days?: number;
}

export interface Field {
  name: string;
  type: FieldType;
  label: string;
  hint?: string;
  required?: boolean;
  options?: Option[];
  min?: number;
  max?: number;
  pattern?: string;
  pattern_error?: string;
  not_before?: string;
  not_after?: string;
  when?: Condition[];
  prefill?: string;
  fields?: Field[];
}

export interface Section {
  title: string;
  hint?: string;
  when?: Condition[];
  fields: Field[];
}

export interface Form {
  code: string;
  version: number;
  title: string;
  legal_form?: string;
  sections: Section[];
}

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json | undefined };
export type Answers = { [name: string]: Json | undefined };

export interface FieldProblem {
  field: string;
  code: string;
  values?: Record<string, string>;
}

export interface Place {
  commune_name: string;
  province_code: string;
  province_name: string;
}
/** What a commune's code stands for; nothing when there is no such code. */
export type PlaceLookup = (communeCode: string) => Place | undefined;
