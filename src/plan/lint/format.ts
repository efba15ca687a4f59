import { visible } from "../../config/words.ts";
import { fold } from "../../ui/fold.ts";
import type { Output } from "../../ui/output.ts";
import type { Place } from "../types.ts";
import type { Finding, Severity } from "./types.ts";

/** What is shown of a finding, whatever rules it comes from. */
export interface Shown extends Place {
  rule: string;
  severity: Severity;
  what: string;
  fix: string;
}

/** How many errors and warnings there are: `2 errors, 1 warning`. */
export function countWords(findings: readonly Pick<Finding, "severity">[]): string {
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const counts = [
    { count: errors, noun: "error" },
    { count: findings.length - errors, noun: "warning" },
  ];
  const words = counts
    .filter(({ count }) => count > 0)
    .map(({ count, noun }) => `${count} ${noun}${count === 1 ? "" : "s"}`);
  return words.length === 0 ? "no findings" : words.join(", ");
}

/**
 * Findings for a person, by rule in the order of the text: each with its place and what is wrong, and what mends them said once
 * where it is the same for several; folded to the width.
 *
 * @param file how the plan is called
 */
export function textLines(
  findings: readonly Shown[],
  file: string,
  { paint, width }: Pick<Output, "paint" | "width">,
): string[] {
  if (findings.length === 0) return [];
  const gutter = findings.reduce((widest, finding) => Math.max(widest, placeOf(finding).length), 0) + 4;
  const room = Math.max(20, width - gutter);
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  const blocks = rules.flatMap((rule) => {
    const group = findings.filter((finding) => finding.rule === rule);
    const severity = group[0]?.severity ?? "error";
    const tone = severity === "error" ? paint.red : paint.yellow;
    return [
      `${tone(severity)}  ${rule}`,
      ...group.flatMap((finding, at) => findingLines(finding, group[at + 1], gutter, room)),
    ];
  });
  return [file, ...blocks];
}

const placeOf = ({ line, column }: Place): string => `${line}:${column}`;

/** A finding, and what mends it unless the next one says the same. */
function findingLines(finding: Shown, next: Shown | undefined, gutter: number, room: number): string[] {
  const indent = " ".repeat(gutter);
  const [head = "", ...more] = fold(finding.what, room);
  const mend = finding.fix === next?.fix ? [] : fold(finding.fix, room - "fix: ".length);
  return [
    `${placeOf(finding).padStart(gutter - 2)}  ${head}`,
    ...more.map((line) => indent + line),
    ...mend.map((line, at) => `${indent}${at === 0 ? "fix: " : "     "}${line}`),
  ];
}

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
