import { visible } from "../config/words.ts";
import { collisionKey } from "../pack/paths.ts";
import { normalise } from "../pack/text.ts";
import { parsePlan } from "../plan/parse/index.ts";
import type { Milestone, Plan } from "../plan/types.ts";
import { slugOf } from "../runs/names.ts";
import { planStatus } from "../runs/plan-paths.ts";
import type { Outcome } from "./closing.ts";

/** Where closed plans are kept, a folder each. */
export const archiveDir = "planning/archive";

/** What decides whether a plan can be closed. */
export interface Candidate {
  plan: Plan;
  /** Whether nobody has written anything into it. */
  isUntouched: boolean;
  /** Whether there are runs to go with it. */
  hasRuns: boolean;
  /** Why it is given up, where it is. */
  abandon: string | undefined;
}

export type Decision =
  | { kind: "close"; outcome: Outcome }
  /** There is nothing to keep. */
  | { kind: "nothing" }
  /** Why it is not done, as one clause. */
  | { kind: "not done"; why: string };

/** Decides whether a plan is closed, and as what. */
export function decideClosing({ plan, isUntouched, hasRuns, abandon }: Candidate): Decision {
  if (isUntouched && !hasRuns) return { kind: "nothing" };
  if (abandon !== undefined) return { kind: "close", outcome: { kind: "abandoned", why: abandon } };
  const why = whyNotDone(plan);
  return why === undefined ? { kind: "close", outcome: { kind: "done" } } : { kind: "not done", why };
}

/** More ids than a message is read for. */
const mostNamed = 12;

function whyNotDone(plan: Plan): string | undefined {
  const { milestones } = plan;
  // As a plan has it that was made for something else than building.
  if (milestones.length === 0) return planStatus(plan) === "done" ? undefined : "it has no milestones";
  const open = milestones.filter(({ status }) => status?.value !== "done" && status?.value !== "dropped");
  if (open.length === 0) {
    return milestones.some(({ status }) => status?.value === "done") ? undefined : "all of its milestones were dropped";
  }
  const more = open.length > mostNamed ? [`${open.length - mostNamed} more`] : [];
  return [...open.slice(0, mostNamed).map(standing), ...more].join(", ");
}

const standing = ({ id, title, status }: Milestone): string =>
  `${id ?? `"${visible(title, 30)}"`} is ${status?.value ?? "without a status"}`;

/**
 * Whether a plan says nothing that its seed does not say. What the program itself stamps does not count.
 *
 * @param seed the plan as it is set up; `undefined` where the templates have none
 */
export function isUntouched(text: string, seed: string | undefined): boolean {
  const body = bodyOf(text);
  return body === "" || (seed !== undefined && body === bodyOf(seed));
}

const stamped = new Set(["meta", "baseline"]);

/** The lines with something on them outside the sections that the program stamps. */
function bodyOf(given: string): string {
  const text = normalise(given);
  const { sections } = parsePlan(text);
  const lines = text.split("\n").map((line) => line.trim());
  for (const [at, { name, line, depth }] of sections.entries()) {
    if (name === undefined || !stamped.has(name)) continue;
    const next = sections.slice(at + 1).find((section) => section.depth <= depth);
    const end = next === undefined ? lines.length : next.line - 1;
    lines.fill("", line - 1, end);
  }
  return lines.filter((line) => line !== "").join("\n");
}

/** What the folder of a plan is called after its month, from the first of some texts that has words in it. */
export const archiveSlug = (...texts: readonly (string | undefined)[]): string =>
  texts.map((text) => slugOf(text ?? "")).find((slug) => slug !== "") ?? "plan";

/**
 * The name of an archive that is not taken yet: `2026-11-add-login`, and from the second on `2026-11-add-login-2`.
 *
 * @param taken names of what stands beside it
 */
export function nameArchive(at: Date, slug: string, taken: Iterable<string>): string {
  const keys = new Set([...taken].map(collisionKey));
  const name = `${at.toISOString().slice(0, 7)}-${slug}`;
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? name : `${name}-${n}`;
    if (!keys.has(collisionKey(candidate))) return candidate;
  }
}
