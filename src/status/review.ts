import { openedAt, runsDir, slugOf } from "../runs/names.ts";
import { endOf, isSettled, lastOf } from "../runs/record.ts";
import type { Run } from "../runs/run.ts";
import { planPath } from "../runs/setup.ts";
import type { Status } from "../ui/documents/status.ts";

/** Something that the review policy wants to be dealt with. */
export type Stale = Status["stale"][number];

/** What may be stale, before anybody has asked how old it is. */
export interface Candidate extends Omit<Stale, "touched" | "days"> {
  /** What is touched when it is worked on: files and folders, relative to the repository. */
  touching: readonly string[];
  /** The newest moment that its own records tell of. */
  recorded: Date | undefined;
  /** Whether it is stale however new it is. */
  isEver: boolean;
}

/** What is looked at: the plan, the runs that were read, the archives. */
export interface Reviewed {
  /** `undefined` where there is none, or nobody has filled it in. */
  plan: { title: string; isBuilt: boolean; run: Run | undefined } | undefined;
  /** Oldest first. */
  runs: readonly Run[];
  /** Names of runs without a record. */
  bare: readonly string[];
  /** Ids of the runs that belong to the plan. */
  own: ReadonlySet<string>;
  /** Names of runs under which something was built: a report or evidence is there. */
  worked: ReadonlySet<string>;
  /** Closed plans that say nothing of how they ended: paths of their folders. */
  mute: readonly string[];
}

const day = 24 * 60 * 60 * 1000;

/** Two months at their longest: July and August. */
export const staleAfterDays = 62;

/** The moment before which what was touched last is stale. */
export const staleBefore = (now: Date): Date => new Date(now.getTime() - staleAfterDays * day);

/**
 * What the review policy may have something to say of: completed is to be archived, obsolete to be deleted, untouched for two months
 * to be updated or deleted. What records show to be newer is left out.
 */
export function candidates(reviewed: Reviewed, now: Date): Candidate[] {
  const { plan, mute } = reviewed;
  const all = [
    ...(plan === undefined ? [] : [planCandidate(plan)]),
    ...runCandidates(reviewed),
    ...mute.map(archiveCandidate),
  ];
  return all.filter(({ isEver, recorded }) => isEver || recorded === undefined || recorded < staleBefore(now));
}

/** Those of the candidates that are stale, now that it is known when each was touched; the longest untouched first. */
export function staleOf(found: readonly Candidate[], touched: ReadonlyMap<Candidate, Date>, now: Date): Stale[] {
  const dated = found.flatMap((candidate) => {
    const at = newest([touched.get(candidate), candidate.recorded]);
    return at !== undefined && (candidate.isEver || at < staleBefore(now)) ? [{ candidate, at }] : [];
  });
  const rank = ({ what }: Candidate) => ["plan", "run", "archive"].indexOf(what);
  const sorted = dated.sort((a, b) => rank(a.candidate) - rank(b.candidate) || a.at.getTime() - b.at.getTime());
  return sorted.map(({ candidate: { path, what, title, policy, why, fix }, at }) => ({
    ...{ path, what, title, touched: at.toISOString() },
    // A clock that went backwards makes nothing younger than today.
    days: Math.max(0, Math.floor((now.getTime() - at.getTime()) / day)),
    ...{ policy, why, fix },
  }));
}

const newest = (dates: readonly (Date | undefined)[]): Date | undefined =>
  dates.reduce((best, date) => (best === undefined || (date !== undefined && date > best) ? date : best), undefined);

function planCandidate({ title, isBuilt, run }: NonNullable<Reviewed["plan"]>): Candidate {
  const about = {
    path: planPath,
    what: "plan",
    title,
    touching: [planPath, ...(run === undefined ? [] : [`${runsDir}/${run.id}`])],
    recorded: run && lastMoment(run),
    isEver: isBuilt,
  } as const;
  if (isBuilt) return { ...about, policy: "archive", why: "every milestone is done", fix: "`plan-init archive`" };
  const fix =
    'bring it up to date: `plan-init start --reason "why"`; or give it up: `plan-init archive --abandon "why"`';
  return { ...about, policy: "update or delete", why: "neither the plan nor its run was touched for two months", fix };
}

function runCandidates({ runs, bare, own, worked }: Reviewed): Candidate[] {
  const strategy = runs.findLast(({ mode }) => mode === "strategy");
  return [
    ...runs.filter(({ id }) => !own.has(id)).map((run) => runCandidate(run, run === strategy, worked.has(run.id))),
    ...bare.filter((id) => !own.has(id)).map(bareCandidate),
  ];
}

function runCandidate(run: Run, isStrategy: boolean, isWorked: boolean): Candidate {
  const path = `${runsDir}/${run.id}`;
  const about = {
    path,
    what: "run",
    title: run.goal,
    touching: [path],
    recorded: lastMoment(run),
    isEver: false,
  } as const;
  if (isStrategy) {
    const why = "the newest run of strategy";
    return {
      ...about,
      policy: "update or delete",
      why,
      fix: "plan the quarter anew, `plan-init start --mode strategy`, or delete the folder",
    };
  }
  if (isWorked) {
    const why = "something was built under it, and its plan made way for another without being closed";
    const fix = `move the folder to \`planning/archive/${archiveName(run)}/\`, with a \`README.md\` that says how it ended`;
    return { ...about, policy: "archive", why, fix };
  }
  return { ...about, policy: "delete", why: obsoleteWords(run), fix: "delete the folder" };
}

function obsoleteWords(run: Run): string {
  if (isSettled(run)) return "its plan was settled, never built, and made way for another";
  if (lastOf(run) === undefined) return "it was given up before anything was recorded";
  return endOf(run) === undefined ? "it was given up before it converged" : "it ended without a settled plan";
}

const archiveName = ({ goal, opened }: Run): string => `${opened.slice(0, 7)}-${slugOf(goal) || "plan"}`;

const bareCandidate = (id: string): Candidate => ({
  path: `${runsDir}/${id}`,
  what: "run",
  title: id,
  touching: [`${runsDir}/${id}`],
  recorded: openedAt(id),
  isEver: false,
  policy: "update or delete",
  why: "it has no record: made by hand, or cut off when it was opened",
  fix: "delete the folder, or move what is worth keeping to `planning/archive/`",
});

const archiveCandidate = (path: string): Candidate => ({
  path,
  what: "archive",
  title: path.split("/").at(-1) ?? path,
  touching: [path],
  recorded: undefined,
  isEver: true,
  policy: "update or delete",
  why: "a closed plan without a `README.md`: nobody sees how it ended",
  fix: "write `README.md`: outcome, goals with their evidence, commits, what failed and why, what was learned",
});

/** The newest moment that a run's record tells of. */
function lastMoment({ opened, iterations, confirmed }: Run): Date {
  const moments = [opened, ...iterations.map(({ at }) => at), ...(confirmed === null ? [] : [confirmed.at])];
  return new Date(Math.max(...moments.map((moment) => Date.parse(moment))));
}
