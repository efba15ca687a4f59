import type { Baseline } from "./facts.ts";

type Commit = Extract<Baseline, { kind: "commit" }>;

const checkouts = { main: undefined, worktree: "linked worktree", submodule: "submodule" };

/**
 * One line for people: `main @ 3f2c1e9 (clean, 2 ahead of origin/main)`, `main, no commits yet`,
 * or why there is no baseline.
 *
 * @param hashLength how much of the commit's hash to show; 40 or more shows all
 */
export function describeBaseline(baseline: Baseline, hashLength = 7): string {
  return printable(words(baseline, hashLength));
}

function words(baseline: Baseline, hashLength: number): string {
  if (baseline.kind === "none") return baseline.why;
  const checkout = checkouts[baseline.checkout];
  if (baseline.kind === "unborn") return [baseline.branch, "no commits yet", checkout].filter(Boolean).join(", ");
  const details = [baseline.dirty ? "dirty" : "clean", upstreamWords(baseline.upstream)];
  details.push(baseline.shallow ? "shallow clone" : undefined, checkout);
  const place = `${baseline.branch ?? "detached HEAD"} @ ${baseline.commit.slice(0, hashLength)}`;
  return `${place} (${details.filter(Boolean).join(", ")})`;
}

function upstreamWords(upstream: Commit["upstream"]): string | undefined {
  if (upstream === null) return undefined;
  const { name, ahead, behind, gone } = upstream;
  if (gone) return `${name} is gone`;
  if (ahead > 0 && behind > 0) return `${ahead} ahead of and ${behind} behind ${name}`;
  if (ahead > 0) return `${ahead} ahead of ${name}`;
  return behind > 0 ? `${behind} behind ${name}` : `even with ${name}`;
}

/** git allows terminal controls beyond ASCII and right-to-left overrides in a branch's name; a line of text does not. */
function printable(text: string): string {
  // The engine takes milliseconds to prepare such a class, and hardly any text needs it.
  return /^[ -~]*$/.test(text) ? text : text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "?");
}
