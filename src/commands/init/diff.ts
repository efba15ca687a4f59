import { createTwoFilesPatch } from "diff";
import { readOwnText } from "../../pack/disk.ts";
import { stateDir } from "../../pack/paths.ts";
import type { Plan } from "../../pack/plan.ts";
import type { FileChange } from "../../pack/types.ts";
import { Failure } from "../../ui/failure.ts";
import { nearest } from "../../ui/nearest.ts";
import type { Paint } from "../../ui/paint.ts";

/**
 * The changes as unified diffs, as lines; the tool's own bookkeeping is left out.
 *
 * @param only a path, or `true` for all; a managed file that stays as it is gives no lines
 * @throws Failure `not-managed` for a path that no template stands behind
 */
export async function showDiff(root: string, plan: Plan, only: string | true, paint: Paint): Promise<string[]> {
  const shown = plan.changes.filter(({ path }) => (only === true ? !path.startsWith(`${stateDir}/`) : path === only));
  if (shown.length === 0 && only !== true) refuseUnknown(only, plan);
  const patches = shown.map(async (change) => patchLines(change, await readOwnText(root, change.path), paint));
  return (await Promise.all(patches)).flat();
}

function refuseUnknown(path: string, { reports }: Plan): void {
  const known = reports.map((report) => report.path);
  if (!known.includes(path)) throw new Failure("not-managed", { flag: "--diff", path, near: nearest(path, known) });
}

function patchLines({ path, content }: FileChange, before: string | undefined, paint: Paint): string[] {
  const from = before === undefined ? "/dev/null" : `a/${path}`;
  const to = content === null ? "/dev/null" : `b/${path}`;
  const patch = createTwoFilesPatch(from, to, before ?? "", content ?? "", undefined, undefined, { context: 3 });
  // The library's first line is a rule of `=`, which no reader of diffs needs.
  return patch
    .split("\n")
    .slice(1, -1)
    .map((line) => colour(line, paint));
}

function colour(line: string, paint: Paint): string {
  if (line.startsWith("---") || line.startsWith("+++")) return paint.bold(line);
  if (line.startsWith("@@")) return paint.cyan(line);
  if (line.startsWith("+")) return paint.green(line);
  return line.startsWith("-") ? paint.red(line) : line;
}
