import { visible } from "../../config/words.ts";
import { countWords, type Shown } from "../../ui/findings.ts";
import type { Finding } from "./types.ts";

/**
 * Findings as annotations of GitHub's workflows, one line each.
 *
 * @see https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 * @param file path of the plan relative to the repository
 */
export function githubLines(findings: readonly Shown[], file: string): string[] {
  return findings.map(({ severity, rule, line, column, what, fix }) => {
    const properties = { file, line, col: column, title: rule };
    const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
    return `::${severity} ${written.join(",")}::${escapeData(`${what}\n${fix}`)}`;
  });
}

const escapeData = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const escapeProperty = (text: string): string => escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

/** A finding as JSON documents have it. */
export interface FindingDocument {
  rule: string;
  severity: "error" | "warning";
  line: number;
  column: number;
  /** `null` where it is about no milestone and no item. */
  id: string | null;
  text: string;
  what: string;
  fix: string;
}

/** Longest quotation of the plan in a JSON document, in UTF-16 units. */
const longestText = 200;

export const findingDocument = ({ rule, severity, line, column, id, text, what, fix }: Finding): FindingDocument => ({
  rule,
  severity,
  line,
  column,
  id: id ?? null,
  text: visible(text, longestText),
  what,
  fix,
});

/**
 * Findings in one clause for the verdict's line: `1 error: milestone/no-validation M2 (line 84)`, or the counts with the first
 * error when there are several.
 */
export function findingClause(findings: readonly Finding[]): string {
  const first = findings.find(({ severity }) => severity === "error") ?? findings[0];
  if (first === undefined) return "no findings";
  const about = first.id === undefined ? "" : ` ${first.id}`;
  return `${countWords(findings)}: ${first.rule}${about} (line ${first.line})`;
}
