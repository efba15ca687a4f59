import { prose } from "../../runs/prose.ts";
import type { Closing } from "../closing.ts";
import { shortHash } from "./evidence.ts";
import { item } from "./lists.ts";

/** The plan's commits, newest first, and those that reports list and that are not among them. */
export function commitLines(closing: Closing): string[][] {
  const { commits, deltas } = closing;
  const known = commits.kind === "known" ? commits.commits : [];
  const hashes = deltas.flatMap(({ delta }) => delta.commits?.hashes ?? []);
  const elsewhere = [...new Set(hashes.map(({ text }) => text))].filter(
    (hash) => !known.some(({ commit }) => commit.startsWith(hash)),
  );
  return [
    ...notes(closing),
    ...known.map(({ commit, message }) => item(`${shortHash(commit)} ${prose(message.split("\n")[0] ?? "", 160)}`)),
    ...elsewhere.map((hash) => item(`${shortHash(hash)}, by a report; not in the history since the baseline`)),
  ];
}

function notes({ commits }: Closing): string[][] {
  if (commits.kind === "unavailable") return [item(`Git could not be asked for more: ${prose(commits.why, 200)}`)];
  if (commits.isCut) return [item("Only the newest 2,000 commits since the baseline were looked at")];
  return commits.commits.length === 0 ? [item("None since the baseline names a milestone of the plan")] : [];
}
