import { newestFor } from "../delta/newest-evidence.ts";
import type { OwnEvidence } from "../evidence/record.ts";
import { isMilestone } from "../plan/lint/milestones.ts";
import type { Milestone } from "../plan/types.ts";
import { runsDir } from "../runs/names.ts";
import { nextMilestone } from "../runs/next-milestone.ts";
import type { Status } from "../ui/documents/status.ts";
import { type Check, tasksOf } from "../verify/checks.ts";
import type { Gathered } from "./gathered.ts";

type Row = Status["milestones"][number];

/**
 * The milestones with what shows that they are done.
 *
 * @param isBuilding whether one of them is to be built next
 */
export function boardOf(gathered: Gathered, isBuilding: boolean): Row[] {
  const { seen } = gathered;
  if (seen === undefined) return [];
  const tasks = new Map(tasksOf(seen.plan).map(({ id, checks }) => [id, checks]));
  const next = isBuilding ? nextMilestone(seen.plan) : undefined;
  return seen.plan.milestones.filter(isMilestone).map((milestone) => {
    const checks = tasks.get(milestone.id ?? "") ?? [];
    return {
      id: milestone.id ?? null,
      title: milestone.title,
      line: milestone.line,
      status: milestone.status?.value ?? null,
      dependsOn: (milestone.dependsOn?.ids ?? []).map(({ text }) => text.toUpperCase()),
      ...evidenceOf(checks, gathered),
      delta: deltaOf(milestone, gathered),
      next: milestone === next,
    };
  });
}

function evidenceOf(checks: readonly Check[], gathered: Gathered): Pick<Row, "checks" | "evidence"> {
  const found = checks.map((check) => newestFor(check, gathered.evidence));
  // What was written by hand is a claim.
  const ours = found.flatMap((line) => (line?.by === "verify" ? [line] : []));
  const passed = ours.filter((line) => line.passed).length;
  const newest = ours.reduce<OwnEvidence | undefined>(
    (best, line) => (best && best.at > line.at ? best : line),
    undefined,
  );
  return {
    checks: { passed, failed: ours.length - passed, open: checks.length - ours.length },
    evidence:
      newest === undefined ? null : { at: newest.at, commit: newest.commit, behind: isBehind(newest, gathered) },
  };
}

function isBehind({ commit, fingerprint }: OwnEvidence, { seen, baseline }: Gathered): boolean {
  if (fingerprint !== seen?.fingerprint) return true;
  return baseline.kind === "commit" && commit !== null && commit !== baseline.commit;
}

function deltaOf({ id }: Milestone, { seen, deltas }: Gathered): Row["delta"] {
  const delta = id === undefined ? undefined : deltas.findLast(({ milestone }) => milestone === id);
  if (delta === undefined || seen?.run === undefined) return null;
  return { file: `${runsDir}/${seen.run.id}/${delta.name}`, status: delta.status ?? null };
}
