import type { Schemas } from "@motcua/api-client";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../../services";

export type ConversationRow = Schemas["ConversationRow"];
export type UnknownQuestion = Schemas["UnknownQuestion"];
export type DraftRequest = Schemas["PaperRequest"];
export type Draft = Schemas["PaperDraft"];
export type DeskAnswer = Schemas["DeskAnswer"];

export const conversationsQuery = queryOptions({ queryKey: ["conversations"], queryFn: api.conversations, refetchInterval: 20_000 });
export const conversationQuery = (id: number) => queryOptions({ queryKey: ["conversation", id], queryFn: () => api.conversation(id), refetchInterval: 5_000 });
export const unknownQuery = queryOptions({ queryKey: ["unknown-questions"], queryFn: api.unknownQuestions });
export const remindersQuery = queryOptions({ queryKey: ["reminders"], queryFn: api.reminders, refetchInterval: 60_000 });
export const draftKindsQuery = queryOptions({ queryKey: ["draft-kinds"], queryFn: api.draftKinds, staleTime: Infinity });
