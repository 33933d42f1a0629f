import { say } from "@motcua/text";

import type { Procedure } from "../services";

const names = { full_online: "Làm trực tuyến toàn bộ", partial_online: "Nộp trực tuyến được một phần", none: "Làm trực tiếp" } as const;

export const onlineName = (level: Procedure["online"]) => say(names[level]);

/** Whether a citizen may file it here: the centre takes it, the law allows it, and its form is declared. */
export const canApplyHere = (procedure: Procedure) => procedure.accepted_at_centre && procedure.online !== "none" && procedure.form !== undefined;
