import { renamedTo } from "../../pack/decide/renamed.ts";
import type { Situation } from "../../pack/decide/types.ts";
import { shown } from "../../pack/decide/verdicts.ts";
import { configPath } from "../../pack/paths.ts";
import type { Reference } from "../references.ts";
import { type Finding, ofUpgrade } from "../types.ts";

/** Files that send their reader to one that is not there. An agent would be lost; a person, who reads the guide, is not. */
export const dangling = ofUpgrade(({ situation }, { dangling: all }) => {
  // That the answers are gone is a finding of its own.
  const targets = [...new Set(all.map(({ to }) => to))].filter((to) => to !== configPath);
  return targets.flatMap((to): Finding[] => {
    const [first, ...others] = all.filter((reference) => reference.to === to);
    if (first === undefined) return [];
    const also = others.length === 0 ? "" : `; so does ${others.map(placeOf).join(", ")}`;
    return [
      {
        check: "files/dangling",
        severity: [first, ...others].every(({ from }) => isGuide(from)) ? "info" : "warning",
        path: first.from,
        line: first.line,
        what: `it sends its reader to \`${to}\`, which is not there${also}`,
        fix: fixFor(to, situation),
      },
    ];
  });
});

const isGuide = (path: string): boolean => path.endsWith("/README.md");

const placeOf = ({ from, line }: Reference): string => `\`${from}\` line ${line}`;

function fixFor(to: string, situation: Situation): string {
  const entries = Object.values(situation.manifest?.files ?? {});
  const kept = entries.find(({ movedFrom }) => movedFrom === to)?.path;
  const missing = entries.find(({ path }) => path === to);
  const target = kept ?? (missing && renamedTo(missing, situation));
  if (target !== undefined) return `write \`${target}\` there, or rename that file back`;
  if (missing === undefined) return "take it out there, or make the file";
  return `take it out there, or bring the file back: \`plan-init --restore ${shown(to)}\``;
}
