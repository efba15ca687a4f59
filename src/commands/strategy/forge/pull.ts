import { visible } from "../../../config/words.ts";
import { pushArguments, pushBranch } from "../../../repo/push.ts";
import type { Planned, Pull, PullWish } from "../../../strategy/forge/types.ts";
import { commitMessage, trailerOf } from "../../../strategy/run/outgoing.ts";
import type { StrategyRun } from "../../../strategy/run/record.ts";
import { Failure } from "../../../ui/failure.ts";
import type { Scene } from "../step.ts";
import { openForge } from "./open.ts";

/** What came of asking people to look at a branch. */
export interface Pulled {
  /** `undefined` where there are files alone, or it went wrong. */
  pull: Pull | undefined;
  failure: Failure | undefined;
}

/** Pushes the branch of a run's commit, and opens a pull request for it; where the config names no forge, nothing. */
export async function openPull(scene: Scene, run: StrategyRun, branch: string): Promise<Pulled> {
  try {
    const { forge, remote, base } = await openForge(scene);
    if (forge.place === undefined) return { pull: undefined, failure: undefined };
    const name = await remote();
    if (name === undefined) throw noRemote(forge.place, branch);
    await pushBranch(scene.root, { remote: name, branch, trailer: trailerOf(run) }, scene.git);
    return { pull: await forge.pull(wishOf(run, branch, base)), failure: undefined };
  } catch (error) {
    if (error instanceof Failure) return { pull: undefined, failure: error };
    throw error;
  }
}

/** What `openPull` would do. */
export async function plannedPull(
  scene: Scene,
  run: StrategyRun,
  branch: string,
): Promise<{ push: string | undefined; requests: readonly Planned[] }> {
  const { forge, remote, base } = await openForge(scene, true);
  if (forge.place === undefined) return { push: undefined, requests: [] };
  const name = (await remote()) ?? "<remote>";
  await forge.pull(wishOf(run, branch, base));
  return { push: `git ${pushArguments({ remote: visible(name, 60), branch }).join(" ")}`, requests: forge.planned };
}

const noRemote = (place: string, branch: string): Failure =>
  new Failure("push-refused", { branch, remote: place, why: "no remote of git leads there" });

function wishOf(run: StrategyRun, branch: string, base: string): PullWish {
  const [title = "", , ...lines] = commitMessage(run).split("\n");
  return { title, text: lines.join("\n"), branch, base, since: run.opened };
}
