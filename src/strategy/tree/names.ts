import { visible } from "../../config/words.ts";
import type { Graph } from "./graph/types.ts";

/** What a node is called in messages: its id, or its text and line where it has none. */
export function nameOf({ nodes }: Graph, index: number): string {
  const node = nodes[index];
  if (node === undefined) return "?";
  if (node.kind === "own work") return `own work of ${node.id ?? "?"}`;
  return node.id ?? `“${visible(node.text, 40)}” (line ${node.line})`;
}
