import path from "node:path";
import fs from "fs-extra";
import { archiveDir } from "../archive/decide.ts";
import { entriesIn, observe } from "../pack/disk.ts";
import { isForm } from "../plan/form.ts";
import type { Plan } from "../plan/types.ts";
import type { GitOptions } from "../repo/git.ts";
import type { Crowd } from "../runs/crowd.ts";
import type { Run } from "../runs/run.ts";
import { filesOf, readRun } from "../runs/store.ts";
import { touchedDates } from "../runs/touched.ts";
import { titleOf, whyOpen } from "./form.ts";
import { candidates, type Reviewed, type Stale, staleBefore, staleOf } from "./review.ts";

/** Where the review looks. */
export interface Scene {
  root: string;
  plan: Plan | undefined;
  /** The run that the plan belongs to. */
  run: Run | undefined;
  /** Whether that is certain: no record in the way that cannot be read. */
  isRunKnown: boolean;
  crowd: Crowd;
  now: Date;
  git: GitOptions;
}

/** Looks for what the review policy has something to say of. Git is asked only where the records show nothing recent. */
export async function lookForStale(scene: Scene): Promise<Stale[]> {
  const { root, now, git } = scene;
  const found = candidates(await gatherReviewed(scene), now);
  const dates = await touchedDates(
    root,
    found.map(({ touching }) => touching),
    now,
    git,
  );
  const touched = found.flatMap((candidate, at) => {
    const date = dates[at];
    return date === undefined ? [] : ([[candidate, date]] as const);
  });
  return staleOf(found, new Map(touched), now);
}

async function gatherReviewed({ root, plan, run, isRunKnown, crowd, now }: Scene): Promise<Reviewed> {
  const own = await chainOf(root, run);
  const old = crowd.runs.filter(({ id, opened }) => !own.has(id) && new Date(opened) < staleBefore(now));
  const worked = await Promise.all(old.map(async ({ id }) => ((await filesOf(root, id)).some(isWork) ? [id] : [])));
  const isThere = plan !== undefined && (run !== undefined || !isForm(plan));
  return {
    plan: isThere ? { title: titleOf(plan, run), isBuilt: whyOpen(plan) === undefined, run } : undefined,
    // Without the plan nobody can tell whose they are.
    ...(plan !== undefined && isRunKnown ? { runs: crowd.runs, bare: crowd.bare } : { runs: [], bare: [] }),
    own,
    worked: new Set(worked.flat()),
    mute: await muteArchives(root),
  };
}

const isWork = (name: string): boolean => /^delta-.+\.md$/.test(name) || name === "evidence.jsonl";

/** Longer chains belong to no plan that people still read. */
const longestChain = 20;

/** Ids of a run and of those that it goes on from. */
async function chainOf(root: string, run: Run | undefined): Promise<Set<string>> {
  const ids = new Set<string>();
  for (let at = run; at !== undefined && !ids.has(at.id) && ids.size < longestChain; ) {
    ids.add(at.id);
    const before = at.follows;
    at = before === null ? undefined : await readRun(root, before).catch(() => undefined);
  }
  return ids;
}

/** As `archive` names them; what else people keep there is theirs. */
const isArchive = (name: string): boolean => /^\d{4}-(?:0\d|1[0-2])-/.test(name);

/** More than anybody has closed. */
const mostArchives = 1000;

/** Closed plans without a `README.md`. */
async function muteArchives(root: string): Promise<string[]> {
  if ((await observe(root, archiveDir)).kind !== "directory") return [];
  const names = (await entriesIn(path.join(root, archiveDir)))
    .filter((entry) => entry.isDirectory() && isArchive(entry.name))
    .map(({ name }) => `${archiveDir}/${name}`)
    .sort();
  const there = await Promise.all(
    names.slice(-mostArchives).map((folder) => fs.pathExists(path.join(root, folder, "README.md"))),
  );
  return names.slice(-mostArchives).filter((_, at) => there[at] === false);
}
