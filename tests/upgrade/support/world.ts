import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { RunResult } from "../../helpers/cli.ts";
import { commitAll, tempDir } from "../../helpers/temp.ts";
import { documentOf, type Report } from "./documents.ts";
import { runHere } from "./in-process.ts";
import { type TestFile, type TestPack, writePack } from "./pack.ts";

export interface Setting {
  git: boolean;
  /** The line ending that a checkout gives every text file. */
  eol: "\n" | "\r\n";
}

/** A run's exit code and document. */
export interface Outcome {
  exit: number | null;
  document: Report;
  stderr: string;
}

/** A repository with versions of a pack beside it. */
export interface World {
  root: string;
  setting: Setting;
  /** Writes a version of the pack; a plain map of files is a pack that stands alone. */
  pack(version: string, pack: TestPack | Record<string, TestFile>): Promise<void>;
  /** Runs `plan-init` with a version of the pack, and `--yes --json`. */
  to(version: string, ...flags: string[]): Promise<Outcome>;
  /** Runs any verb with `--json`. */
  verb(...args: string[]): Promise<Outcome>;
  /** Writes LF texts in the setting's line endings; `null` deletes. */
  write(files: Record<string, string | null>): Promise<void>;
  read(path: string): Promise<string | undefined>;
  packAt(version: string): string;
}

export const plain: Setting = { git: false, eol: "\n" };

/** The surroundings in which every row of the table has to hold: both line endings, with and without git. */
export const settings: readonly (Setting & { name: string })[] = [
  { name: "LF, no git", git: false, eol: "\n" },
  { name: "CRLF, git", git: true, eol: "\r\n" },
];

/** Makes a repository with a README. */
export async function newWorld(setting: Setting = plain, run = runHere): Promise<World> {
  const base = await tempDir();
  const root = join(base, "repo");
  await mkdir(root);
  const packAt = (version: string) => join(base, `pack-${version}`);
  const write = (files: Record<string, string | null>) => writeStyled(root, files, setting.eol);
  await write({ "README.md": "# Berth\n" });
  if (setting.git) await commitAll(root);
  const verb = async (...args: string[]) => outcomeOf(await run([...args, "--json"], { cwd: root }));
  return {
    root,
    setting,
    verb,
    write,
    packAt,
    pack: async (version, pack) => {
      await writePack(packAt(version), version, isPack(pack) ? pack : { files: pack });
    },
    to: (version, ...flags) => verb("--templates", packAt(version), "--yes", ...flags),
    read: (path) => readFile(join(root, path), "utf8").catch(() => undefined),
  };
}

const isPack = (pack: TestPack | Record<string, TestFile>): pack is TestPack =>
  "files" in pack && !("text" in pack.files);

export function outcomeOf(result: RunResult): Outcome {
  return { exit: result.exit, document: documentOf(result), stderr: result.stderr };
}

async function writeStyled(root: string, files: Record<string, string | null>, eol: string): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    const full = join(root, path);
    if (text === null) await rm(full, { recursive: true, force: true });
    else {
      await mkdir(dirname(full), { recursive: true });
      await writeFile(full, text.replaceAll("\n", eol));
    }
  }
}
