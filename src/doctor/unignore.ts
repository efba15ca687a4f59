import type { IgnoredPath } from "../repo/sharing.ts";

/** How to keep git from ignoring some paths: a line to take out of a file, or lines to add to one. */
export type Unignore =
  | { act: "remove"; file: string; line: number; pattern: string }
  | { act: "add"; below: number | undefined; file: string; lines: string[] };

const ours = /^planning(?:\/|$)/;

/**
 * What has to be done about one pattern, so that it works when it is followed to the letter. A pattern that speaks of our folder
 * goes. Where it has other uses (`*.json`, `.claude/`), or is the user's own rather than the repository's, lines of higher
 * precedence take back what is ours and no more.
 *
 * @param paths what the pattern ignores; all of one source and line
 */
export function unignore(paths: readonly [IgnoredPath, ...IgnoredPath[]]): Unignore {
  const [{ source, line, pattern }] = paths;
  const isShared = !/^(?:\/|[A-Za-z]:)/.test(source);
  const isDeeper = isShared && !source.startsWith("../") && source.endsWith("/.gitignore");
  const speaksOfUs = /planning|plan-init/.test(pattern) && paths.every(({ covered }) => ours.test(covered));
  // Nothing in a folder can take back what ignores the folder, nor can a file further up what one further down says.
  const wins = isDeeper || paths.some(({ covered }) => covered === "");
  if ((isShared && speaksOfUs) || wins) return { act: "remove", file: source, line, pattern };
  const lines = [...new Set(paths.flatMap((each) => takingBack(each, /[*?[\\]/.test(pattern))))];
  return { act: "add", below: source === ".gitignore" ? line : undefined, file: ".gitignore", lines };
}

/**
 * Patterns that take a path back. Git does not look into a folder that is ignored, so it is the folder that is taken back; where it
 * is not ours, everything in it but our part is ignored again.
 *
 * @param isWild whether the pattern may match what is in the folder, too
 */
function takingBack({ path, covered }: IgnoredPath, isWild: boolean): string[] {
  if (covered === path) return [`!/${path}`];
  const all = (folder: string) => [`!/${folder}/`, ...(isWild ? [`!/${folder}/**`] : [])];
  if (ours.test(covered)) return all(covered);
  const [child = "", ...deeper] = path.slice(covered.length + 1).split("/");
  const part = `${covered}/${child}`;
  return [`!/${covered}/`, `/${covered}/*`, ...(deeper.length === 0 ? [`!/${part}`] : all(part))];
}
