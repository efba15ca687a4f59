import type { Evidence, EvidenceLog } from "../evidence/record.ts";
import type { Check } from "../verify/checks.ts";

/** The newest evidence of a check: same milestone, same command or steps, to the letter. */
export const newestFor = ({ milestone, text }: Check, { lines }: EvidenceLog): Evidence | undefined =>
  lines.findLast((line) => line.milestone.toUpperCase() === milestone && subjectOf(line) === text);

/** What a line of evidence is about: the command, or the steps for a person. */
export const subjectOf = (line: Evidence): string => (line.kind === "manual" ? line.steps : line.command);
