import { readOwnText } from "../../pack/disk.ts";
import { putText } from "../../pack/put.ts";
import { normalise } from "../../pack/text.ts";
import { openMajors } from "../../review/open.ts";
import { demand } from "../../review/phases.ts";
import { withRisks } from "../../review/risks.ts";
import { decideStop } from "../../review/stop/index.ts";
import { summaryPage } from "../../review/summary.ts";
import type { Session } from "../../review/types.ts";
import { readPlanText } from "../../runs/plan-text.ts";
import { readPlanned } from "../../runs/planned.ts";
import type { Run } from "../../runs/run.ts";
import { planPath } from "../../runs/setup.ts";
import { type Asked, inRun, type Outcome, type Sitting, sit, writePage } from "./step.ts";

/**
 * Computes how a review has ended, or that it has not, and writes it down: the summary, the report, the last review, and after the last
 * round what is left into the plan's risks.
 *
 * @throws Failure `review-out-of-phase` where there was no review
 */
export async function close({ proc, root }: Pick<Asked, "proc" | "root">): Promise<Outcome> {
  const { run } = await readPlanned(root);
  const sitting = await sit(root, run, proc);
  demand("close", sitting.session);
  const stop = decideStop(sitting.session);
  // The plan first: a command that is killed in between writes the risks once, and finds them there the next time.
  const risks = stop?.reason === "cap" ? await putRisks(root, run, sitting.session) : [];
  if (stop !== undefined && sitting.session.ended === undefined) {
    await sitting.happen({ type: "stopped", reason: stop.reason, words: stop.words });
  }
  const page = await writePage(root, run, sitting.session);
  const { writeReport } = await import("./report-page.ts");
  const report = await writeReport(root, run, proc.now());
  // Last, for where it stands all the rest does.
  const summary = inRun(run, summaryFile);
  await putText(root, summary, summaryPage(sitting.session, run.id));
  return {
    run,
    session: sitting.session,
    critic: undefined,
    written: [...risks, ...page, summary, report],
    notes: sitting.notes,
    next:
      risks.length === 0
        ? []
        : [
            "the plan has new risks: see `plan-init check`, and accept them as a person with `plan-init check --confirm`",
          ],
  };
}

const summaryFile = "summary.md";

/** Whether all of a review's end is written down; a command that was killed, or a full disk, may have cut it off. */
export async function isWritten(root: string, { run, session }: Pick<Sitting, "run" | "session">): Promise<boolean> {
  const text = await readOwnText(root, inRun(run, summaryFile));
  return text !== undefined && normalise(text) === summaryPage(session, run.id);
}

async function putRisks(root: string, run: Run, session: Session): Promise<string[]> {
  const text = (await readPlanText(root)) ?? "";
  const written = withRisks(text, openMajors(session), run.id);
  if (written === text) return [];
  await putText(root, planPath, written);
  return [planPath];
}
