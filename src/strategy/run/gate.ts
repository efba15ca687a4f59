import type { CodeNews } from "../../repo/changed-since.ts";
import { changedGroups } from "./seen.ts";
import type { StrategyState } from "./state.ts";

/** Whether there is an occasion for a run. */
export type Gate = { kind: "go"; why: string[] } | { kind: "skip"; why: string[] };

/**
 * A run without anything new would only repeat the last one.
 *
 * @param hashes of what is there now, by group
 * @param reason of a person who wants it anyway
 */
export function decideGate(
  { last }: StrategyState,
  hashes: Record<string, string>,
  code: CodeNews,
  reason: string | undefined,
): Gate {
  if (last === null) return { kind: "go", why: ["it is the first run"] };
  const changed = changedGroups(last.hashes, hashes).map((group) => `${group} changed`);
  const news = [...(code.kind === "changed" ? [code.words] : []), ...changed];
  if (reason !== undefined) return { kind: "go", why: [...news, reason] };
  if (news.length > 0) return { kind: "go", why: news };
  return {
    kind: "skip",
    why: [
      `no commit outside \`planning/\` since ${last.commit === null ? "it" : last.commit.slice(0, 7)}`,
      "vision, resources, tree, predictions, vault, backlog and capabilities are as it left them, and no work was refused",
    ],
  };
}
