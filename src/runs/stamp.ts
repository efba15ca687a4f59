import { markdownCode } from "../pack/helpers.ts";
import { baselineVars } from "../pack/vars.ts";
import type { Plan, Section, SectionName, Slot } from "../plan/types.ts";
import type { Baseline } from "../repo/facts.ts";

/** What the program writes into a plan, as markdown by slot; slots that are left out stay as they are. */
export interface Stamp {
  meta: Partial<Record<keyof Plan["meta"], string>>;
  baseline: Partial<Record<keyof Plan["baseline"], string>>;
}

const labels: Record<keyof Plan["meta"] | keyof Plan["baseline"], string> = {
  "plan id": "Plan ID",
  timestamp: "Timestamp",
  mode: "Mode",
  status: "Status",
  iteration: "Iteration",
  branch: "Branch",
  commit: "Commit",
  "working tree": "Working tree",
  upstream: "Upstream",
};

const headings = { meta: "## Plan ID / Timestamp", baseline: "## Repo baseline" };

/** The slots of `Repo baseline`, worded as in the template of the plan. */
export function baselineStamp(baseline: Baseline): Stamp["baseline"] {
  const { kind, branch, commit, dirty, upstream, line } = baselineVars(baseline);
  if (kind === "commit") {
    return {
      branch: branch === "" ? "detached HEAD" : markdownCode(branch),
      commit: markdownCode(commit),
      "working tree": dirty,
      upstream: upstream === "" ? "none" : markdownCode(upstream),
    };
  }
  return {
    branch: branch === "" ? "none" : markdownCode(branch),
    commit: `none (${kind === "unborn" ? "no commits yet" : line})`,
    "working tree": "not applicable",
    upstream: "none",
  };
}

/**
 * The plan's text with the values set; every other byte stays. A slot keeps its bullet, its label and its markup.
 *
 * @param plan what `text` parses to
 * @param missing whether slots and sections that are not there are added, or left out
 */
export function stampPlan(text: string, plan: Plan, stamp: Stamp, missing: "add" | "leave"): string {
  const lines = text.split(/(?<=\r\n|\n|\r(?!\n))/);
  const eol = /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
  const insertions: Insertion[] = [];
  for (const name of ["meta", "baseline"] as const) {
    const slots: Partial<Record<string, Slot>> = plan[name];
    const values = Object.entries(stamp[name]);
    for (const [key, value] of values) setValue(lines, slots[key], value);
    const lacking = values.filter(([key]) => slots[key] === undefined);
    const added = lacking.map(([key, value]) => `- ${labels[key as keyof typeof labels]}: ${value}`);
    if (missing === "add" && added.length > 0) insertions.push(insertionFor(lines, plan, name, added));
  }
  // From the end on, so that places above stay true; of two at one place the first comes out above.
  for (const { after, added } of insertions.reverse().sort((a, b) => b.after - a.after)) {
    terminate(lines, after, eol);
    lines.splice(after, 0, ...added.map((line) => `${line}${eol}`));
  }
  return lines.join("");
}

type Stamped = keyof Stamp;

interface Insertion {
  /** How many lines stand above. */
  after: number;
  added: string[];
}

const sectionOf = (plan: Plan, name: SectionName): Section | undefined =>
  plan.sections.find((section) => section.name === name);

// The colon may stand inside the label's markup: `**Status:** draft`.
const inList = /^([^:]*:(?:\*\*|__|[*_])?)[^\r\n]*([\r\n]*)$/;
const inTable = /^(\s*\|[^|]*\|)[^|]*(\|[\s\S]*)$/;

function setValue(lines: string[], slot: Slot | undefined, value: string): void {
  const found = slot && labelLine(lines, slot);
  if (found === undefined) return;
  const { at, before, after } = found;
  const cell = before.endsWith("|") ? `${value.replaceAll("|", "\\|")} ` : value;
  lines[at] = `${before} ${cell}${after}`;
  for (let next = at + 1; continuesItem(lines[next]); next++) lines[next] = "";
}

/** How many lines above its value a label may stand. */
const mostAbove = 3;

/** The line that has a slot's label, in two parts: up to the value, and from its end on. */
function labelLine(lines: readonly string[], slot: Slot): { at: number; before: string; after: string } | undefined {
  for (let at = slot.line - 1; at >= Math.max(0, slot.line - 1 - mostAbove); at--) {
    const line = lines[at] ?? "";
    const [, before = "", after = ""] = (/^\s*\|/.test(line) ? inTable : inList).exec(line) ?? [];
    if (before.toLowerCase().includes(slot.label.toLowerCase())) return { at, before, after };
  }
  return undefined;
}

/** Whether a line goes on with the text of a list item above it, as an editor wraps it. */
const continuesItem = (line: string | undefined): boolean =>
  line !== undefined && /^[ \t]+\S/.test(line) && !/^[ \t]+(?:[-*+]|\d+[.)])[ \t]/.test(line);

function insertionFor(lines: readonly string[], plan: Plan, name: Stamped, added: string[]): Insertion {
  const last = Math.max(0, ...Object.values(plan[name]).map(({ line }) => line));
  if (last > 0) return { after: last, added };
  const section = sectionOf(plan, name);
  if (section !== undefined) return { after: section.line, added: ["", ...added] };
  const after = lastText(lines, endOfTop(plan, name, lines.length));
  return { after, added: [...(after === 0 ? [] : [""]), headings[name], "", ...added] };
}

/** Line after which a missing section goes: the baseline after the plan's own data, these after the title. */
function endOfTop(plan: Plan, name: Stamped, all: number): number {
  const above = name === "baseline" ? sectionOf(plan, "meta")?.line : undefined;
  const from = above ?? plan.heading?.line ?? 0;
  const next = plan.sections.find(({ line, depth }) => line > from && depth <= 2);
  return next === undefined ? all : next.line - 1;
}

/** The last of the lines up to `line` that is not blank. */
function lastText(lines: readonly string[], line: number): number {
  let at = line;
  while (at > 0 && (lines[at - 1] ?? "").trim() === "") at--;
  return at;
}

function terminate(lines: string[], line: number, eol: string): void {
  const above = lines[line - 1];
  if (above !== undefined && !/[\r\n]$/.test(above)) lines[line - 1] = `${above}${eol}`;
}
