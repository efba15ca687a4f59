import { markdownCode } from "../../pack/helpers.ts";
import { prose } from "../../runs/prose.ts";
import { endOf, lastOf } from "../../runs/record.ts";
import type { Run } from "../../runs/run.ts";
import type { Closing } from "../closing.ts";
import { commitLines } from "./commits.ts";
import { failureLines } from "./failures.ts";
import { criterionLines, goalLines } from "./goals.ts";
import { lessonLines } from "./lessons.ts";
import { section } from "./lists.ts";
import { milestoneLines } from "./milestones.ts";

/**
 * The `README.md` of an archive: what came of a plan, for people who were not there. LF, as formatters write it; whatever plan, reports and
 * commits say stays literal text.
 */
export function renderReadme(closing: Closing): string {
  const lines = [
    "<!-- markdownlint-disable MD013 -->",
    "",
    `# ${heading(closing)}`,
    "",
    ...facts(closing),
    ...section("Goals", goalLines(closing)),
    ...section("Success criteria", criterionLines(closing), "The plan has none."),
    ...section("Milestones", milestoneLines(closing), "The plan has none."),
    ...section("Commits", commitLines(closing)),
    ...section("What failed and why", failureLines(closing), "Nothing is on record."),
    ...section("What was learned", lessonLines(closing), "Nothing was written down."),
  ];
  return `${lines.join("\n")}\n`;
}

/** Without the punctuation that a heading does not end in. */
function heading({ title }: Closing): string {
  const words = prose(title.replace(/[\s.,;:!?。，；：！？]+$/u, ""), 100);
  return words === "" ? "Archived plan" : `Archive: ${words}`;
}

function facts({ plan, outcome, at, runs, isLocal, reviews }: Closing): string[] {
  const { branch, commit } = plan.baseline;
  const baseline = [commit, branch].flatMap((slot) => (slot?.text ? [prose(slot.text, 120)] : []));
  const goal = runs.at(-1)?.goal;
  return [
    `- Outcome: ${outcome.kind === "done" ? "done" : `abandoned: ${prose(outcome.why, 2000)}`}`,
    `- Closed: ${at}`,
    "- Plan: [CANONICAL_PLAN.md](CANONICAL_PLAN.md)",
    ...(goal === undefined ? [] : [`- Goal: ${prose(goal, 240)}`]),
    ...(baseline.length === 0 ? [] : [`- Baseline: ${baseline.join(" on ")}`]),
    ...(runs.length === 0 ? ["- Runs: none"] : [`- Runs, in \`runs/\`${isLocal ? ", which git ignores" : ""}:`]),
    ...runs.map((run) => `  - ${markdownCode(run.id)}: ${runWords(run, reviews.get(run.id))}`),
  ];
}

function runWords(run: Run, review: string | undefined): string {
  const { n = 0 } = lastOf(run) ?? {};
  const end = run.confirmed !== null ? "confirmed by a person" : endOf(run)?.reason;
  const reason = run.reason === null ? "" : `; opened because: ${prose(run.reason, 200)}`;
  const rounds = review === undefined ? "" : `; review: ${prose(review, 300)}`;
  return `${n} of ${run.max} iterations, ${end ?? "not ended"}${rounds}${reason}`;
}
