import picomatch from "picomatch";

/** Whether a path of a plan (a file, a folder or a glob) is, holds or matches one of the paths. */
export function covers(pattern: string, paths: ReadonlySet<string>): boolean {
  if (paths.has(pattern)) return true;
  const folder = pattern.endsWith("/") ? pattern : `${pattern}/`;
  const matches = /[*?{}[\]]/.test(pattern) ? picomatch(pattern, { dot: true }) : undefined;
  return [...paths].some((path) => path.startsWith(folder) || matches?.(path));
}
