import { readShelf } from "../../../strategy/documents/shelf.ts";
import { readWork } from "../../../strategy/filing/backlog.ts";
import type { Forge } from "../../../strategy/forge/types.ts";
import { issuesOf } from "../../../strategy/forge/work.ts";
import { backlogDir } from "../../../strategy/paths.ts";
import type { LabelEvent } from "../../../strategy/stuck/signals.ts";
import { Failure } from "../../../ui/failure.ts";
import type { JudgedTree } from "../judge.ts";
import type { Scene } from "../step.ts";

/** Histories are a request each, at least. */
const mostHistories = 50;

/** How labels came and went, or why the forge did not tell. */
export interface Labels {
  labels: LabelEvent[];
  failure: Failure | undefined;
}

/** How labels came and went on the issues of what could be worked on now, or is held back. */
export async function labelEvents(scene: Scene, forge: Forge, { judged, selection }: JudgedTree): Promise<Labels> {
  if (forge.place === undefined || selection === undefined) return { labels: [], failure: undefined };
  const nodes = [...selection.constraints, ...selection.split, ...selection.human];
  const ids = new Set(nodes.flatMap((node) => judged.graph.nodes[node]?.id ?? []));
  const issues = await issuesHere(scene, [...ids]);
  try {
    return { labels: await forge.histories(new Map([...issues].slice(0, mostHistories))), failure: undefined };
  } catch (error) {
    if (error instanceof Failure) return { labels: [], failure: error };
    throw error;
  }
}

async function issuesHere({ root }: Scene, ids: readonly string[]): Promise<Map<string, number>> {
  return issuesOf(ids, (await readShelf(root, backlogDir)).map(readWork));
}

/** What the issues were told, and why one was not. */
export interface ToldIssues {
  issues: number[];
  failure: Failure | undefined;
}

/**
 * Says on the issues of some ids what has become of them.
 *
 * @param texts by id
 */
export async function tellIssues(scene: Scene, forge: Forge, texts: ReadonlyMap<string, string>): Promise<ToldIssues> {
  const issues: number[] = [];
  if (forge.place === undefined) return { issues, failure: undefined };
  try {
    for (const [id, number] of await issuesHere(scene, [...texts.keys()])) {
      const text = texts.get(id) ?? "";
      if (await forge.tell(number, `${id} ${text.split("\n")[0] ?? ""}`, text)) issues.push(number);
    }
    return { issues, failure: undefined };
  } catch (error) {
    if (error instanceof Failure) return { issues, failure: error };
    throw error;
  }
}
