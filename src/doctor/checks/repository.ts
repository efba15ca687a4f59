import { shown } from "../../pack/decide/verdicts.ts";
import type { Check } from "../types.ts";

/** Whether git can tell where the work stands. */
export const git: Check = ({ baseline }) => {
  if (baseline.kind === "none") {
    const what = `no git baseline: ${baseline.why}`;
    return [
      {
        check: "git/baseline",
        severity: "warning",
        what,
        fix: "plans then cannot name a commit; `git init` makes a repository",
      },
    ];
  }
  if (baseline.kind === "unborn") {
    const what = `\`${baseline.branch}\` has no commits yet, so plans have no baseline`;
    return [{ check: "git/baseline", severity: "warning", what, fix: "make the first commit" }];
  }
  return [];
};

/** Whether git would keep from others what has to be shared. */
export const ignored: Check = (subject) => {
  const [first, ...more] = subject.ignored;
  if (first === undefined) return [];
  const rest = more.length === 0 ? "" : ` (and ${more.length} more: ${more.join(", ")})`;
  const what = `git ignores it${rest}, so nobody else gets it, and upgrades elsewhere start from nothing`;
  const fix = `take the pattern out, or add lines such as \`!${first}\`: \`git check-ignore -v ${shown(first)}\` names the pattern`;
  return [{ check: "git/ignored", severity: "warning", path: first, what, fix }];
};

/** The repository's own formatters and linters that will read `planning/`. */
export const formatters: Check = (subject) =>
  subject.formatters
    .filter((formatter) => !formatter.ignored)
    .map(({ tool, config, how }) => ({
      check: "tools/reads-planning",
      severity: "info",
      path: config,
      what: `\`${tool}\` will read \`planning/\`; the templates pass its defaults, plans that agents write may not`,
      fix: how,
    }));
