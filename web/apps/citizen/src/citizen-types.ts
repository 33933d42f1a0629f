import type { Schemas } from "@motcua/api-client";
import type { Answers } from "@motcua/forms";

// The bodies of what a signed-in citizen asks and is told, from the server's OpenAPI; answers are what the form declares.

type WithAnswers<T> = Omit<T, "answers"> & { answers: Answers };

export type Provider = Schemas["ProviderView"];
export type Citizen = Schemas["CitizenView"];
export type LinkCode = Schemas["LinkCode"];
export type Person = Schemas["Person"];
export type Representative = Schemas["Representative"];
export type FileRef = Pick<Schemas["FileView"], "digest" | "name" | "size" | "media_type">;

export type EarlierPaper = Schemas["EarlierPaper"];
export type EarlierAnswer = Omit<Schemas["EarlierAnswer"], "value"> & { value?: Answers[string] };
export type Prefill = WithAnswers<Omit<Schemas["Prefill"], "earlier">> & { earlier: EarlierAnswer[] };

export type Mandate = Schemas["Mandate"];
export type PaperInDraft = Schemas["FiledPaper"];
export type DraftContent = WithAnswers<Schemas["DraftContent"]>;
export type DraftRow = Schemas["DraftLine"];
export type Draft = Omit<Schemas["Draft"], "content"> & { content: DraftContent };
export type FeeQuote = Schemas["FeeQuote"];
export type Labelled = Schemas["ReadableAnswer"];
export type DraftCheck = Schemas["DraftCheckView"];
export type Submission = Schemas["Submission"];
export type ConsentCode = Schemas["ConsentCodeView"];

export type MyDossierRow = Schemas["OwnRow"];
export type MyDossier = Schemas["MyDossier"];
export type Rating = Schemas["DossierRatingInput"];
export type Confirmation = Schemas["ShownConfirmation"];
