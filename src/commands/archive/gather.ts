import path from "node:path";
import fs from "fs-extra";
import type { Closing } from "../../archive/closing.ts";
import { archiveDir } from "../../archive/decide.ts";
import type { Kept } from "../../archive/moves.ts";
import { readReport } from "../../archive/readme/reports.ts";
import { readEvidence } from "../../evidence/store.ts";
import { namesIn, observe, oddPlace } from "../../pack/disk.ts";
import { guarded } from "../../pack/guard.ts";
import { leavesRepository } from "../../pack/paths.ts";
import { commitOf } from "../../plan/lint/baseline.ts";
import type { Plan } from "../../plan/types.ts";
import { commitsSince, type OwnCommits } from "../../repo/commits-since.ts";
import type { GitOptions } from "../../repo/git.ts";
import { foldSession } from "../../review/fold/fold.ts";
import { standingOf } from "../../review/standing.ts";
import { readEvents } from "../../review/store.ts";
import { runsDir } from "../../runs/names.ts";
import { isOwn, reviewRefuses } from "../../runs/own-commits.ts";
import type { Run } from "../../runs/run.ts";
import { Failure } from "../../ui/failure.ts";

/** Names of what stands in the folder of archives. */
export async function takenNames(root: string): Promise<string[]> {
  const now = await observe(root, archiveDir);
  if (now.kind === "absent") return [];
  if (now.kind !== "directory") throw oddPlace(archiveDir, now);
  return namesIn(path.join(root, archiveDir));
}

/**
 * All files of a run.
 *
 * @throws Failure `not-a-text-file` for links and other things that cannot be moved and taken back
 */
export async function runFiles(root: string, id: string): Promise<Kept[]> {
  const folder = `${runsDir}/${id}`;
  const names = await guarded(folder, () => fs.readdir(path.join(root, folder), { recursive: true }));
  const all = names.map((name) => `${folder}/${String(name).split(path.sep).join("/")}`).sort();
  return (await Promise.all(all.map((file) => keep(root, file)))).flat();
}

async function keep(root: string, file: string): Promise<Kept[]> {
  const why = leavesRepository(file);
  if (why !== undefined) throw new Failure("not-a-text-file", { path: file, found: `refused: ${why}` });
  const now = await observe(root, file);
  if (now.kind === "directory") return [];
  if (now.kind !== "text" && now.kind !== "binary") throw oddPlace(file, now);
  return [await readKept(root, file)];
}

/** A file with its bytes and permission bits. Whoever calls it has looked whether it is one. */
export const readKept = (root: string, file: string): Promise<Kept> =>
  guarded(file, async () => {
    const full = path.join(root, file);
    const [content, { mode }] = await Promise.all([fs.readFile(full), fs.lstat(full)]);
    return { path: file, content, mode: mode & 0o777 };
  });

/** What runs and git tell of a plan. */
export async function readStory(
  root: string,
  plan: Plan,
  runs: readonly Run[],
  files: readonly Kept[],
  git: GitOptions,
): Promise<Pick<Closing, "deltas" | "refusals" | "reviews" | "evidence" | "commits">> {
  const reports = files.flatMap(({ path: file, content }) => {
    const [, name] = /^[^/]+\/[^/]+\/([^/]+\/(?:delta-[^/]+|review-\d+)\.md)$/i.exec(file) ?? [];
    const shown = runs.length > 1 ? name : name?.split("/")[1];
    return shown === undefined ? [] : [{ name: shown, text: Buffer.from(content).toString("utf8") }];
  });
  const deltas = reports.filter(({ name }) => isDelta(name)).map(({ name, text }) => readReport(name, text));
  const listed = deltas.flatMap(({ delta }) => (delta.commits?.hashes ?? []).map(({ text }) => text));
  const [logs, reviews, commits] = await Promise.all([
    Promise.all(runs.map(({ id }) => readEvidence(root, id))),
    Promise.all(runs.map(({ id }) => reviewOf(root, id))),
    ownCommits(root, plan, listed, git),
  ]);
  return {
    deltas,
    refusals: reports.filter(({ name, text }) => !isDelta(name) && reviewRefuses(text)).map(({ name }) => name),
    reviews: new Map(reviews.flat()),
    evidence: logs.flatMap(({ lines }) => lines),
    commits,
  };
}

async function reviewOf(root: string, id: string): Promise<[id: string, line: string][]> {
  const { events } = await readEvents(root, id);
  return events.length === 0 ? [] : [[id, standingOf(foldSession(events)).line.replace(/^REVIEW: /, "")]];
}

const isDelta = (name: string): boolean => /(?:^|\/)delta-/i.test(name);

/** The commits since the baseline that name a milestone of the plan, or that a report lists. */
async function ownCommits(root: string, plan: Plan, listed: string[], git: GitOptions): Promise<OwnCommits> {
  const baseline = commitOf(plan);
  const found = await commitsSince(root, baseline.kind === "hash" ? baseline.hash : undefined, git);
  if (found.kind === "unavailable") return found;
  const own = { milestones: plan.milestones.flatMap(({ id }) => id ?? []), commits: listed };
  return { ...found, commits: found.commits.filter((note) => isOwn(note, own)) };
}
