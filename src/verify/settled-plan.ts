import { readOwnText } from "../pack/disk.ts";
import { hashOf } from "../pack/hash.ts";
import { parsePlan } from "../plan/parse/index.ts";
import { isSettled, lastOf } from "../runs/record.ts";
import type { Run } from "../runs/run.ts";
import { confirmedFile, snapshotFile } from "../runs/store.ts";
import { type Settled, tasksOf } from "./checks.ts";

/**
 * The plan as people agreed to it: as a person confirmed it, else as it converged. A run that goes on settles nothing yet, or whoever
 * may record a draft could have its commands run unseen. A snapshot counts only when it is the text that the
 * run's record has the hash of.
 */
export async function settledPlan(root: string, run: Run): Promise<Settled> {
  const { confirmed } = run;
  const last = lastOf(run);
  if (confirmed === null && last === undefined) return { kind: "none", why: "the plan was never recorded" };
  if (!isSettled(run)) return { kind: "none", why: "the plan has neither converged nor been confirmed" };
  const file = confirmed === null ? snapshotFile(run.id, last?.n ?? 1) : confirmedFile(run.id);
  const text = await readOwnText(root, file);
  if (text === undefined) return { kind: "none", why: `\`${file}\`, what it was settled as, is gone` };
  // A checkout may have given it other line ends.
  const hashes = [text, text.replaceAll("\r\n", "\n")].map(hashOf);
  if (!hashes.includes((confirmed ?? last)?.text ?? ""))
    return { kind: "none", why: `\`${file}\` is not what was recorded` };
  return { kind: "plan", tasks: tasksOf(parsePlan(text)) };
}
