import { visible } from "../../config/words.ts";
import { mostAtEachEnd } from "../../runs/crowd.ts";
import { ago, phaseWords } from "../../status/words.ts";
import type { Status } from "../../ui/documents/status.ts";
import { fold } from "../../ui/fold.ts";
import type { Output } from "../../ui/output.ts";
import { boardLines } from "./board-text.ts";

type Screen = Pick<Output, "paint" | "width">;

/** Where everything stands on one screen: the verdict as `check` prints it, what it rests on, and what comes next. */
export function statusLines(status: Status, screen: Screen): string[] {
  const { paint, width } = screen;
  return [
    titleLine(status, screen),
    ...verdictLines(status, screen),
    ...factRows(status).map(([label, words]) => row(label, words, width)),
    ...block(boardLines(status, screen)),
    ...block(findingLines(status, screen)),
    ...block(
      listed(status.notes, mostNotes, "notes")
        .flatMap((note) => folded("note: ", note, width))
        .map(paint.yellow),
    ),
    ...block(["Next:", ...status.next.flatMap((step) => folded("  - ", step, width))]),
  ];
}

const mostFindings = 5;
const mostNotes = 4;
const mostRuns = 3;
/** The plan's words are printed on one line, without what would act on a terminal. */
const longestLine = 600;

const block = (lines: readonly string[]): string[] => (lines.length === 0 ? [] : ["", ...lines]);

/** The first of a list, and how many are left out. */
function listed(items: readonly string[], most: number, noun: string): string[] {
  const left = items.length - most;
  return left > 0 ? [...items.slice(0, most), `and ${left} more ${noun}: \`plan-init status --json\``] : [...items];
}

const folded = (mark: string, words: string, width: number): string[] =>
  fold(words, width - mark.length).map((line, at) => (at === 0 ? mark : " ".repeat(mark.length)) + line);

/** One line of a fact; what does not fit is cut. */
const row = (label: string, words: string, width: number): string =>
  `  ${label.padEnd(9)} ${visible(words, Math.max(20, width - 12))}`;

function titleLine({ plan, result, run }: Status, { paint, width }: Screen): string {
  const iteration = run === null || run.iteration === 0 ? [] : [`iteration ${run.iteration} of ${run.max}`];
  const state = [phaseWords[result], ...(result === "planning" ? iteration : [])].join(", ");
  if (plan === null) return paint.bold(state[0]?.toUpperCase() + state.slice(1));
  const title = visible(plan.title || "Untitled plan", Math.max(20, width - state.length - 2));
  return `${paint.bold(title)}: ${state}`;
}

function verdictLines({ verdict }: Status, { paint, width }: Screen): string[] {
  if (verdict === null) return [];
  const tone = { STOP: paint.green, CONTINUE: paint.yellow, ESCALATE: paint.red }[verdict.kind];
  return fold(visible(verdict.line, longestLine), width).map((line) => tone(line));
}

function factRows(status: Status): [label: string, words: string][] {
  const { plan, run, baseline, delta, runs, stale, at } = status;
  const others = runs.open.filter(({ id }) => id !== run?.id);
  const rows: [string, string | undefined][] = [
    ["plan", plan === null ? undefined : `${plan.path}, ${plan.lines} of ${plan.maxLines} lines`],
    ["run", run === null ? undefined : `${run.id}, iteration ${run.iteration} of ${run.max}`],
    ["baseline", plan === null ? undefined : baselineWords(baseline)],
    ["drift", driftWords(baseline)],
    [
      "delta",
      delta === null
        ? undefined
        : [delta.milestone, delta.status ?? "without a status,", ago(delta.at, at)].filter(Boolean).join(" "),
    ],
    ["runs", others.length === 0 ? undefined : `unfinished: ${named(others.map(({ id }) => id))}`],
    ["damaged", runs.damaged.length === 0 ? undefined : `${named(runs.damaged)}: \`run.json\` cannot be read`],
    ["stale", staleWords(stale)],
  ];
  return rows.flatMap(([label, words]) => (words === undefined ? [] : [[label, words]]));
}

function named(ids: readonly string[]): string {
  const left = ids.length - mostRuns;
  return `${ids.slice(0, mostRuns).join(", ")}${left > 0 ? ` and ${left} more` : ""}`;
}

function baselineWords({ stamped, branch, commit, dirty }: Status["baseline"]): string {
  const now =
    commit === null ? undefined : `${branch ?? "detached HEAD"} @ ${commit.slice(0, 7)}${dirty ? ", dirty" : ""}`;
  if (stamped?.kind !== "commit") return now === undefined ? "none" : `none; now ${now}`;
  const then = `${stamped.branch ?? "detached HEAD"} @ ${stamped.commit.slice(0, 7)}`;
  return now === undefined
    ? then
    : `${then}; now ${stamped.commit === commit ? `the same${dirty ? ", dirty" : ""}` : now}`;
}

function driftWords({ drift }: Status["baseline"]): string | undefined {
  const [newest] = drift;
  if (newest === undefined) return undefined;
  const ids = [...new Set(drift.flatMap(({ milestones }) => milestones))].join(", ");
  const many = drift.length === 1 ? "1 commit" : `${drift.length} commits`;
  return `${many} on the files of ${ids || "the plan"}: ${newest.commit.slice(0, 7)} ${newest.subject}`;
}

function staleWords(stale: Status["stale"]): string | undefined {
  if (stale.length === 0) return undefined;
  const counts = (["archive", "update or delete", "delete"] as const).flatMap((policy) => {
    const many = stale.filter((item) => item.policy === policy).length;
    return many === 0 ? [] : [`${many} to ${policy}`];
  });
  return `${counts.join(", ")}: \`plan-init status --stale\``;
}

function findingLines({ findings }: Status, { paint, width }: Screen): string[] {
  const errorsFirst = [...findings].sort((a, b) => Number(a.severity === "warning") - Number(b.severity === "warning"));
  const shown = errorsFirst.slice(0, mostFindings).map(({ severity, rule, id, line, what }) => {
    const tone = severity === "error" ? paint.red : paint.yellow;
    const words = `line ${line}: ${[rule, id].filter(Boolean).join(" ")}: ${what}`;
    return `  ${tone(severity.padEnd(7))}  ${visible(words, Math.max(20, width - 11))}`;
  });
  const left = findings.length - mostFindings;
  return left > 0 ? [...shown, `  and ${left} more: \`plan-init check\``] : shown;
}

/** What the review policy wants, a few lines each. */
export function staleLines({ stale, runs, notes }: Status, { paint, width }: Screen): string[] {
  const items = stale.flatMap(({ path, title, policy, days, why, fix }) => [
    `${paint.yellow(policy)}  ${visible(path, Math.max(20, width - policy.length - 2))}`,
    ...folded(
      "  ",
      `${visible(title, longestTitle)}: ${why} (${days === 0 ? "touched today" : `${days} days`})`,
      width,
    ),
    ...folded("  ", fix, width),
  ]);
  const unseen = runs.total - 2 * mostAtEachEnd;
  return [
    ...(items.length === 0 ? [paint.green("Nothing is to be archived, updated or deleted.")] : items),
    ...(unseen > 0
      ? folded("", `Of ${runs.total} runs, the oldest and the newest ${mostAtEachEnd} were looked into.`, width)
      : []),
    ...notes.flatMap((note) => folded("note: ", note, width)).map(paint.yellow),
  ];
}

const longestTitle = 100;
