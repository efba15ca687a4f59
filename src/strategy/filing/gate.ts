import { literal, visible } from "../../config/words.ts";
import { nearest } from "../../ui/nearest.ts";
import { at } from "../tree/graph/adjacency.ts";
import type { Node } from "../tree/graph/types.ts";
import { nameOf } from "../tree/names.ts";
import type { Judged, Selection } from "../tree/select.ts";

/** An id as the tree has it, from what was typed: `docs` is `@docs`, `12` is `#12`. */
export function idOf(typed: string): string {
  const bare = typed.trim().replace(/^\(|\)$/g, "");
  if (/^[#@]/.test(bare)) return bare;
  return /^\d+$/.test(bare) ? `#${bare}` : `@${bare}`;
}

/** An id as it is typed: a shell would take `#12` for a comment, and `12` means the same. */
export const typedId = (id: string): string => visible(id.replace(/^#(?=\d+$)/, ""), 80);

/** Whether two ids are the same. */
export const isSameId = (one: string | undefined, other: string): boolean =>
  one !== undefined && one.toLowerCase() === other.toLowerCase();

/** The node that an id is about; own work goes by the id of its objective, and stands before it here. */
export function nodeOf({ graph }: Judged, selection: Selection | undefined, id: string): number | undefined {
  const selected = [...(selection?.constraints ?? []), ...(selection?.human ?? []), ...(selection?.split ?? [])];
  return selected.find((node) => isSameId(graph.nodes[node]?.id, id)) ?? graph.byId.get(id.toLowerCase());
}

/** Whether something can be worked on as it is now: open, waiting for nothing, neither stuck nor held for a person. */
export function isWorkable({ graph, resolved }: Judged, index: number | undefined): boolean {
  const node = index === undefined ? undefined : graph.nodes[index];
  if (index === undefined || node === undefined || at(resolved, index) === 1) return false;
  return node.stuck === undefined && node.vault === undefined && openBefore(graph, resolved, index).length === 0;
}

function openBefore({ before: { offsets, nodes } }: Judged["graph"], resolved: Uint8Array, index: number): number[] {
  return [...nodes.slice(at(offsets, index), at(offsets, index + 1))].filter((node) => at(resolved, node) === 0);
}

/** Why nothing may be filed at an id that is no constraint, and what to do instead. */
export function whyClosed(judged: Judged, selection: Selection | undefined, id: string): { what: string; fix: string } {
  const { graph } = judged;
  const index = nodeOf(judged, selection, id);
  const node = index === undefined ? undefined : graph.nodes[index];
  if (index === undefined || node === undefined) {
    const near = nearest(
      id,
      graph.nodes.slice(0, 2000).flatMap((each) => each.id ?? []),
    );
    const fix = near === undefined ? "see what there is: `plan-init tree`" : `did you mean ${literal(near)}?`;
    return { what: `the tree has no ${literal(id)}`, fix };
  }
  if (at(judged.resolved, index) === 1) return { what: `${literal(id)} is done`, fix: "there is nothing to file" };
  return ofKind(id, node) ?? waiting(judged, index, id);
}

function ofKind(id: string, { kind, stuck, vault }: Node): { what: string; fix: string } | undefined {
  const name = literal(id);
  if (kind === "objective")
    return { what: `${name} is an objective`, fix: "file at what it waits for: `plan-init tree`" };
  if (kind === "unknown") {
    return { what: `something depends on ${name}, and no line of the tree is about it`, fix: "give it a line first" };
  }
  if (stuck !== undefined) {
    const fix = `split it: \`plan-init strategy stuck split ${typedId(id)} --into "…" --into "…"\``;
    return {
      what: `${name} is stuck (${visible(stuck.text || "no reason given", 80)}), and never filed again as it is`,
      fix,
    };
  }
  if (vault === undefined) return undefined;
  return {
    what: `${name} waits for a person (${visible(vault.path ?? "no file named", 80)})`,
    fix: "`plan-init strategy vault list`",
  };
}

function waiting(judged: Judged, index: number, id: string): { what: string; fix: string } {
  const { graph, resolved, score } = judged;
  const open = openBefore(graph, resolved, index);
  if (open.length > 0) {
    const names = [...new Set(open)]
      .slice(0, 3)
      .map((node) => nameOf(graph, node))
      .join(", ");
    return {
      what: `${literal(id)} waits for ${visible(names, 200)}`,
      fix: "file at that first, if it is a constraint",
    };
  }
  if (at(score, index) === 0) return { what: `${literal(id)} blocks no objective`, fix: "leave it alone this quarter" };
  return {
    what: `${literal(id)} is not among the constraints of this run`,
    fix: "file at what blocks more: `plan-init tree`",
  };
}
