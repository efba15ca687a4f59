import { visible } from "../../config/words.ts";
import { describeBaseline } from "../../repo/baseline.ts";
import { ago } from "../../status/words.ts";
import type { Status } from "../../ui/documents/status.ts";
import { folded, room, type Screen } from "./lines.ts";

const longestFact = 160;

/** What the verdict rests on, a line each: plan, run, baseline and its drift, the last report, what was left lying. */
export const factLines = (status: Status, { width }: Screen): string[] =>
  Object.entries(facts(status)).flatMap(([label, words]) => {
    if (words === undefined) return [];
    const mark = `  ${label.padEnd(9)} `;
    // A subject may be cut; what is for copying stays whole.
    return label === "drift"
      ? [mark + visible(words, room(width, mark.length))]
      : folded(mark, visible(words, longestFact), width);
  });

const facts = ({
  plan,
  run,
  review,
  baseline,
  delta,
  runs,
  stale,
  at,
}: Status): Record<string, string | undefined> => ({
  plan: plan === null ? undefined : `${plan.path}, ${plan.lines} of ${plan.maxLines} lines`,
  run: run === null ? undefined : `${run.id}, iteration ${run.iteration} of ${run.max}`,
  review: review === null ? undefined : review.line,
  baseline: plan === null ? undefined : baselineWords(baseline),
  drift: driftWords(baseline),
  delta: delta === null ? undefined : deltaWords(delta, at),
  runs: unfinishedWords(runs.open.filter(({ id }) => id !== run?.id).map(openWords)),
  damaged: damagedWords(runs.damaged),
  stale: staleWords(stale),
});

function baselineWords({ stamped, branch, commit, dirty }: Status["baseline"]): string {
  const then = stampedWords(stamped);
  if (commit === null) return then;
  const isSame = stamped?.kind === "commit" && stamped.commit === commit;
  const now = isSame ? "HEAD is still there" : `now ${place(branch, commit)}`;
  return `${then}, ${now}${dirty === true ? ", dirty" : ""}`;
}

function stampedWords(stamped: Status["baseline"]["stamped"]): string {
  if (stamped === null) return "none stamped";
  return stamped.kind === "commit" ? place(stamped.branch, stamped.commit) : describeBaseline(stamped);
}

const place = (branch: string | null, commit: string): string => `${branch ?? "detached HEAD"} @ ${commit.slice(0, 7)}`;

function driftWords({ drift }: Status["baseline"]): string | undefined {
  const [newest] = drift;
  if (newest === undefined) return undefined;
  const ids = [...new Set(drift.flatMap(({ milestones }) => milestones))].sort(byNumber).join(", ");
  const many = drift.length === 1 ? "1 commit" : `${drift.length} commits`;
  return `${many} on files of ${ids || "the plan"}: ${newest.commit.slice(0, 7)} ${newest.subject}`;
}

const byNumber = (a: string, b: string): number => a.localeCompare(b, "en", { numeric: true });

const deltaWords = ({ milestone, status, at }: NonNullable<Status["delta"]>, now: string): string =>
  `${milestone ?? "no milestone"}: ${status ?? "no status"}, ${ago(at, now)}`;

const openWords = ({ id, review }: Status["runs"]["open"][number]): string =>
  review === null ? id : `${id}, in review: ${review}`;

const unfinishedWords = ([newest, ...more]: readonly string[]): string | undefined =>
  newest && `${more.length === 0 ? "unfinished" : `${more.length + 1} unfinished, the newest`}: ${newest}`;

const damagedWords = ([first, ...more]: readonly string[]): string | undefined =>
  first && `run.json of ${first}${more.length === 0 ? "" : ` and ${more.length} more`}`;

function staleWords(stale: Status["stale"]): string | undefined {
  if (stale.length === 0) return undefined;
  const counts = (["archive", "update or delete", "delete"] as const).flatMap((policy) => {
    const many = stale.filter((item) => item.policy === policy).length;
    return many === 0 ? [] : [`${many} to ${policy}`];
  });
  return `${counts.join(", ")}: \`plan-init status --stale\``;
}
