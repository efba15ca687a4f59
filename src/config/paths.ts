/**
 * Says why text cannot be a path inside the repository, or `undefined` when it can.
 * Such a path is relative and `/`-separated on every system, and never climbs out with `..`.
 */
export function repoPathProblem(path: string): string | undefined {
  if (path === "") return "it is empty";
  if (path.includes("\0")) return "it contains a NUL character";
  if (/^[A-Za-z]:/.test(path)) return "it starts with a drive letter";
  if (path.startsWith("/") || path.startsWith("~/")) return "it is absolute";
  if (path.includes("\\")) return "it contains `\\`, write `/`";
  if (path.split("/").includes("..")) return "it contains `..`";
  return undefined;
}

/** The same rule as a pattern of JSON Schema, for editors. */
export const repoPathPattern = String.raw`^(?![A-Za-z]:)(?!~?/)(?!(?:[^/]*/)*\.\.(?:/|$))[^\\\u0000]+$`;
