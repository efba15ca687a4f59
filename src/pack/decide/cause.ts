import type { FileReport } from "../types.ts";
import type { Situation } from "./types.ts";

/** What the table says of templates, for a run in which they are the same and only the answers are new. */
const ofAnswers: [RegExp, string][] = [
  [/^the template changed\b/, "your answers changed it"],
  [/^the template is gone\b/, "your answers do not call for it any more"],
  [/\bthe template changed since$/, "your answers changed what it would say"],
  [/\bby you and by the template$/, "by you and by your new answers"],
  [/\bthe template's changes were merged$/, "what your answers changed were merged"],
];

/** A report in words that name what changed: a newer template, or the answers. */
export function inWordsOfCause(report: FileReport, { labels }: Situation): FileReport {
  if (labels.base !== labels.incoming) return report;
  const found = ofAnswers.find(([pattern]) => pattern.test(report.reason));
  return found === undefined ? report : { ...report, reason: report.reason.replace(...found) };
}
