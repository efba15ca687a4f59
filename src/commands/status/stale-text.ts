import { visible } from "../../config/words.ts";
import { mostAtEachEnd } from "../../runs/crowd.ts";
import type { Status } from "../../ui/documents/status.ts";
import { folded, longestLine, type Screen } from "./lines.ts";

/** What the review policy wants to be dealt with, a few lines each. */
export function staleLines({ stale, runs, notes }: Status, { paint, width }: Screen): string[] {
  const items = stale.flatMap(({ path, title, policy, days, why, fix }) => [
    `${paint.yellow(policy)}: ${visible(path, longestLine)}`,
    ...folded("  ", visible(`${visible(title, longestTitle)}: ${why}, ${age(days)}`, longestLine), width),
    ...folded("  fix: ", visible(fix, longestLine), width),
  ]);
  const isBounded = runs.total > 2 * mostAtEachEnd;
  const bound = `of ${runs.total} runs, the oldest and the newest ${mostAtEachEnd} were looked into`;
  return [
    ...(items.length === 0 ? [paint.green("Nothing is to be archived, updated or deleted.")] : items),
    ...[...(isBounded ? [bound] : []), ...notes]
      .flatMap((note) => folded("note: ", visible(note, longestLine), width))
      .map((line) => paint.yellow(line)),
  ];
}

const longestTitle = 100;

const age = (days: number): string =>
  days === 0 ? "touched today" : `untouched for ${days} ${days === 1 ? "day" : "days"}`;
