/** One line of `git check-ignore --verbose`. */
export interface IgnoredBy {
  path: string;
  /** The file that has the pattern: relative to the repository's top, or absolute where it lies outside. */
  source: string;
  /** Counted from 1. */
  line: number;
  pattern: string;
}

/**
 * Reads what `git check-ignore --verbose` says of paths without tabs. It also names patterns that begin with `!` and so keep a
 * path from being ignored; those are left out.
 */
export function parseIgnored(text: string): IgnoredBy[] {
  return text.split("\n").flatMap((row) => {
    const [, source, line, pattern, path] = /^("(?:[^"\\]|\\.)*"|.+?):(\d+):(.*)\t([^\t]+)$/.exec(row) ?? [];
    if (source === undefined || pattern === undefined || path === undefined || pattern.startsWith("!")) return [];
    return [{ path: unquoted(path), source: unquoted(source), line: Number(line), pattern }];
  });
}

const escapes: Record<string, string> = { a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };

/** A name as it is; git writes those with quotes, backslashes or control characters as C strings. */
function unquoted(name: string): string {
  if (!name.startsWith('"')) return name;
  return name
    .slice(1, -1)
    .replace(/\\([0-7]{3}|.)/g, (_, code: string) =>
      /^\d/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : (escapes[code] ?? code),
    );
}
