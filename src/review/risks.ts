import { markdownText } from "../pack/helpers.ts";
import { parsePlan } from "../plan/parse/index.ts";
import { sections } from "../plan/parse/sections.ts";
import type { Plan } from "../plan/types.ts";
import { linesOf } from "./draft.ts";
import type { Finding } from "./types.ts";

/**
 * The plan with findings among its risks, each with its resolution as the mitigation and a next action. Idempotent: a finding
 * that stands there, by its id and the run's, is not written again. Everything else keeps its bytes.
 *
 * @param run tells findings of one session from those of another
 */
export function withRisks(text: string, findings: readonly Finding[], run: string): string {
  const plan = parsePlan(text);
  const missing = findings.filter((finding) => !text.includes(markOf(finding, run)));
  if (missing.length === 0) return text;
  const end = /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
  const lines = linesOf(text);
  const next = nextNumber(plan);
  const added = missing.map((finding, at) => riskLine(finding, `R${next + at}`, run));
  const place = placeIn(plan, lines);
  lines.splice(place.line, 0, ...place.before, ...added, ...place.after);
  return lines.join(end);
}

const markOf = ({ id }: Finding, run: string): string => `(${id} of the review of ${markdownText(run)})`;

function riskLine(finding: Finding, id: string, run: string): string {
  const [risk, mitigation] = [clause(finding.problem), clause(finding.resolution) || "none was proposed"];
  const about = clause(finding.section) || "it";
  return `- ${id}: ${risk} ${markOf(finding, run)} — mitigation: ${mitigation} — next action: a person decides about ${about} before it is built`;
}

/** One clause of a list item: no dash or label that would begin a slot of its own. */
const clause = (text: string): string =>
  markdownText(
    text
      .slice(0, 1000)
      .replace(/\s+/g, " ")
      .replace(/\s[–—-]+\s/g, ", ")
      .replace(/\b(mitigation|next action|check|wrong if)\s*:/gi, "$1")
      .replace(/[.;,\s]+$/, "")
      .slice(0, 300),
  );

const nextNumber = ({ risks }: Plan): number =>
  Math.max(0, ...risks.map(({ id }) => Number(/^R(\d+)$/.exec(id ?? "")?.[1] ?? 0))) + 1;

/** Where lines go in, counted from 0, with the lines that set them apart. */
interface Place {
  line: number;
  before: string[];
  after: string[];
}

/** Below the last line of the risks; where there is no such section, a new one before what follows it in the canonical order. */
function placeIn({ sections: all }: Plan, lines: readonly string[]): Place {
  const at = all.findIndex(({ name }) => name === "risks");
  const section = all[at];
  if (section === undefined) {
    const follower = all.find(({ name }) => name === "questions" || name === "strategy" || name === "changelog");
    const heading = [`## ${sections.risks.heading}`, ""];
    if (follower !== undefined) return { line: follower.line - 1, before: heading, after: [""] };
    const last = lastText(lines, lines.length);
    return { line: last, before: ["", ...heading], after: last === lines.length ? [""] : [] };
  }
  const next = all.slice(at + 1).find(({ depth }) => depth <= section.depth);
  const last = lastText(lines, next === undefined ? lines.length : next.line - 1);
  const isList = /^\s*(?:[-*+]|\d+[.)])\s/.test(lines[last - 1] ?? "") || /^\s{2,}\S/.test(lines[last - 1] ?? "");
  return { line: last, before: isList ? [] : [""], after: [] };
}

/** The place behind the last line before `end` that says something. */
function lastText(lines: readonly string[], end: number): number {
  let last = end;
  while (last > 0 && (lines[last - 1] ?? "").trim() === "") last -= 1;
  return last;
}
