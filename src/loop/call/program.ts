import { constants } from "node:fs";
import { access, realpath, stat } from "node:fs/promises";
import path from "node:path";

type Env = Readonly<Record<string, string | undefined>>;

/** What a command's first word leads to. */
export type Program = { kind: "found"; path: string } | { kind: "missing" } | { kind: "not-executable"; path: string };

/**
 * Finds the program of a command as the system would, execvp(3), but for once: so that what was looked at is what runs.
 *
 * @param root absolute path of the folder it runs in; what names a path is relative to it
 */
export async function findProgram(name: string, root: string, env: Env): Promise<Program> {
  const isPath = name.includes("/") || name.includes(path.sep);
  const folders = isPath ? [root] : searchPath(env).map((folder) => path.resolve(root, folder));
  const candidates = folders.flatMap((folder) => endings.map((ending) => path.resolve(folder, name + ending)));
  let barred: string | undefined;
  for (const candidate of candidates) {
    const kind = await kindOf(candidate);
    if (kind === "program") return { kind: "found", path: candidate };
    if (kind === "file") barred ??= candidate;
  }
  return barred === undefined ? { kind: "missing" } : { kind: "not-executable", path: barred };
}

/** An empty part means the folder that a command runs in. */
const searchPath = (env: Env): string[] =>
  (env.PATH ?? env.Path ?? "").split(path.delimiter).map((folder) => folder || ".");

/** Without a shell Windows runs these alone. */
const endings = process.platform === "win32" ? ["", ".exe", ".com"] : [""];

async function kindOf(file: string): Promise<"program" | "file" | undefined> {
  try {
    if (!(await stat(file)).isFile()) return undefined;
  } catch {
    return undefined;
  }
  return access(file, constants.X_OK).then(
    () => "program",
    () => "file",
  );
}

/** Whether a program lies in the repository, by its name or behind its links. */
export async function liesWithin(root: string, program: string): Promise<boolean> {
  const real = await realpath(program).catch(() => program);
  return [program, real].some((file) => {
    const inside = path.relative(root, file);
    return inside !== ".." && !inside.startsWith(`..${path.sep}`) && !path.isAbsolute(inside);
  });
}
