import type { Action, FileReport } from "../pack/types.ts";
import type { Output } from "./output.ts";
import type { Paint } from "./paint.ts";

/** Which actions ask for a person's attention, and which are good news. */
const tones: Record<Action, "quiet" | "good" | "attention"> = {
  unchanged: "quiet",
  kept: "quiet",
  adopted: "quiet",
  resolved: "good",
  created: "good",
  updated: "good",
  merged: "good",
  moved: "good",
  restored: "good",
  deleted: "good",
  overwritten: "attention",
  ejected: "attention",
  conflict: "attention",
  skipped: "attention",
};

function painted(paint: Paint, action: Action, text: string): string {
  const tone = tones[action];
  if (tone === "quiet") return paint.dim(text);
  return tone === "good" ? paint.green(text) : paint.yellow(text);
}

/** The list of files, one a line: what was done, where, why; hints on lines of their own. */
export function fileLines(files: readonly FileReport[], output: Pick<Output, "paint" | "width">): string[] {
  const actions = Math.max(0, ...files.map(({ action }) => action.length));
  const paths = Math.min(Math.max(0, ...files.map(({ path }) => path.length)), 52);
  return files.flatMap((file) => [
    `  ${painted(output.paint, file.action, file.action.padEnd(actions))}  ${file.path.padEnd(paths)}  ${output.paint.dim(reasonOf(file))}`,
    ...(file.hint === undefined ? [] : [`  ${" ".repeat(actions)}  ${file.hint}`]),
  ]);
}

/** The reason with how its hunks were merged, e.g. `… (2 line, 1 word)`. */
function reasonOf({ reason, how }: FileReport): string {
  const methods = Object.entries(how ?? {}).map(([method, count]) => `${count} ${method}`);
  return methods.length === 0 ? reason : `${reason} (${methods.join(", ")})`;
}
