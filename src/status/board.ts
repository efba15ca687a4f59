import { newestFor } from "../delta/newest-evidence.ts";
import type { EvidenceLog, OwnEvidence } from "../evidence/record.ts";
import { covers } from "../plan/covers.ts";
import { isMilestone } from "../plan/lint/milestones.ts";
import type { Milestone, Plan } from "../plan/types.ts";
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
      ...evidenceOf(milestone, checks, gathered),
      delta: deltaOf(milestone, gathered),
      next: milestone === next,
    };
  });
}

function evidenceOf(
  milestone: Milestone,
  checks: readonly Check[],
  gathered: Gathered,
): Pick<Row, "checks" | "evidence"> {
  const ours = ownEvidence(checks, gathered.evidence);
  const passed = ours.filter((line) => line.passed).length;
  const newest = newestOf(ours);
  return {
    checks: { passed, failed: ours.length - passed, open: checks.length - ours.length },
    evidence: newest && { at: newest.at, commit: newest.commit, behind: isBehind(milestone, newest, gathered) },
  };
}

/** The newest evidence of each check; what was written by hand is a claim. */
const ownEvidence = (checks: readonly Check[], log: EvidenceLog): OwnEvidence[] =>
  checks.flatMap((check) => {
    const line = newestFor(check, log);
    return line?.by === "verify" ? [line] : [];
  });

const newestOf = (lines: readonly OwnEvidence[]): OwnEvidence | null =>
  lines.reduce<OwnEvidence | null>((best, line) => (best !== null && best.at > line.at ? best : line), null);

/** Commits at which the evidence was taken that the board shows, each once, newest milestone last. */
export const evidenceCommits = (plan: Plan, log: EvidenceLog): string[] => [
  ...new Set(tasksOf(plan).flatMap(({ checks }) => newestOf(ownEvidence(checks, log))?.commit ?? [])),
];

/** Whether structure, or the milestone's files, are no longer those that were checked; a commit that git lacks shows nothing. */
function isBehind(milestone: Milestone, { commit, fingerprint }: OwnEvidence, { seen, baseline, changed }: Gathered) {
  if (fingerprint !== seen?.fingerprint) return true;
  if (commit === null || baseline.kind !== "commit" || commit === baseline.commit) return false;
  const since = changed.get(commit);
  return since === undefined || (milestone.files?.paths ?? []).some(({ path }) => covers(path, since));
}

function deltaOf({ id }: Milestone, { seen, deltas }: Gathered): Row["delta"] {
  const delta = id === undefined ? undefined : deltas.findLast(({ milestone }) => milestone === id);
  if (delta === undefined || seen?.run === undefined) return null;
  return { file: `${runsDir}/${seen.run.id}/${delta.name}`, status: delta.status ?? null };
}
