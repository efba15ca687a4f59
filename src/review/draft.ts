import { hashOf } from "../pack/hash.ts";
import { changes } from "../pack/merge/diff.ts";
import type { Finding as LintFinding } from "../plan/lint/types.ts";
import { fingerprint, outlineOf } from "../plan/outline.ts";
import type { Item, Plan, SectionName } from "../plan/types.ts";
import { humanNotes } from "./notes.ts";
import type { Draft } from "./types.ts";

/** A plan as it is about to go to a critic. */
export interface Drafted {
  text: string;
  plan: Plan;
  /** Name of its file in the run's folder. */
  snapshot: string;
  /** What the lint found in it. */
  findings: readonly LintFinding[];
  /** Text of the draft that the last round was about. */
  reviewed: string | undefined;
}

/** What a session keeps of a draft. */
export function describeDraft({ text, plan, snapshot, findings, reviewed }: Drafted): Draft {
  const lines = linesOf(text);
  const parts = partsOf(plan, lines.length);
  return {
    fingerprint: hashOf(substance(lines, parts)).slice(0, 16),
    structure: fingerprint(outlineOf(plan)).slice(0, 16),
    lines: plan.lineCount,
    snapshot,
    units: unitsIn(plan, parts, lines),
    changed: reviewed === undefined ? [] : changedLines(linesOf(reviewed), lines),
    notes: humanNotes(text),
    errors: errorKeys(findings),
  };
}

/** Errors without their lines: rule and what it is about. */
export const errorKeys = (findings: readonly LintFinding[]): string[] => [
  ...new Set(
    findings.filter(({ severity }) => severity === "error").map(({ rule, id }) => `${rule} ${id ?? ""}`.trim()),
  ),
];

export const linesOf = (text: string): string[] => text.split(/\r\n|\n|\r/);

/**
 * Lines, counted from 1, both ends included, of the second text that the first does not have; where some are only gone, the
 * line they were before.
 */
export const changedLines = (before: readonly string[], now: readonly string[]): [number, number][] =>
  changes(before, now).map(({ sideStart, sideEnd }): [number, number] => [
    Math.min(sideStart + 1, now.length),
    Math.max(sideEnd, Math.min(sideStart + 1, now.length)),
  ]);

/** From a heading to the next. */
interface Part {
  /** A canonical section, or the id of a milestone. */
  name: string | undefined;
  /** Counted from 1, both ends included. */
  from: number;
  to: number;
}

/** What every record changes, and no review is about. */
const bookkeeping = new Set<string | undefined>(["meta", "baseline", "changelog"] satisfies SectionName[]);

function partsOf({ sections, milestones }: Plan, last: number): Part[] {
  const ids = new Map(milestones.map(({ line, id }) => [line, id]));
  let above: { name: string | undefined; depth: number } = { name: undefined, depth: 0 };
  return sections.map(({ name, line, depth }, at): Part => {
    const own = ids.get(line) ?? name;
    // What stands below a milestone or a section belongs to it, whatever its heading.
    if (own !== undefined || depth <= above.depth) above = { name: own, depth };
    return { name: above.name, from: line, to: (sections[at + 1]?.line ?? last + 1) - 1 };
  });
}

/** What is left of a plan without bookkeeping, humans' notes and blanks. */
function substance(lines: readonly string[], parts: readonly Part[]): string {
  const skipped = new Set(parts.filter(({ name }) => bookkeeping.has(name)).flatMap(({ from, to }) => range(from, to)));
  return plainLines(lines.filter((_, at) => !skipped.has(at + 1)));
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);

/** Without blanks and humans' notes. */
const plainLines = (lines: readonly string[]): string =>
  lines
    .map((line) => line.replace(/\s+/g, " ").trim())
    .filter((line) => line !== "" && !/^>\s*\**REVIEW:/.test(line))
    .join("\n");

/** A short hash for each section, milestone and item. */
function unitsIn(plan: Plan, parts: readonly Part[], lines: readonly string[]): Record<string, string> {
  const texts = new Map<string, string>();
  for (const { name, from, to } of parts) {
    if (name === undefined || bookkeeping.has(name)) continue;
    texts.set(name, `${texts.get(name) ?? ""}\n${plainLines(lines.slice(from - 1, to))}`);
  }
  for (const item of itemsOf(plan)) if (item.id !== undefined) texts.set(item.id, itemText(item));
  return Object.fromEntries([...texts].map(([name, text]) => [name, hashOf(text).slice(0, 8)]));
}

const itemsOf = ({ goals, nonGoals, constraints, criteria, assumptions, risks, questions }: Plan): Item[] => [
  ...goals,
  ...nonGoals,
  ...constraints,
  ...criteria,
  ...assumptions,
  ...risks,
  ...questions,
];

const itemText = ({ text, slots }: Item): string =>
  [text, ...Object.values(slots).map((slot) => slot.text)].join("\n").replace(/\s+/g, " ");
