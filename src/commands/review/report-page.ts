import { readOwnText } from "../../pack/disk.ts";
import { putText } from "../../pack/put.ts";
import { foldWithDecisions } from "../../review/report/decisions.ts";
import { reportPage } from "../../review/report/index.ts";
import { readEvents } from "../../review/store.ts";
import type { Run } from "../../runs/run.ts";
import { longestPlan } from "./longest-plan.ts";
import { inRun } from "./step.ts";

/**
 * Writes a run's review as a page to look at. Call it under `exclusively`.
 *
 * @returns where, relative to the repository
 */
export async function writeReport(root: string, run: Run, now: Date): Promise<string> {
  const { session, decisions } = foldWithDecisions((await readEvents(root, run.id)).events);
  const file = inRun(run, "report.html");
  const drafts = await Promise.all(
    session.drafts.map(({ snapshot }) => readOwnText(root, inRun(run, snapshot)).catch(() => undefined)),
  );
  const { id, goal } = run;
  const maxLines = await longestPlan(root);
  await putText(
    root,
    file,
    reportPage({ session, run: { id, goal }, decisions, drafts, maxLines, at: now.toISOString() }),
  );
  return file;
}
