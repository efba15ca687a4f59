import { literal } from "../../../../config/words.ts";
import type { PlanPath } from "../../../types.ts";
import { liveMilestones, nameOf } from "../../milestones.ts";
import type { Complaint, Rule } from "../../types.ts";
import { isUnfilled } from "../../words.ts";

export const missingFile: Rule = {
  id: "milestone/missing-file",
  severity: "warning",
  summary: "a file to be modified that does not exist at the baseline",
  why: "It was misspelt, moved, or is to be created; the developer would have to guess. Globs, folders and what an earlier milestone creates are fine.",
  good: "- Files: `src/auth/limit.ts` (new)",
  bad: "- Files: `src/auth/limt.ts`",
  check({ plan, facts: { existsAtBaseline } }) {
    if (existsAtBaseline === undefined) return [];
    const created = new Created();
    return liveMilestones(plan).flatMap((milestone) => {
      const paths = milestone.files?.paths ?? [];
      for (const path of paths) if (path.isNew) created.add(path.path);
      return paths
        .filter((path) => isConcrete(path) && !created.has(path.path) && !existsAtBaseline(path.path))
        .map((path): Complaint => {
          const { line, column, text } = path;
          const what = `${nameOf(milestone)} modifies ${literal(path.path)}, which does not exist at the baseline`;
          const fix = "correct the path, or write `(new)` after it in the milestone that creates it";
          return { line, column, text: text || path.path, id: milestone.id, what, fix };
        });
    });
  },
};

/** Whether a path names one file that is to be there already. */
const isConcrete = ({ path, isNew }: PlanPath): boolean =>
  !isNew && path !== "" && !path.endsWith("/") && !/[*?{}[\]]/.test(path) && !isUnfilled(path);

/** What the milestones so far create: files, folders with all that is in them, and what globs stand for. */
class Created {
  readonly #paths = new Set<string>();
  readonly #folders: string[] = [];

  add(path: string): void {
    const stem = path.replace(/[^/]*[*?{}[\]].*$/, "");
    this.#paths.add(path);
    if (stem !== path || path.endsWith("/")) this.#folders.push(stem);
  }

  has(path: string): boolean {
    return this.#paths.has(path) || this.#folders.some((folder) => path.startsWith(folder));
  }
}
