import { markdownCode } from "../../pack/helpers.ts";
import { isoSeconds } from "../../runs/names.ts";
import { lastOf } from "../../runs/record.ts";
import type { Run } from "../../runs/run.ts";
import { baselineStamp, type Stamp } from "../../runs/stamp.ts";

/** What a plan says of the run that has just been opened for it. */
export const openingStamp = (run: Run, now: Date): Stamp => ({
  meta: {
    "plan id": markdownCode(run.id),
    timestamp: isoSeconds(now),
    mode: run.mode,
    status: "draft",
    ...iteration(run),
  },
  baseline: baselineStamp(run.baseline),
});

/** What a plan says of a run that goes on; the time only where its baseline is a new one. */
export const resumingStamp = (run: Run, now: Date | undefined): Stamp => ({
  meta: { "plan id": markdownCode(run.id), ...(now && { timestamp: isoSeconds(now) }), ...iteration(run) },
  baseline: baselineStamp(run.baseline),
});

const iteration = (run: Run) => ({ iteration: `${lastOf(run)?.n ?? 0} of ${run.max}` });
