import { literal } from "../config/words.ts";
import type { CommitFact } from "../repo/commits.ts";
import type { Claim, Judge, Subject } from "./types.ts";

const atHome = "have it looked at in a clone that has the whole history: `git fetch --unshallow`";

export const judgeBranch: Judge = ({ delta: { branch, commits }, git }) => {
  if (branch?.name === undefined) {
    if ((commits?.hashes ?? []).length === 0) return [];
    const [line, fix] = [branch?.line ?? 1, "name it: `- Branch: …`"];
    return [{ claim: "branch", verdict: "refuted", line, what: "the report names no branch", fix }];
  }
  const claim = { claim: "branch", line: branch.line };
  if (git.kind === "unavailable") return [{ ...claim, verdict: "unknown", what: `git cannot be asked: ${git.why}` }];
  if (git.hasBranch) return [{ ...claim, verdict: "confirmed", what: `there is a branch ${literal(branch.name)}` }];
  const what = `there is no branch ${literal(branch.name)} here, nor on a remote that was fetched`;
  return [
    {
      ...claim,
      verdict: "unknown",
      what,
      fix: "fetch it; or, when it was merged and deleted, name the branch that it went into",
    },
  ];
};

export const judgeCommits: Judge = (subject) => {
  const { commits, status } = subject.delta;
  const hashes = commits?.hashes ?? [];
  if (hashes.length > 0) return hashes.flatMap(({ text, line }) => judgeCommit(text, line, subject));
  if (status?.value === undefined || status.value === "BLOCKED") return [];
  const what = `${status.value}, and the report names no commit`;
  return [
    {
      claim: "commit",
      verdict: "refuted",
      line: (commits ?? status).line,
      what,
      fix: "name the commits: `- Commits: <hashes>`",
    },
  ];
};

function judgeCommit(hash: string, line: number, { git, baseline, delta }: Subject): Claim[] {
  const claim = { claim: "commit", line };
  const said = `\`${hash.slice(0, 12)}\``;
  const refuted = (what: string, fix: string): Claim[] => [
    { ...claim, verdict: "refuted", what: `${said} ${what}`, fix },
  ];
  const unknown = (what: string, fix?: string): Claim[] => [
    { ...claim, verdict: "unknown", what, ...(fix && { fix }) },
  ];
  if (git.kind === "unavailable") return unknown(`git cannot be asked about ${said}: ${git.why}`);
  const fact: CommitFact = git.commits.get(hash) ?? { kind: "missing" };
  switch (fact.kind) {
    case "missing":
      if (git.shallow) return unknown(`${said} is not in this clone, whose history was cut off`, atHome);
      return refuted("is no commit that exists here", "copy the hashes from `git log`; fetch what is only on a remote");
    case "ambiguous":
      return refuted("is the beginning of several commits", "give more digits");
    case "no commit":
      return refuted("is in git, but no commit: a file, a folder or a tag", "copy the hashes from `git log`");
    case "commit":
  }
  if (baseline !== undefined && fact.descends === undefined) {
    return unknown(
      `${said} exists, but the baseline \`${baseline.slice(0, 9)}\` does not here`,
      git.shallow ? atHome : undefined,
    );
  }
  if (fact.descends === false) {
    if (git.shallow) return unknown(`${said} exists, but whether it descends from the baseline was cut off`, atHome);
    return refuted(
      "does not descend from the plan's baseline",
      "name the commits that were made for this milestone, as they are after a rebase",
    );
  }
  const branch = literal(delta.branch?.name ?? "");
  if (fact.onBranch === false) {
    return refuted(
      `is not on ${branch}`,
      "name the branch that it is on, or the commit that it became by a rebase or a squash",
    );
  }
  const where = fact.onBranch ? `on ${branch}` : fact.inHead ? "in the history of HEAD" : "not in the history of HEAD";
  return [{ ...claim, verdict: "confirmed", what: `${said} exists, descends from the baseline, and is ${where}` }];
}
