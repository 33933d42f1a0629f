import { say } from "@motcua/text";

import { api } from "../services";
import { FileLink } from "./file-link";

/** What proves that a dossier was filed from afar. */
export function SubmissionNote({ code }: { code: string }) {
  return <FileLink path={`citizen/dossiers/${encodeURIComponent(code)}/submission.pdf`} name={say("Giấy xác nhận đã nộp (PDF)")} fetchIt={() => api.submissionNote(code)} />;
}
