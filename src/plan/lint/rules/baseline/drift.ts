import { literal } from "../../../../config/words.ts";
import { covers } from "../../../covers.ts";
import type { Plan } from "../../../types.ts";
import { commitOf } from "../../baseline.ts";
import { liveMilestones, nameOf } from "../../milestones.ts";
import { sectionOf } from "../../sections.ts";
import type { Complaint, Drift, Rule } from "../../types.ts";

export const drift: Rule = {
  id: "baseline/drift",
  severity: "warning",
  summary: "commits since the baseline that touch paths of the plan",
  why: "The code under these milestones is no longer the code that was planned on. Commits elsewhere do not matter.",
  good: "(no commit since the baseline touches `src/auth/`)",
  bad: "(two commits since the baseline touch `src/auth/limit.ts`, which M2 modifies)",
  check({ plan, facts }): Complaint[] {
    const commits = facts.drift ?? [];
    const [first] = commits;
    if (first === undefined) return [];
    const commit = commitOf(plan);
    const place = commit.kind === "hash" ? commit.span : (sectionOf(plan, "baseline") ?? { line: 1, column: 1 });
    const text = commit.kind === "hash" ? commit.hash : first.commit;
    const fix =
      "reread these files, mend the milestones where they no longer fit, and stamp a new baseline with `plan-init start`";
    return [{ line: place.line, column: place.column, text, id: undefined, what: wordsOf(commits, plan), fix }];
  },
};

function wordsOf(commits: readonly Drift[], plan: Plan): string {
  const [{ commit, subject } = { commit: "", subject: "" }] = commits;
  const latest = `${commit.slice(0, 9)} ${literal(subject)}`;
  const which =
    commits.length === 1 ? `a commit since the baseline touches` : `${commits.length} commits since the baseline touch`;
  const names = milestonesTouched(plan, new Set(commits.flatMap(({ paths }) => paths)));
  const whose = names.length === 0 ? "paths of the plan" : `files of ${names.join(", ")}`;
  return `${which} ${whose}${commits.length === 1 ? "" : ", among them"}: ${latest}`;
}

/** The milestones that name one of the paths, as a file, a folder or a glob. */
export function milestonesTouched(plan: Plan, paths: ReadonlySet<string>): string[] {
  return liveMilestones(plan)
    .filter(({ files }) => (files?.paths ?? []).some(({ path }) => covers(path, paths)))
    .map(nameOf);
}
