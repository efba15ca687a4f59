import { visible } from "../../config/words.ts";
import { runsDir } from "../../runs/names.ts";
import type { Origin } from "../../runs/run.ts";
import { planPath } from "../../runs/setup.ts";
import { treePath } from "../../strategy/paths.ts";
import type { AnyDocument } from "../../ui/documents/index.ts";
import { fold } from "../../ui/fold.ts";
import type { Output } from "../../ui/output.ts";
import type { Closed } from "./close.ts";

/** The closing words of `archive` for a person, as lines; runs are told by their folders. */
export function archiveLines(closed: Closed, dryRun: boolean, { paint, width }: Output): string[] {
  const { folder, title, outcome, runs, notes } = closed;
  const verb = dryRun ? "Would archive" : "Archived";
  const why = outcome.kind === "done" ? "done" : `abandoned: ${visible(outcome.why, 200)}`;
  const moved = [planPath, ...runs.map((id) => `${runsDir}/${id}/`)];
  return [
    paint.bold(`${verb} ${visible(title)}`),
    ...[`outcome   ${why}`, `to        ${folder}/`].map((line) => `  ${line}`),
    ...moved.map((path) => `  ${paint.green("moved")}     ${path}`),
    ...notes.flatMap((note) => fold(`note: ${note}`, width - 2).map((line) => paint.yellow(`  ${line}`))),
    "",
    ...(dryRun
      ? ["Nothing was changed: this was a look ahead."]
      : ["Next:", ...nextSteps(closed).map((step) => `  - ${step}`)]),
  ];
}

const nextSteps = ({ folder, from, outcome }: Closed): string[] => [
  ...(from === undefined || outcome.kind !== "done" ? [] : [settleWork(from)]),
  `read \`${folder}/README.md\`, and commit \`planning/\`: git sees the moves as renames`,
  'plan what comes next: `plan-init start --goal "what this is about"`',
  "or take it back: `plan-init undo`",
];

/** What was filed is not marked as done by itself: whether it is true now is for somebody to say. */
const settleWork = ({ id, work }: Origin): string =>
  `say what is true now: tick ${visible(id)} in \`${treePath}\`, with a pointer to its proof, and set \`status: done\` in \`${visible(work, 200)}\``;

/** What `archive --json` prints. */
export function archiveDocument(closed: Closed, dryRun: boolean, root: string): AnyDocument {
  const { folder, title, outcome, runs, reports, notes } = closed;
  return {
    schema: "plan-init/archive/1",
    result: dryRun ? "preview" : "archived",
    root,
    path: folder,
    title,
    outcome: outcome.kind,
    why: outcome.kind === "abandoned" ? outcome.why : null,
    runs,
    files: reports,
    notes,
    next: dryRun ? [] : nextSteps(closed),
  };
}
