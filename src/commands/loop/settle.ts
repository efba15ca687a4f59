import { endOf } from "../../runs/record.ts";
import type { Standing } from "../../runs/standing.ts";
import { write } from "../check/write.ts";
import type { Stage } from "./stage.ts";
import { examinePlan } from "./table.ts";

/**
 * Counts the plan as an iteration of its run, so that what is wanted is frozen before anybody argues about it.
 *
 * @returns where the run then stands; `undefined` where the plan has errors, which nobody counts
 */
export async function recordPlan(stage: Stage): Promise<Standing | undefined> {
  const { root, proc } = stage;
  const { errors, run, standing } = await examinePlan(stage);
  if (run !== undefined && endOf(run) !== undefined) return standing;
  if (errors > 0 || run?.mode !== "execution") return undefined;
  return write(
    root,
    { kind: "record", withFindings: false },
    proc.now(),
    { env: proc.env },
    (_, { standing }) => standing,
  );
}

/** A record counts, the next one of the same plan confirms it. */
const mostRecords = 2;

/** Brings the run to its verdict after a review that ended well; `undefined` where only a person can. */
export async function settlePlan(stage: Stage): Promise<Standing | undefined> {
  let standing: Standing | undefined;
  for (let count = 0; count < mostRecords; count += 1) {
    standing = await recordPlan(stage);
    if (standing?.kind !== "CONTINUE") return standing;
  }
  return standing;
}
