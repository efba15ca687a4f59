import { findBlock, putBlock } from "../pack/block.ts";
import { markdownCode } from "../pack/helpers.ts";
import { describeBaseline } from "../repo/baseline.ts";
import { estimateTokens } from "../ui/estimate.ts";
import { nextSteps } from "./next-steps.ts";
import { cut, prose } from "./prose.ts";
import { lastOf } from "./record.ts";
import type { Iteration, Run } from "./run.ts";

/** Ceilings of `run.md`, which an agent rereads in every iteration: lines, and about as many o200k tokens. */
export const mostLines = 60;
export const mostTokens = 700;

/** How much of a run its page tells. */
interface Detail {
  goal: number;
  notes: number;
  note: number;
  rows: number;
  items: number;
  item: number;
  criteria: number;
  criterion: number;
}

const details: Detail[] = [1, 0.75, 0.5, 0.35, 0.2, 0.1].map((share) => ({
  goal: Math.round(240 * share),
  notes: Math.round(8 * share),
  note: Math.round(120 * share),
  rows: Math.round(6 * share) + 1,
  items: Math.round(7 * share) + 1,
  item: Math.round(140 * share),
  criteria: Math.round(12 * share),
  // They are to be copied word for word: fewer of them stand here, as long as that will do, rather than parts of them.
  criterion: share > 0.2 ? 400 : 100,
}));

/** Estimates are a few per cent off, and off more where the words are foreign. */
const margin = 0.85;

/** The page of a run as markdown, LF, with the blank lines that set it apart: what an agent rereads. Says less where there is more to say than fits. */
export function renderPage(run: Run): string {
  const pages = details.map((detail) => `${pageLines(run, detail).join("\n")}\n`);
  const fitting = pages.find(
    (page) => estimateTokens(page) <= mostTokens * margin && page.split("\n").length <= mostLines,
  );
  return fitting ?? pages.at(-1) ?? "";
}

function pageLines(run: Run, detail: Detail): string[] {
  const last = lastOf(run);
  return [
    "",
    "<!-- markdownlint-disable MD013 -->",
    "",
    `# Run: ${prose(run.goal, 60)}`,
    "",
    `- Run: ${markdownCode(run.id)}`,
    `- Goal: ${prose(run.goal, detail.goal)}`,
    `- Mode: ${run.mode}`,
    `- Baseline: ${prose(describeBaseline(run.baseline, 40), 160)}`,
    ...commandLines(run, detail),
    ...(run.reason === null ? [] : [`- Reason: ${prose(run.reason, detail.note)}`]),
    `- Iteration: ${last?.n ?? 0} of ${run.max}`,
    `- Verdict: ${last === undefined ? "none yet" : prose(last.verdict.line.replace(/^VERDICT: /, ""), detail.item + 60)}`,
    ...(run.confirmed === null ? [] : [`- Confirmed: by a person, ${run.confirmed.at}`]),
    ...originLines(run, detail),
    ...section(
      "Answers",
      run.notes.map(({ key, value }) => `${key}: ${value}`),
      detail.notes,
      detail.note,
    ),
    ...iterationLines(run.iterations, detail.rows),
    ...section("Open findings", last?.findings ?? [], detail.items, detail.item),
    ...section("Last changes", lastChanges(run), detail.items, detail.item),
    "",
    "## Next",
    "",
    ...nextSteps(run).map((step) => `- ${step}`),
    "",
  ];
}

function originLines({ from }: Run, { note, criteria, criterion }: Detail): string[] {
  if (from === undefined) return [];
  const names = from.objectives.slice(0, 3).map((each) => markdownCode(cut(each, note)));
  const more = from.objectives.length - names.length;
  const objectives = names.length === 0 ? "" : `, for ${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  return [
    `- From: ${markdownCode(from.id)}${objectives} (${markdownCode(cut(from.work, 200))})`,
    `- Problem: ${prose(from.problem, 2 * note)}`,
    ...section("Acceptance criteria (the plan's success criteria, word for word)", from.criteria, criteria, criterion),
  ];
}

const lastChanges = (run: Run): string[] => run.confirmed?.changes ?? lastOf(run)?.changes ?? [];

function commandLines({ commands }: Run, { note }: Detail): string[] {
  const given = Object.entries(commands).filter(([, command]) => command !== "");
  if (given.length === 0) return [];
  return [`- Commands: ${given.map(([name, command]) => `${name} ${markdownCode(cut(command, note))}`).join(", ")}`];
}

/** A heading with a list of at most so many items below it; nothing when there are none. */
function section(heading: string, items: readonly string[], most: number, length: number): string[] {
  if (items.length === 0) return [];
  const left = items.length - most;
  const shown = items.slice(0, most).map((item) => `- ${prose(item, length)}`);
  return ["", `## ${heading}`, "", ...shown, ...(left > 0 ? [`- and ${left} more in \`run.json\``] : [])];
}

function iterationLines(iterations: readonly Iteration[], rows: number): string[] {
  if (iterations.length === 0) return [];
  const shown = iterations
    .slice(-rows)
    .map(({ n, at, errors, changes, verdict }) => [
      String(n),
      at,
      `${verdict.kind} ${verdict.reason}`,
      String(errors),
      n === 1 ? "first draft" : structureWords(changes.length),
    ]);
  return ["", "## Iterations", "", ...table(["n", "recorded", "verdict", "errors", "structure"], shown)];
}

const structureWords = (changes: number): string =>
  changes === 0 ? "unchanged" : `${changes} change${changes === 1 ? "" : "s"}`;

/** Padded as formatters pad it. */
function table(head: string[], rows: string[][]): string[] {
  const widths = head.map((title, at) => Math.max(3, title.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)];
}

const name = "run.md";

const notes = "\n## Notes\n\nYours: quotes of issues and logs, answers to reviews. What stands above is rewritten.\n";

/** The page with what agents and people wrote around the program's part kept. */
export function putPage(existing: string | undefined, inside: string): string {
  if (existing === undefined) return putBlock("", name, inside) + notes;
  if (findBlock(existing, name).kind === "found") return putBlock(existing, name, inside);
  const theirs = existing.replace(/^<!-- plan-init:(?:begin|end) -->(?:\r\n|\n|\r|$)/gm, "");
  return `${putBlock("", name, inside)}\n${theirs.replace(/^[\r\n]+/, "")}`;
}

/** Which iteration a page tells of; `undefined` when it does not say. */
export function pageIteration(page: string): number | undefined {
  const found = findBlock(page, name);
  const said = /^- Iteration: (\d+) of /m.exec(found.kind === "found" ? found.inside : "")?.[1];
  return said === undefined ? undefined : Number(said);
}
