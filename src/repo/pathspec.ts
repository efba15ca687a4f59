/** Most alternatives that the braces of one path are written out to. */
const mostAlternatives = 32;

/** `src/{a,b}.ts` as `src/a.ts` and `src/b.ts`: git knows no braces. Braces without a comma are a part of the name. */
export function expandBraces(path: string): string[] {
  const found = /\{([^{}]*,[^{}]*)\}/.exec(path);
  if (found === null) return [path];
  const [before, after] = [path.slice(0, found.index), path.slice(found.index + found[0].length)];
  const all = (found[1] ?? "").split(",").flatMap((part) => expandBraces(`${before}${part}${after}`));
  return all.slice(0, mostAlternatives);
}

/** Whether a path names many: `*` and `?`. Brackets are a part of the name, as in `app/[id]/page.tsx`. */
export const isGlob = (path: string): boolean => /[*?]/.test(path);

/** The folder that everything a glob matches lies in (empty for the top), or the path itself without a slash at its end. */
export function fixedPart(path: string): string {
  const parts = path.split("/");
  const wild = parts.findIndex(isGlob);
  return (wild < 0 ? parts : parts.slice(0, wild)).join("/").replace(/\/+$/, "");
}

/** The path as git takes it after `--` (gitglossary(7), "pathspec"): names to the letter, wildcards as in a shell with `**`. */
export function pathspec(path: string): string {
  if (!isGlob(path)) return `:(literal)${fixedPart(path)}`;
  return `:(glob)${path.replace(/[\\[\]]/g, "\\$&")}`;
}

/** A plan of 1,000 lines names fewer; a command line takes more. */
const mostPaths = 1000;

/** Paths that git can be asked about, with their braces written out. */
export function usable(paths: readonly string[]): string[] {
  const all = paths.flatMap(expandBraces).map((path) => path.replace(/^\.\//, ""));
  const inside = all.filter((path) => path !== "" && !path.startsWith("/") && !path.split("/").includes(".."));
  return [...new Set(inside)].slice(0, mostPaths);
}
