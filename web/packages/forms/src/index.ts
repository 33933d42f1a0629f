export { AddressFields, type Address } from "./address";
export * from "./engine";
export { FormView, type FormViewProps } from "./form-view";
export { askedFields, pagesOf, type FormPage } from "./pages";
export { controlId, labelOf, shownProblems, type ShownProblem } from "./paths";
export { readable, type ReadableAnswer } from "./readable";
export { prefilled, wantsPrefill } from "./prefill";
export { FormServicesContext, type CommuneChoice, type FormServices } from "./services";
export type * from "./types";
