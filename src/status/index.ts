import { damageNotes } from "../evidence/damage.ts";
import { findingDocument } from "../plan/lint/format.ts";
import { milestonesTouched } from "../plan/lint/rules/baseline/drift.ts";
import type { Drift } from "../plan/lint/types.ts";
import { type Crowd, openRuns } from "../runs/crowd.ts";
import { runsDir } from "../runs/names.ts";
import { planStatus } from "../runs/plan-paths.ts";
import type { Run } from "../runs/run.ts";
import { planPath } from "../runs/setup.ts";
import { snapshotFile } from "../runs/store.ts";
import type { Status } from "../ui/documents/status.ts";
import { boardOf } from "./board.ts";
import { titleOf } from "./form.ts";
import type { Gathered } from "./gathered.ts";
import { nextFor } from "./next.ts";
import { phaseOf } from "./phase.ts";
import { roundsOf } from "./rounds.ts";

/** Where everything stands, from what was found. Pure. */
export function statusOf(gathered: Gathered): Status {
  const { root, now, seen, trouble, notes, stale } = gathered;
  const result = phaseOf(gathered);
  const isPlan = result !== "none" && seen !== undefined;
  const milestones = isPlan ? boardOf(gathered, result === "settled" || result === "executing") : [];
  return {
    schema: "plan-init/status/1",
    result,
    root,
    at: now.toISOString(),
    plan: isPlan ? planOf(gathered) : null,
    run: runOf(gathered),
    verdict: isPlan && trouble === undefined ? { ...seen.standing } : null,
    findings: isPlan ? seen.findings.map(findingDocument) : [],
    iterations: iterationsOf(gathered),
    milestones,
    baseline: baselineOf(gathered),
    delta: lastDelta(gathered),
    review: roundsOf(gathered.reviews.get(seen?.run?.id ?? "")),
    runs: {
      total: gathered.crowd.total,
      open: newestOpen(gathered.crowd).map(({ id, goal }) => ({
        id,
        goal,
        review: roundsOf(gathered.reviews.get(id))?.line ?? null,
      })),
      damaged: gathered.crowd.damaged,
    },
    stale: [...stale],
    notes: [...new Set([...notes, ...(isPlan ? seen.notes : []), ...damageNotes(gathered.evidence.damaged)])],
    next: nextFor(gathered, result, milestones),
  };
}

const mostOpen = 10;

/** Those of the unfinished runs that are told of, newest first. */
export const newestOpen = (crowd: Crowd): Run[] => openRuns(crowd).slice(0, mostOpen);

function planOf({ seen, maxLines }: Gathered): Status["plan"] {
  if (seen === undefined) return null;
  const { plan, fingerprint } = seen;
  const { meta } = plan;
  return {
    path: planPath,
    title: titleOf(plan, seen.run),
    id: (meta["plan id"]?.codes[0]?.text ?? meta["plan id"]?.text) || null,
    mode: meta.mode?.text || null,
    status: planStatus(plan) ?? null,
    lines: plan.lineCount,
    maxLines,
    fingerprint,
  };
}

function runOf({ seen, files }: Gathered): Status["run"] {
  const run = seen?.run;
  if (run === undefined) return null;
  const { id, goal, mode, opened, reason, max, iterations, confirmed } = run;
  return {
    ...{ id, path: `${runsDir}/${id}`, goal, mode, opened, reason, max },
    iteration: iterations.length,
    confirmed: confirmed?.at ?? null,
    files: [...files].sort((a, b) => a.localeCompare(b, "en", { numeric: true })),
  };
}

function iterationsOf({ seen, snapshots }: Gathered): Status["iterations"] {
  const run: Run | undefined = seen?.run;
  return (run?.iterations ?? []).map(({ n, at, errors, warnings, changes, verdict }) => {
    const lines = snapshots.get(n) ?? null;
    const snapshot = lines === null || run === undefined ? null : snapshotFile(run.id, n);
    return { n, at, errors, warnings, lines, changes, verdict: verdict.line, snapshot };
  });
}

function baselineOf({ seen, baseline }: Gathered): Status["baseline"] {
  const { branch, commit, dirty } = { branch: null, commit: null, dirty: null, ...baseline };
  const drift = (seen?.drift ?? []).map(({ commit: hash, subject, paths }: Drift) => ({
    ...{ commit: hash, subject, paths: [...paths] },
    milestones: seen === undefined ? [] : milestonesTouched(seen.plan, new Set(paths)),
  }));
  return { stamped: seen?.run?.baseline ?? null, branch, commit, dirty, drift };
}

function lastDelta({ deltas, seen }: Gathered): Status["delta"] {
  const last = deltas.at(-1);
  if (last === undefined || seen?.run === undefined) return null;
  const file = `${runsDir}/${seen.run.id}/${last.name}`;
  return { file, milestone: last.milestone ?? null, status: last.status ?? null, at: last.at.toISOString() };
}
