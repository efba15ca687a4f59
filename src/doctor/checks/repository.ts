import { noRepository } from "../../repo/git-trouble.ts";
import type { IgnoredPath } from "../../repo/sharing.ts";
import type { Check, Finding } from "../types.ts";
import { type Unignore, unignore } from "../unignore.ts";

/** Whether git can tell where the work stands. */
export const git: Check = ({ baseline }) => {
  if (baseline.kind === "none") {
    const fix =
      baseline.why === noRepository
        ? "make it one: `git init`, and a first commit"
        : "mend that; `git status` says when it is mended";
    const what = `plans cannot name a commit: ${baseline.why}`;
    return [{ check: "git/baseline", severity: "warning", what, fix }];
  }
  if (baseline.kind === "unborn") {
    const what = `\`${baseline.branch}\` has no commits yet, so plans have no baseline`;
    return [{ check: "git/baseline", severity: "warning", what, fix: "make the first commit" }];
  }
  return [];
};

/** Whether git would keep from others what has to be shared; one finding a pattern. */
export const ignored: Check = ({ sharing }) => {
  const patterns = new Map<string, [IgnoredPath, ...IgnoredPath[]]>();
  for (const path of sharing.ignored) {
    const key = `${path.source}:${path.line}`;
    const same = patterns.get(key);
    if (same === undefined) patterns.set(key, [path]);
    else same.push(path);
  }
  // From the bottom up, so that what is done about one leaves the numbers of the others' lines alone.
  const fromBelow = [...patterns.values()].sort(([a], [b]) => b.line - a.line);
  return fromBelow.map((paths): Finding => {
    const [{ path, source, line, pattern }, ...more] = paths;
    const rest = more.length === 0 ? "" : ` and ${more.length} more of our files`;
    const what = `git ignores it${rest}, by \`${pattern}\` in line ${line} of \`${source}\`: nobody else gets it`;
    return { check: "git/ignored", severity: "warning", path, what, fix: inWords(unignore(paths)) };
  });
};

function inWords(advice: Unignore): string {
  if (advice.act === "remove") return `take line ${advice.line}, \`${advice.pattern}\`, out of \`${advice.file}\``;
  const where = advice.below === undefined ? "at the top" : `below line ${advice.below}`;
  return [`add ${where} of \`${advice.file}\`:`, ...advice.lines.map((line) => `  ${line}`)].join("\n");
}

/** Whether git has what has to be shared. */
export const untracked: Check = ({ sharing }) => {
  const [path, ...more] = sharing.untracked;
  if (path === undefined) return [];
  const rest = more.length === 0 ? "" : `, nor ${more.length} more of our files`;
  const what = `git does not have it yet${rest}; whoever upgrades on another machine needs all of them`;
  return [{ check: "git/untracked", severity: "info", path, what, fix: "add and commit all of them" }];
};
