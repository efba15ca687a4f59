import type { Place } from "../plan/types.ts";
import { fold } from "./fold.ts";
import type { Output } from "./output.ts";

/** What is shown of a finding, whatever rules it comes from. */
export interface Shown extends Place {
  rule: string;
  severity: "error" | "warning";
  what: string;
  fix: string;
}

/** How many errors and warnings there are: `2 errors, 1 warning`. */
export function countWords(findings: readonly Pick<Shown, "severity">[]): string {
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
 * @param file how the text is called
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
