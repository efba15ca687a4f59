import { literal } from "../config/words.ts";
import { observe } from "../pack/disk.ts";
import { commitOf } from "../plan/lint/baseline.ts";
import type { LintFacts } from "../plan/lint/types.ts";
import type { Plan } from "../plan/types.ts";
import type { GitOptions } from "../repo/git.ts";
import { type History, readHistory } from "../repo/history.ts";
import { baselineFile, parseBaselineRecord, redCommands } from "./baseline-record.ts";
import { runsDir } from "./names.ts";
import { deltaCommits, driftFrom } from "./own-commits.ts";
import { planPaths } from "./plan-paths.ts";
import { lastOf, usedIds } from "./record.ts";
import type { Run } from "./run.ts";
import { filesOf } from "./store.ts";

/** What git and the run's folder say of a plan. */
export interface Surroundings {
  history: History | undefined;
  /** Texts of the run's deltas and reviews by file name. */
  reports: ReadonlyMap<string, string>;
  /** Commands that failed at the baseline; `undefined` when nobody has tried. */
  red: string[] | undefined;
  /** Snapshots that are recorded and gone. */
  lost: string[];
}

/** Looks around: git and the run's folder, side by side. */
export async function lookAround(
  root: string,
  plan: Plan,
  run: Run | undefined,
  git: GitOptions,
): Promise<Surroundings> {
  const commit = commitOf(plan);
  const [history, folder] = await Promise.all([
    commit.kind === "hash" ? readHistory(root, commit.hash, planPaths(plan), git) : undefined,
    run === undefined ? { reports: new Map<string, string>(), red: undefined, lost: [] } : readFolder(root, run),
  ]);
  return { history, ...folder };
}

async function readFolder(root: string, run: Run): Promise<Omit<Surroundings, "history">> {
  const names = await filesOf(root, run.id);
  const telling = names.filter((name) => /^(?:delta-.+|review-\d+)\.md$/.test(name));
  const read = telling.map(async (name) => [name, await textOf(root, `${runsDir}/${run.id}/${name}`)] as const);
  const baseline = names.includes("baseline.json") ? await textOf(root, baselineFile(run.id)) : "";
  const record = parseBaselineRecord(baseline);
  return {
    reports: new Map(await Promise.all(read)),
    red: record && redCommands(record),
    lost: run.iterations.map(({ n }) => `plan-${n}.md`).filter((name) => !names.includes(name)),
  };
}

/** The text of a report; what is none says nothing. */
async function textOf(root: string, file: string): Promise<string> {
  const now = await observe(root, file);
  return now.kind === "text" ? now.text : "";
}

/** The facts that rules judge a plan by. */
export function factsFor(plan: Plan, run: Run | undefined, around: Surroundings, maxLines: number): LintFacts {
  const { history, reports, red } = around;
  const last = lastOf(run);
  return {
    maxLines,
    ...(history?.kind === "unknown" && !history.shallow && { commitExists: false }),
    ...(history?.kind === "known" && {
      commitExists: true,
      drift: driftFrom(history.touches, ownWork(plan, reports)),
      ...(history.stood && { existsAtBaseline: history.stood }),
    }),
    ...(red && { redCommands: red }),
    ...(run?.intent && { frozen: run.intent }),
    ...(run?.from && { wanted: run.from.criteria }),
    ...(last && { previous: last.outline }),
    ...(run && { usedIds: new Map(Object.entries(usedIds(run))) }),
  };
}

const ownWork = (plan: Plan, reports: ReadonlyMap<string, string>) => ({
  milestones: plan.milestones.flatMap(({ id }) => id ?? []),
  commits: [...reports].filter(([name]) => name.startsWith("delta-")).flatMap(([, text]) => deltaCommits(text)),
});

/** What is odd about the baseline, a clause each. */
export function baselineNotes(history: History | undefined): string[] {
  if (history === undefined) return [];
  if (history.kind === "unavailable") return [`drift cannot be seen: ${history.why}`];
  if (history.kind === "unknown") {
    return history.shallow
      ? [
          "this clone is shallow and lacks the baseline, so drift cannot be seen; get the whole history: `git fetch --unshallow`",
        ]
      : [];
  }
  return [...forkNotes(history.fork), ...olderNotes(history.older)];
}

function forkNotes(fork: string | undefined): string[] {
  if (fork === undefined) return [];
  if (fork === "") return ["the baseline has no history in common with HEAD"];
  const since = `what counts as drift are the commits since \`${fork.slice(0, 9)}\`, where the two part`;
  return [`the baseline is not in HEAD's history (it was rebased away, or is on another branch); ${since}`];
}

function olderNotes(older: readonly string[]): string[] {
  if (older.length === 0) return [];
  const names = older.slice(0, 5).map(literal);
  const more = older.length > names.length ? ` and ${older.length - names.length} more` : "";
  return [`more than 1,000 commits ago, but since the baseline, ${names.join(", ")}${more} changed`];
}
