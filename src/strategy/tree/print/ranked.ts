import { at } from "../graph/adjacency.ts";
import { nameOf } from "../names.ts";
import { blocked, type Judged } from "../select.ts";

/** A selected node with what is said of it. */
export interface Ranked {
  node: number;
  name: string;
  id: string | undefined;
  text: string;
  line: number;
  score: number;
  chain: number;
  /** The objectives that wait for it, by name; the first of them. */
  blocks: string[];
  /** Why it has its rank, as a clause. */
  reason: string;
}

const mostBlocked = 20;

/**
 * Nodes of a queue, in its order, with the reason for each rank.
 *
 * @param most how many are looked at closely; each takes linear time
 */
export function rankedOf(judged: Judged, queue: readonly number[], most: number): Ranked[] {
  return queue.slice(0, most).map((node, rank) => rank1(judged, node, queue[rank - 1], rank));
}

function rank1(judged: Judged, node: number, above: number | undefined, rank: number): Ranked {
  const { graph, score, chain } = judged;
  const { id, text = "", line = 0 } = graph.nodes[node] ?? {};
  const blocks = blocked(judged, node)
    .slice(0, mostBlocked)
    .map((each) => nameOf(graph, each));
  const numbers = { score: at(score, node), chain: at(chain, node) };
  const reason = reasonOf(
    numbers,
    above === undefined ? undefined : { rank, score: at(score, above), chain: at(chain, above) },
  );
  return { node, name: nameOf(graph, node), id, text, line, ...numbers, blocks, reason };
}

interface Numbers {
  score: number;
  chain: number;
}

/** Which of the tie-breaks put it below the one above it. */
function reasonOf({ score, chain }: Numbers, above: (Numbers & { rank: number }) | undefined): string {
  const blocks = `blocks ${score} ${score === 1 ? "objective" : "objectives"}`;
  if (above === undefined || above.score > score) return blocks;
  const tie = `${blocks}, as ${above.rank} does;`;
  return above.chain > chain
    ? `${tie} a shorter way downstream (${chain} ${chain === 1 ? "step" : "steps"}, not ${above.chain})`
    : `${tie} the same way downstream, later in the tree`;
}
