import { readOwnText } from "../../pack/disk.ts";
import { putText } from "../../pack/put.ts";
import { isoSeconds } from "../../runs/names.ts";
import { addSkip, parseSkips, skipsPath } from "../../strategy/run/skips.ts";
import { serialise } from "../../strategy/run/state.ts";
import { Exit, type ExitCode } from "../../ui/exit.ts";
import type { Answer, Scene } from "./step.ts";

/** Says that nothing is done and why, and keeps that. Call it under `exclusively`. */
export async function skip(scene: Scene, why: readonly string[], exit: ExitCode, step: string): Promise<Answer> {
  const { root, now } = scene;
  const skips = parseSkips(await readOwnText(root, skipsPath));
  await putText(root, skipsPath, serialise(addSkip(skips, { at: isoSeconds(now), why: why.join("; ") })));
  return {
    result: "skipped",
    exit,
    run: null,
    words: `Skipped: ${why.join("; ")}`,
    data: { why: [...why] },
    next:
      exit === Exit.NotYet
        ? [`later, or with less: \`plan-init strategy ${step} --min-memory 0\``]
        : ['go on anyway: `plan-init strategy start --reason "why"`'],
  };
}
