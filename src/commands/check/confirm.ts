import { hashOf } from "../../pack/hash.ts";
import { putText } from "../../pack/put.ts";
import { confirmRun, endOf, isSettled, lastOf, settledFingerprint } from "../../runs/record.ts";
import type { Run } from "../../runs/run.ts";
import { saveRun } from "../../runs/save.ts";
import { standingOf } from "../../runs/standing.ts";
import { confirmedFile } from "../../runs/store.ts";
import { Failure } from "../../ui/failure.ts";
import type { Examined } from "./examine.ts";
import type { Written } from "./record.ts";
import { putRecorded, recordedText } from "./stamp-recorded.ts";

/**
 * Writes down that a person accepts the plan as it stands, after its run has ended. Call it under `exclusively`.
 *
 * @throws Failure `no-run`, `nothing-to-confirm`, and `cannot-confirm` for a plan with errors
 */
export async function confirm(examined: Examined, now: Date): Promise<Written> {
  const { root, text, plan, fingerprint, errors } = examined;
  const open = refuseUnready(examined);
  const confirmed = { at: now, fingerprint, text: "", changes: accepted(examined, open) };
  const recorded = recordedText(text, plan, confirmRun(open, confirmed));
  const run = confirmRun(open, { ...confirmed, text: hashOf(recorded) });
  const snapshot = confirmedFile(run.id);
  await putText(root, snapshot, recorded);
  await saveRun(root, run);
  await putRecorded(root, text, recorded);
  const standing = standingOf({ run, max: run.max, status: undefined, fingerprint, errors, errorWords: "" });
  return {
    run,
    standing,
    snapshot,
    isSettling: true,
    remarks: confirmed.changes.map((change) => `Accepted: ${change}`),
  };
}

function refuseUnready({ run, fingerprint, errors }: Examined): Run {
  if (run === undefined) throw new Failure("no-run", {});
  if (endOf(run) === undefined) {
    const why = `the run goes on, after iteration ${run.iterations.length} of ${run.max}`;
    throw new Failure("nothing-to-confirm", { why });
  }
  if (isSettled(run) && fingerprint === settledFingerprint(run)) {
    throw new Failure("nothing-to-confirm", { why: "the plan is settled as it stands" });
  }
  if (errors > 0) throw new Failure("cannot-confirm", { errors });
  return run;
}

/** What nobody had confirmed: what changed since the last record, else what the last record changed. */
function accepted({ changes, fingerprint }: Examined, run: Run): string[] {
  const last = lastOf(run);
  return last?.fingerprint === fingerprint ? last.changes : changes;
}
