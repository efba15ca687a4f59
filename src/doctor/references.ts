import type { Situation } from "../pack/decide/types.ts";
import { installedFiles } from "./files.ts";

/** A place where a file names another. */
export interface Reference {
  from: string;
  /** Counted from 1. */
  line: number;
  /** Relative to the folder that has `planning/`. */
  to: string;
}

const named = /(?<![\w./-])(?:\.\/)?(planning\/[\w./-]*\w\.(?:md|ya?ml|json|toml))\b/g;

/** Runs and people make these as they go. */
const made = /^planning\/(?:(?:_runs|_state|archive|strategy)\/|(?:VISION|RESOURCES)\.md$)/;

/**
 * The files in `planning/` that the installed files name, whether they are there or not: by their path, and, in a file that
 * stands there itself, by the bare name of a template's file.
 */
export function references(situation: Situation): Reference[] {
  const bare = bareNames(situation);
  return installedFiles(situation).flatMap(({ entry: { path }, text }) => {
    const isBeside = /^planning\/[^/]+$/.test(path);
    return text.split("\n").flatMap((row, index) => {
      const paths = [...row.matchAll(named)].map(([, to = ""]) => to);
      const names = isBeside ? (row.match(/(?<![\w./-])[\w.-]+\.\w+/g) ?? []).filter((name) => bare.has(name)) : [];
      const all = new Set([...paths, ...names.map((name) => `planning/${name}`)]);
      return [...all].filter((to) => !made.test(to)).map((to) => ({ from: path, line: index + 1, to }));
    });
  });
}

/** Names of the files that templates have, or had, right in `planning/`. */
function bareNames({ manifest, rendered }: Situation): Set<string> {
  const entries = Object.values(manifest?.files ?? {}).flatMap(({ path, movedFrom = path }) => [path, movedFrom]);
  const paths = [...entries, ...rendered.map(({ path }) => path)];
  return new Set(paths.flatMap((path) => /^planning\/([^/]+)$/.exec(path)?.[1] ?? []));
}
