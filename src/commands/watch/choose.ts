import { lstat } from "node:fs/promises";
import path from "node:path";
import { unlessMissing } from "../../pack/errno.ts";
import { eventsFile } from "../../review/events.ts";
import type { Run } from "../../runs/run.ts";
import { listRuns, readRun } from "../../runs/store.ts";
import { Failure } from "../../ui/failure.ts";

/**
 * The run that a person means: by its id, by how that begins or ends, or the newest that is reviewed.
 *
 * @throws Failure `nothing-to-watch`, `no-such-run`, and what reading a record throws
 */
export async function chooseRun(root: string, named: string | undefined): Promise<Run> {
  const newestFirst = (await listRuns(root)).reverse();
  const meant = newestFirst.filter((id) => named === undefined || isMeant(id, named));
  const id = named !== undefined && meant.includes(named) ? named : await firstReviewed(root, meant);
  const run = id === undefined ? undefined : await readRun(root, id);
  if (run !== undefined) return run;
  if (named === undefined) throw new Failure("nothing-to-watch", {});
  throw new Failure("no-such-run", { named, newest: newestFirst[0] });
}

const isMeant = (id: string, named: string): boolean => named !== "" && (id.startsWith(named) || id.endsWith(named));

async function firstReviewed(root: string, ids: readonly string[]): Promise<string | undefined> {
  for (const id of ids) {
    const found = await unlessMissing(lstat(path.join(root, eventsFile(id))));
    if (found?.isFile()) return id;
  }
  return undefined;
}
