import type { Milestone } from "../../../types.ts";
import { aboutSlot, liveMilestones, nameOf } from "../../milestones.ts";
import type { Rule } from "../../types.ts";
import { isNone, isUnfilled, saysNone } from "../../words.ts";

export const noFiles: Rule = {
  id: "milestone/no-files",
  severity: "error",
  summary: "a milestone without `Files`, or whose `Files` name no path",
  why: "The paths bound the work, show conflicts between milestones, and are what drift and reports are compared with.",
  good: "- Files: `src/auth/limit.ts` (new), `src/http/`, `tests/auth/**`",
  bad: "- Files: wherever login is handled",
  check: ({ plan }) =>
    liveMilestones(plan)
      .filter(namesNoFile)
      .map((milestone) =>
        aboutSlot(
          milestone,
          milestone.files,
          `${nameOf(milestone)} names no path, so neither its bounds nor drift on its files can be seen`,
          "write `Files:` with paths in backticks, `(new)` after those to be created, or `none: <reason>`",
        ),
      ),
};

function namesNoFile({ files }: Milestone): boolean {
  if (files === undefined) return true;
  if (files.paths.length > 0 || isUnfilled(files.text)) return false;
  return isNone(files.text) || !saysNone(files.text);
}
