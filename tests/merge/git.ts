import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Texts {
  user: string;
  base: string;
  incoming: string;
}

export interface Lines {
  user: string[];
  base: string[];
  incoming: string[];
}

/** `git merge-file` on three texts, untouched by anybody's git configuration; `conflicts` is its exit code. */
export function gitMerge(texts: Texts, ...flags: string[]): { text: string; conflicts: number } {
  const folder = mkdtempSync(join(tmpdir(), "merge-"));
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
  const env = {
    ...process.env,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CEILING_DIRECTORIES: tmpdir(),
  };
  const run = spawnSync("git", ["merge-file", "-p", ...flags, "user", "base", "incoming"], {
    cwd: folder,
    env,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  rmSync(folder, { recursive: true });
  if (run.status === null || run.status > 127) throw new Error(`git merge-file failed: ${run.stderr}`);
  return { text: run.stdout, conflicts: run.status };
}

/**
 * Many small merges in one run of git, a thousand times cheaper than one run each: the cases follow each other in one
 * file, every line tagged with its case, with lines between them that never change.
 *
 * @returns per case the merged lines, or `undefined` where git found a conflict
 */
export function gitMergeAll(cases: readonly Lines[]): (string[] | undefined)[] {
  const joined = (side: keyof Lines): string =>
    cases.flatMap((each, nth) => [...each[side].map((line) => `${line}\t${nth}`), ...fence(nth)]).join("\n");
  const { text } = gitMerge({ user: joined("user"), base: joined("base"), incoming: joined("incoming") });
  let rest = text;
  return cases.map((_, nth) => {
    const [own, ...after] = rest.split(`${fence(nth).join("\n")}${nth === cases.length - 1 ? "" : "\n"}`);
    rest = after.join("");
    const lines = (own ?? "").split("\n").slice(0, -1);
    if (lines.some((line) => line.startsWith("<<<<<<<"))) return undefined;
    return lines.map((line) => line.replace(/\t\d+$/, ""));
  });
}

/** More lines than git bridges when it joins two conflicts that are close to each other. */
function fence(nth: number): string[] {
  return [1, 2, 3, 4, 5].map((n) => `fence ${nth} ${n}`);
}

export function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}
