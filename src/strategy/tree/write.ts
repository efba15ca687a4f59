import { authored, isTrue, renderStatus, type Status } from "./status-line.ts";
import type { Objective, Tree } from "./types.ts";

/** A piece of the text that another one takes the place of. */
interface Patch {
  start: number;
  end: number;
  text: string;
}

/**
 * The tree with every Status line as it is computed; all other bytes stay, and so do remarks of people in Status lines.
 * A Status line that is missing is added at the end of its objective.
 *
 * @param statuses of the objectives, in the order of the tree
 */
export function writeStatuses(tree: Tree, statuses: readonly Status[]): string {
  const ending = /\r\n|\n|\r/.exec(tree.text)?.[0] ?? "\n";
  const patches = tree.objectives.flatMap((objective, index) => {
    const status = statuses[index];
    return status === undefined ? [] : patchesOf(tree.text, objective, status, ending);
  });
  let [text, at] = ["", 0];
  for (const patch of patches.sort((a, b) => a.start - b.start)) {
    text += tree.text.slice(at, patch.start) + patch.text;
    at = patch.end;
  }
  return text + tree.text.slice(at);
}

function patchesOf(whole: string, { statuses, statusBelongsAt }: Objective, status: Status, ending: string): Patch[] {
  if (statuses.length === 0) {
    return [{ start: statusBelongsAt, end: statusBelongsAt, text: `${ending}Status: ${renderStatus(status, "")}` }];
  }
  return statuses.flatMap(({ start, text }) => {
    const said = authored(text);
    if (isTrue(said, status)) return [];
    const space = whole[start - 1] === ":" ? " " : "";
    return [{ start, end: start + text.length, text: `${space}${renderStatus(status, said.remark)}` }];
  });
}
