import { estimateTokens } from "../../ui/estimate.ts";
import { openConflicts } from "../conflicts.ts";
import { installedFiles } from "../files.ts";
import { type Finding, ofUpgrade } from "../types.ts";

/** Ceilings of the prompts in o200k tokens: what an agent reads in every run must stay small. */
const ceilings: Record<string, number> = {
  "planner-runner": 1500,
  "dev-runner": 1000,
  "review-runner": 800,
  "strategy-runner": 1600,
};

/** What the installed prompts cost an agent each time it reads them: one line, and one for each that has grown too long. */
export const tokens = ofUpgrade((upgrade) => {
  const { situation } = upgrade;
  // With every side of a conflict in it, a file is longer than it is going to be.
  const inConflict = new Set(openConflicts(upgrade).map(({ path }) => path));
  const prompts = installedFiles(situation).flatMap(({ id, entry, text }) => {
    const ceiling = ceilings[id];
    if (ceiling === undefined || inConflict.has(entry.path)) return [];
    // What the answers make of the template, long commands for one, is not for anybody to shorten.
    const template = situation.rendered.find((file) => file.id === id)?.text ?? "";
    return [{ path: entry.path, count: estimateTokens(text), most: Math.max(ceiling, estimateTokens(template)) }];
  });
  const tooLong = prompts.filter(({ count, most }) => count > most);
  if (prompts.length === 0 || tooLong.length > 0) return tooLong.map(overCeiling);
  const counts = prompts.map(({ path, count }) => `${path.replace(/^.*\//, "")} ${count}`);
  return [
    { check: "prompts/tokens", severity: "info", what: `about how many tokens an agent reads: ${counts.join(", ")}` },
  ];
});

function overCeiling({ path, count, most }: { path: string; count: number; most: number }): Finding {
  return {
    check: "prompts/tokens",
    severity: "warning",
    path,
    what: `it has about ${count} tokens, of ${most} at most`,
    fix: "shorten your additions: every run pays for every token",
  };
}
