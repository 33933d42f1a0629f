import { say } from "@motcua/text";

import type { DraftContent } from "../../citizen-types";

/** On every page: for whom one is acting, when it is not oneself. */
export function MandateLine({ content }: { content: DraftContent }) {
  if (content.mandate === "self" || !content.applicant) return null;
  return <p className="mandate">{say("Làm thay cho:")} <strong>{content.applicant.full_name}</strong> ({content.representative?.authorisation})</p>;
}
