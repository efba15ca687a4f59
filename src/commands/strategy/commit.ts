import path from "node:path";
import * as z from "zod/mini";
import { visible } from "../../config/words.ts";
import { observe, oddPlace } from "../../pack/disk.ts";
import { localDir } from "../../pack/paths.ts";
import { exclusively } from "../../pack/transaction.ts";
import { readBaseline } from "../../repo/git.ts";
import { Aside, type Target } from "../../repo/side-commit.ts";
import { isoSeconds } from "../../runs/names.ts";
import { readShelf } from "../../strategy/documents/shelf.ts";
import { isClosed, readWork, type Work } from "../../strategy/filing/backlog.ts";
import { typedId } from "../../strategy/filing/gate.ts";
import { backlogDir, resourcesPath, treePath, visionPath } from "../../strategy/paths.ts";
import { nextInRun } from "../../strategy/run/next.ts";
import { branchOf, commitMessage, outgoingPaths, strangePaths, trailerOf } from "../../strategy/run/outgoing.ts";
import { type Outcome, type StrategyRun, seenFile, strategyRunFile, withOutcome } from "../../strategy/run/record.ts";
import { readStrategyRuns, saveStrategyRun } from "../../strategy/run/store.ts";
import { Failure } from "../../ui/failure.ts";
import type { Action } from "../../verbs/verb.ts";
import { commonFlags, toggle } from "../flags.ts";
import { plannedLines } from "./forge/open.ts";
import { openPull, type Pulled, plannedPull } from "./forge/pull.ts";
import { refuseSecrets } from "./journal.ts";
import { readSeen, readSeenFile } from "./read.ts";
import { type Answer, play, type Scene } from "./step.ts";

const flagsSchema = z.object({ ...commonFlags, dryRun: toggle });

/** Puts what the run wrote into one commit on a branch of its own: the open run's, or that of the one that ended last. */
export const commit: Action = (proc, rawFlags) => {
  const { dryRun } = flagsSchema.parse(rawFlags);
  return play("commit", proc, rawFlags, (scene) =>
    exclusively(scene.root, async () => {
      const { open, runs } = await readStrategyRuns(scene.root);
      const run = open ?? runs.find(({ ended }) => ended !== null);
      if (run === undefined) throw new Failure("no-run-to-commit", {});
      return dryRun ? preview(scene, run, await inspect(scene, run)) : commitRun(scene, run);
    }),
  );
};

/** What there is to commit, and where. */
interface Outgoing {
  paths: string[];
  /** What people steer by that was changed during the run, and does not go out. */
  theirs: string[];
  /** `undefined` where there is no repository, and `why` says so. */
  place: { aside: Aside; target: Target } | undefined;
  why: string;
}

/**
 * Looks at everything that would go out.
 *
 * @throws Failure `secret-found`, `strategy-run-damaged` for paths that are no run's, `not-a-text-file` for links
 */
async function inspect(scene: Scene, run: StrategyRun): Promise<Outgoing> {
  const { root, git } = scene;
  const [strange] = strangePaths(run);
  if (strange !== undefined) {
    const why = `it names \`${visible(strange, 80)}\`, which no strategy run writes`;
    throw new Failure("strategy-run-damaged", { path: strategyRunFile(run.id), why });
  }
  const [before, now] = await Promise.all([readSeenFile(root, run.id), readSeen(root)]);
  const paths = outgoingPaths(run, before[treePath] !== now[treePath]);
  const theirs = [visionPath, resourcesPath].filter(
    (file) => now[file] !== undefined && before[file] !== now[file] && !paths.includes(file),
  );
  for (const file of paths) await refuseUnfit(root, file, file === seenFile(run.id));
  refuseSecrets("commit message", commitMessage(run));
  const baseline = await readBaseline(root, git);
  if (baseline.kind === "none") return { paths, theirs, place: undefined, why: baseline.why };
  const aside = new Aside(root, path.join(root, localDir, "commit-index"), git);
  const head = baseline.kind === "commit" ? baseline.commit : null;
  const target = await aside.target({ branch: branchOf(run), trailer: trailerOf(run), head });
  return { paths, theirs, place: { aside, target }, why: "" };
}

/** A tree of 100,000 prerequisites has ten megabytes. */
const largest = 64 * 1024 * 1024;

async function refuseUnfit(root: string, file: string, isHashes: boolean): Promise<void> {
  const now = await observe(root, file, largest);
  if (now.kind === "absent") return;
  if (now.kind !== "text") throw oddPlace(file, now);
  if (!isHashes) refuseSecrets(file, now.text);
}

async function preview(scene: Scene, run: StrategyRun, { paths, place, why }: Outgoing): Promise<Answer> {
  const branch = place?.target.branch;
  const isShared = branch !== undefined && run.ended !== null;
  const { push, requests } = isShared ? await plannedPull(scene, run, branch) : { push: undefined, requests: [] };
  return {
    result: "done",
    run: run.id,
    words: branch === undefined ? `Nothing would be committed: ${why}` : `Would be committed on ${branch}`,
    lines: [
      ...paths.map((file) => `  ${visible(file, 200)}`),
      ...(push === undefined ? [] : ["", `Then: ${push}`, ...plannedLines(requests)]),
    ],
    data: { paths, branch: branch ?? null, push: push ?? null, requests },
    next: ["commit: `plan-init strategy commit`"],
  };
}

async function commitRun(scene: Scene, before: StrategyRun): Promise<Answer> {
  const at = isoSeconds(scene.now);
  let run = before;
  const keep = async (outcome: Omit<Outcome, "at">) => {
    const old = run.outcomes.commit;
    // Once more with nothing new leaves the record as it is, and so there is nothing to commit.
    if (old?.result === outcome.result && old.words === outcome.words) return;
    run = withOutcome(run, "commit", { at, ...outcome });
    await saveStrategyRun(scene.root, run);
  };
  try {
    const { paths, theirs, place, why } = await inspect(scene, before);
    const plan = await planNext(scene.root, run);
    const answer = async (words: string, branch: string | undefined, hash: string | null) => {
      const isShared = branch !== undefined && run.ended !== null;
      const { pull, failure } = isShared ? await openPull(scene, run, branch) : notShared;
      if (failure !== undefined) await keep({ result: "failed", words: visible(failure.what, 400) });
      return told(run, words, { branch, hash, theirs, plan, pull, failure });
    };
    if (place === undefined) {
      await keep({ result: "skipped", words: why });
      return answer(`Nothing was committed: ${why}`, undefined, null);
    }
    const { aside, target } = place;
    // In the record before the record is in the commit.
    await keep({ result: "done", words: `on ${target.branch}` });
    const hash = await aside.commit(target, paths, commitMessage(run));
    if (hash !== undefined) return answer(`Committed ${hash.slice(0, 7)} on ${target.branch}`, target.branch, hash);
    if (target.tip !== null) return answer(`Committed already on ${target.branch}`, target.branch, target.tip);
    await keep({ result: "skipped", words: "nothing to commit" });
    return answer("Nothing to commit", undefined, null);
  } catch (error) {
    if (error instanceof Failure) await keep({ result: "failed", words: visible(error.what, 400) });
    throw error;
  }
}

/** The first piece of filed work that wants code, as the next thing to do. */
async function planNext(root: string, run: StrategyRun): Promise<string[]> {
  if (run.ended === null) return [];
  const backlog = (await readShelf(root, backlogDir)).map(readWork);
  const isCode = (work: Work): boolean => work.id !== "" && work.capability === "" && !isClosed(work);
  const next = run.filed.flatMap(({ kind, slug }) =>
    kind === "work" ? backlog.filter((work) => work.slug === slug && isCode(work)) : [],
  )[0];
  return next === undefined ? [] : [`in a new session, plan it: \`plan-init start --from ${typedId(next.id)}\``];
}

interface Committed extends Pulled {
  branch: string | undefined;
  hash: string | null;
  theirs: readonly string[];
  plan: readonly string[];
}

const notShared: Pulled = { pull: undefined, failure: undefined };

const told = (run: StrategyRun, words: string, { branch, hash, theirs, plan, pull, failure }: Committed): Answer => ({
  result: failure === undefined ? "done" : "unfinished",
  run: run.id,
  words: pull === undefined ? words : `${words}; pull request #${pull.number}`,
  data: { branch: branch ?? null, commit: hash, pull: pull ?? null },
  notes: [
    ...(run.ended === null ? ["the run is not at its end: commit once more after `plan-init strategy end`"] : []),
    ...theirs.map(
      (file) => `\`${file}\` was changed during the run and is not in the commit: it is people's to commit`,
    ),
    ...(failure === undefined ? [] : [`${failure.what}; ${failure.fix}`]),
  ],
  next: [
    ...(pull === undefined ? [] : [`look at it: ${visible(pull.url, 300)}`]),
    ...(branch === undefined || pull !== undefined
      ? []
      : [
          `share it: \`git push -u origin ${branch}\`, and open a pull request`,
          `or take it into your branch: \`git add planning\`, then \`git merge --ff-only ${branch}\``,
        ]),
    ...(run.ended === null ? nextInRun(run) : []),
    ...plan,
    ...(branch === undefined && plan.length === 0 && run.ended !== null ? ["nothing: the run has ended"] : []),
  ],
});
