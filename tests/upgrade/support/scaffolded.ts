import { cp } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { commitAll, makeTempDir, tempDir, writeFiles } from "../../helpers/temp.ts";
import { runHere } from "./in-process.ts";

let plain: Promise<string> | undefined;

/** A committed repository with a fresh scaffold in it, not yet committed: a copy of one that all tests of a worker share. */
export async function scaffolded(): Promise<string> {
  plain ??= makeTempDir().then((root) => scaffold(root, {}));
  // Always the same name: it is the project's where nothing else says one.
  const root = join(await tempDir(), "acme");
  await cp(await plain, root, { recursive: true, verbatimSymlinks: true });
  return root;
}

/** The same with files of its own, committed beforehand, and with flags. */
export async function scaffoldedWith(files: Record<string, string>, ...flags: string[]): Promise<string> {
  return scaffold(await tempDir(), files, flags);
}

async function scaffold(root: string, files: Record<string, string>, flags: string[] = []): Promise<string> {
  await writeFiles(root, { "README.md": "# Acme\n", ...files });
  await commitAll(root);
  expect(await runHere(["--yes", ...flags], { cwd: root })).toMatchObject({ exit: 0 });
  return root;
}
