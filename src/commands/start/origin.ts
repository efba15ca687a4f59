import { isDeepStrictEqual } from "node:util";
import { visible } from "../../config/words.ts";
import type { Origin, Run } from "../../runs/run.ts";
import { readShelf } from "../../strategy/documents/shelf.ts";
import { readWork } from "../../strategy/filing/backlog.ts";
import { idOf, isSameId } from "../../strategy/filing/gate.ts";
import { briefOf, workAt } from "../../strategy/filing/origin.ts";
import { backlogDir } from "../../strategy/paths.ts";
import { type Attempt, markOf, signalsOfTries } from "../../strategy/stuck/signals.ts";
import { Failure } from "../../ui/failure.ts";
import { readAttempts } from "../strategy/attempts.ts";

/** What filed work hands to a run. */
export interface Brief {
  goal: string;
  from: Origin;
}

/**
 * Reads the work that a run is to be opened from.
 *
 * @param typed an id of the tree: `@docs`, `#12`, `docs`
 * @throws Failure `no-work`, `work-…` where it cannot be planned from
 */
export async function readBrief(root: string, typed: string): Promise<Brief> {
  const backlog = (await readShelf(root, backlogDir)).map(readWork);
  return briefOf(workAt(idOf(typed), backlog));
}

/**
 * Filed work that came back too often is not tried again as it is.
 *
 * @throws Failure `work-stuck`
 */
export async function refuseStuck(root: string, { id }: Origin): Promise<void> {
  const isAbout = ({ ids }: Attempt): boolean => ids.some((each) => isSameId(each, id));
  const marks = markOf(signalsOfTries(id, (await readAttempts(root)).filter(isAbout)));
  if (marks !== "") throw new Failure("work-stuck", { id, marks });
}

/** A run that goes on, about its work as it is now, until the first record freezes what is wanted. */
export function aboutNow(
  old: Run,
  { goal = old.goal, from }: { goal: string | undefined; from: Origin | undefined },
): { run: Run; notes: string[] } {
  if (from === undefined || isDeepStrictEqual(from, old.from)) return { run: old, notes: [] };
  if (old.iterations.length === 0) return { run: { ...old, goal, from }, notes: [] };
  if (old.from === undefined) return { run: { ...old, from }, notes: [] };
  const what = `\`${visible(from.work, 200)}\` has changed since the first record`;
  return { run: old, notes: [`${what}: the run keeps to what it was opened with`] };
}
