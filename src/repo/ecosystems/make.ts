import { offersFor, pathIn, words } from "./offers.ts";
import type { Ecosystem } from "./types.ts";

/** In the order in which GNU make looks. */
const makefiles = ["GNUmakefile", "makefile", "Makefile"];

export const make: Ecosystem = {
  id: "make",
  front: true,
  detect(place) {
    const { view, folder } = place;
    // By the listing: a file system that ignores case would find the same file under each name.
    const file = makefiles.find((name) => view.list("").includes(name));
    if (file === undefined) return undefined;
    const declared = new Map(
      makeTargets(view.read(file) ?? "")
        // Make calls a target that is a file without prerequisites up to date, and does nothing.
        .filter((target) => target.phony || target.needs || !view.has(target.name))
        .map((target) => [target.name, ""] as const),
    );
    const command = (target: string) => words("make", folder && `-C ${folder}`, target);
    const source = (target: string) => `${pathIn(place, file)} target ${target}`;
    // `check` and `all` are the GNU coding standards' names.
    return { title: "Make", offers: offersFor(declared, command, source, { test: ["check"], build: ["all"] }) };
  },
};

/** `test: CFLAGS = -g` sets a variable for a target, it is no rule. */
const variable = /^(?:(?:export|override|private)\s+)*[\w.-]+\s*(?:[+?!]|:{1,3})?=/;

/** No rule's head is longer, and a hostile one would make the patterns slow. */
const longestLine = 2000;

export interface MakeTarget {
  name: string;
  phony: boolean;
  /** Has prerequisites. */
  needs: boolean;
}

/**
 * The targets that a makefile certainly has. What depends on a condition or on another file is left out, as are pattern
 * rules, special targets, and targets whose names are computed.
 */
export function makeTargets(text: string): MakeTarget[] {
  const targets = new Map<string, MakeTarget>();
  const phony = new Set<string>();
  for (const line of ruleLines(text)) {
    const rule = /^([^:=#]+?)\s*&?::?(?![:=])\s*([^;#]*)/.exec(line);
    const names = rule?.[1]?.trim().split(/\s+/) ?? [];
    const needs = rule?.[2]?.trim() ?? "";
    if (names[0] === ".PHONY") for (const name of needs.split(/\s+/)) phony.add(name);
    else if (rule && names.every((name) => /^\w[\w.:-]*$/.test(name)) && !variable.test(needs))
      for (const name of names)
        targets.set(name, { name, phony: false, needs: needs !== "" || !!targets.get(name)?.needs });
  }
  return [...targets.values()].map((target) => ({ ...target, phony: phony.has(target.name) }));
}

/** Lines at which a rule may begin: continuations joined; recipes, comments, definitions and conditional parts gone. */
function* ruleLines(text: string): Generator<string> {
  let depth = 0;
  let defining = false;
  for (const line of text.replace(/\r/g, "").replace(/\\\n/g, " ").split("\n")) {
    if (defining) defining = !/^\s*endef\b/.test(line);
    else if (line.startsWith("\t")) continue;
    else if (/^\s*(?:override\s+|export\s+)*define\b/.test(line)) defining = true;
    else if (/^\s*(?:ifn?eq|ifn?def)\b/.test(line)) depth++;
    else if (/^\s*endif\b/.test(line)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && !/^\s*(?:#|[-s]?include\b|export\b|unexport\b|override\b|vpath\b|$)/.test(line))
      yield line.slice(0, longestLine);
  }
}
