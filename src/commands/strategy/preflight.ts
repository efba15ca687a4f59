import * as z from "zod/mini";
import { readOwnText } from "../../pack/disk.ts";
import { putText } from "../../pack/put.ts";
import { exclusively } from "../../pack/transaction.ts";
import { contextText } from "../../strategy/context/pack.ts";
import { readShelf } from "../../strategy/documents/shelf.ts";
import type { Work } from "../../strategy/filing/backlog.ts";
import { isMemoryDue } from "../../strategy/memory/check.ts";
import { lastDistilled } from "../../strategy/memory/due.ts";
import { predictionsDir, treePath, visionPath } from "../../strategy/paths.ts";
import { headLines } from "../../strategy/run/head.ts";
import { nextInRun } from "../../strategy/run/next.ts";
import {
  contextFile,
  type Outcome,
  type StrategyRun,
  seenFile,
  withOutcome,
  withoutOutcome,
} from "../../strategy/run/record.ts";
import { seenAgain } from "../../strategy/run/seen.ts";
import { parseSkips, skipsPath, skipWords } from "../../strategy/run/skips.ts";
import { serialise } from "../../strategy/run/state.ts";
import { readStrategyRuns, type StrategyRuns } from "../../strategy/run/store.ts";
import { Exit } from "../../ui/exit.ts";
import { Failure } from "../../ui/failure.ts";
import type { Action } from "../../verbs/verb.ts";
import { commonFlags } from "../flags.ts";
import { gatherContext } from "./context.ts";
import { issuesText } from "./forge/intake.ts";
import { openForge } from "./forge/open.ts";
import { memoryShortage, refuseInactive } from "./guards.ts";
import { readSeen, readSeenFile } from "./read.ts";
import { skip } from "./skip.ts";
import { play, playOn, type Scene } from "./step.ts";

const flagsSchema = z.object({ ...commonFlags, minMemory: z._default(z.string(), "512") });

/** Puts together once more what the open run begins with. */
export const preflight: Action = (proc, rawFlags) => {
  const { minMemory } = flagsSchema.parse(rawFlags);
  return play("preflight", proc, rawFlags, async (scene) => {
    await refuseInactive(scene.root);
    const shortage = memoryShortage(minMemory);
    if (shortage !== undefined) {
      return exclusively(scene.root, () => skip(scene, [shortage], Exit.NotYet, "preflight"));
    }
    return playOn(scene, "preflight", async (open) => {
      const waiting = await readShelf(scene.root, predictionsDir("unreviewed"));
      const run = waiting.length === 0 ? open : withoutOutcome(open, "triage");
      const { outcome, notes } = await prepare(scene, await readStrategyRuns(scene.root), run, []);
      const after = withOutcome(run, "preflight", { at: run.opened, ...outcome });
      const next = [`read \`${contextFile(run.id)}\` once`, ...nextInRun(after)];
      const data = { context: contextFile(run.id) };
      return { run, outcome, told: { result: "done", run: run.id, words: outcome.words, data, notes, next } };
    });
  });
};

/**
 * Writes down what is there when a run begins, and the one file that its agent reads. Call it under `exclusively`.
 *
 * @param why there is a run, a clause each
 * @throws Failure for what cannot be read: links, a tree in conflict
 */
export async function prepare(
  scene: Scene,
  { runs, state }: StrategyRuns,
  run: StrategyRun,
  why: readonly string[],
): Promise<{ outcome: Omit<Outcome, "at">; notes: string[] }> {
  const { root } = scene;
  const skips = parseSkips(await readOwnText(root, skipsPath));
  const head = headLines(run, {
    why,
    isMemoryDue: isMemoryDue(run.number, lastDistilled(runs)),
    skips: skipWords(skips, state.last?.ended ?? ""),
  });
  const [now, before] = await Promise.all([readSeen(root), readSeenFile(root, run.id)]);
  const seen = Object.keys(before).length === 0 ? now : seenAgain(before, now);
  const forge = forgeNews(scene);
  const text = contextText(await gatherContext(scene, run, state.last?.commit ?? null, head, forge.issues));
  await putText(root, seenFile(run.id), serialise(seen));
  await putText(root, contextFile(run.id), text);
  // All else is there to go on with.
  if (forge.failure !== undefined) throw forge.failure;
  const notes = [
    ...(now[visionPath] === undefined ? [`there is no \`${visionPath}\`: a person says in it what is wanted`] : []),
    ...(now[treePath] === undefined ? [`there is no \`${treePath}\` yet`] : []),
  ];
  return { outcome: { result: "done", words: `context of ${Buffer.byteLength(text)} bytes` }, notes };
}

/** What a forge says; one that fails is told of in the context, and keeps nothing else out of it. */
function forgeNews(scene: Scene) {
  const news = {
    failure: undefined as Failure | undefined,
    issues: async (constraints: readonly string[], backlog: readonly Work[]) => {
      try {
        const { forge } = await openForge(scene);
        return await issuesText(forge, constraints, backlog);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        news.failure = error;
        return `They could not be read: ${error.what}`;
      }
    },
  };
  return news;
}
