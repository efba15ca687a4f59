import { readFileSync } from "node:fs";
import { lint } from "../../../src/plan/lint/index.ts";
import type { Levels, RuleId } from "../../../src/plan/lint/rule-ids.ts";
import type { Finding, LintFacts } from "../../../src/plan/lint/types.ts";
import { parsePlan } from "../../../src/plan/parse/index.ts";

/** What is wrong with a text, told nothing of the repository but what `facts` say. */
export const findingsIn = (text: string, facts: Partial<LintFacts> = {}, levels: Levels = {}): Finding[] =>
  lint({ plan: parsePlan(text), facts: { maxLines: 300, ...facts } }, levels);

/** Findings as `rule line`. */
export const briefly = (findings: readonly Finding[]): string[] => findings.map(({ rule, line }) => `${rule} ${line}`);

/** The example plan of the documentation. */
export const example = readFileSync(new URL("../../../docs/example-plan.md", import.meta.url), "utf8");

/** The files that the example's repository has. */
const files = new Set(
  (
    "src/legacy/export.ts src/legacy/import.ts docker-compose.yml src/http/server.ts src/config.ts src/http/problems.ts " +
    "src/metrics.ts ops/grafana/api.json ops/alerts/api.yml docs/api/errors.md ops/env/production.env"
  ).split(" "),
);

/** What is known of the example's repository: nothing that the plan has not foreseen. */
export const exampleFacts = {
  maxLines: 300,
  commitExists: true,
  drift: [],
  existsAtBaseline: (path: string) => files.has(path),
  redCommands: ["npm run lint"],
} satisfies LintFacts;

/** The number of the line that has a snippet, which stands there once. */
export function lineOf(text: string, snippet: string): number {
  const at = text.indexOf(snippet);
  if (at < 0 || text.indexOf(snippet, at + 1) >= 0) throw new Error(`not there once: ${snippet}`);
  return text.slice(0, at).split("\n").length;
}

/** A text with one piece of it, which stands there once, replaced. */
export function replaced(text: string, from: string, to: string): string {
  lineOf(text, from);
  return text.replace(from, () => to);
}

/** Rules that a finding may have. */
export type Expected = `${RuleId} ${number}`;
