import type { Action, FileReport } from "../pack/types.ts";
import { fold } from "./fold.ts";
import type { Output } from "./output.ts";
import type { Paint } from "./paint.ts";

/** Which actions ask for a person's attention, which are good news, and which are neither. */
const tones: Record<Action, "quiet" | "good" | "plain" | "attention"> = {
  unchanged: "quiet",
  kept: "quiet",
  adopted: "quiet",
  resolved: "good",
  created: "good",
  updated: "good",
  merged: "good",
  moved: "good",
  restored: "good",
  deleted: "plain",
  overwritten: "attention",
  ejected: "attention",
  conflict: "attention",
  skipped: "attention",
};

function painted(paint: Paint, action: Action, text: string): string {
  const brush = { quiet: paint.dim, good: paint.green, plain: String, attention: paint.yellow };
  return brush[tones[action]](text);
}

const rank = { quiet: 0, good: 1, plain: 2, attention: 3 };

/**
 * The list of files: what was done, where, why. What wants attention comes last, next to the prompt; a reason that does
 * not fit beside its path, and every hint, has a line of its own.
 */
export function fileLines(files: readonly FileReport[], output: Pick<Output, "paint" | "width">): string[] {
  const actions = Math.max(0, ...files.map(({ action }) => action.length));
  const indent = " ".repeat(actions + 4);
  const column = pathColumn(files, output.width - indent.length - 2);
  const sorted = [...files].sort((a, b) => rank[tones[a.action]] - rank[tones[b.action]]);
  return sorted.flatMap((file) => {
    const head = `  ${painted(output.paint, file.action, file.action.padEnd(actions))}  ${file.path.padEnd(column)}`;
    const reason = reasonOf(file);
    const fits = indent.length + Math.max(file.path.length, column) + 2 + reason.length <= output.width;
    const below = [...(fits ? [] : [output.paint.dim(reason)]), ...(file.hint === undefined ? [] : [file.hint])];
    return [
      fits ? `${head}  ${output.paint.dim(reason)}` : head.trimEnd(),
      ...below.flatMap((words) => fold(words, output.width - indent.length).map((line) => indent + line)),
    ];
  });
}

/** As wide as the longest path beside which its reason still fits: one long path does not push all reasons away. */
function pathColumn(files: readonly FileReport[], room: number): number {
  const fitting = files.filter((file) => file.path.length + reasonOf(file).length <= room);
  return Math.max(0, ...fitting.map(({ path }) => path.length));
}

/** The reason with how its hunks were merged, e.g. `… (2 line, 1 word)`. */
function reasonOf({ reason, how }: FileReport): string {
  const methods = Object.entries(how ?? {}).filter(([method]) => method !== "conflict");
  if (methods.length === 0) return reason;
  return `${reason} (${methods.map(([method, count]) => `${count} by ${method}`).join(", ")})`;
}
