import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import {
  configPath,
  journalDir,
  leavesRepository,
  localDir,
  manifestPath,
  sealPath,
  sidecarOf,
  stateDir,
} from "./paths.ts";
import type { FileMode, PackVersion } from "./types.ts";

/**
 * What a run left in order: which program it was, and what stands at every path that its decision depended on. While all of it is
 * still so, the next run would decide the same, and need not load what it takes to decide. Of this machine only, as `make`'s
 * time stamps are; whoever doubts it deletes it.
 */
interface Seal {
  program: string;
  files: Record<string, string>;
}

/**
 * Writes down that everything is in order. Where that fails, the next run takes a closer look.
 *
 * @param paths what the decision depended on, beside the tool's own files; relative to the repository
 */
export function writeSeal(root: string, paths: Iterable<string>): void {
  const program = programId();
  if (program === undefined) return;
  const all = new Set([...paths, configPath, ...ownPaths(root)]);
  try {
    const seeds = seedsOf(manifestOf(root));
    const files = Object.fromEntries([...all].map((file) => [file, stateOf(root, file, seeds)]));
    writeFileSync(path.join(root, sealPath), `${JSON.stringify({ program, files } satisfies Seal)}\n`);
  } catch {
    rmSync(path.join(root, sealPath), { force: true });
  }
}

/**
 * Whether everything is as the last run left it in order; anything that is in doubt is a no.
 *
 * @returns the packs that it was made with, or `undefined`
 */
export function readSeal(root: string): PackVersion[] | undefined {
  try {
    const seal = JSON.parse(readFileSync(path.join(root, sealPath), "utf8")) as Seal;
    const manifest = manifestOf(root);
    const seeds = seedsOf(manifest);
    const needed = Object.values(manifest.files).flatMap((file) => [file.path, sidecarOf(file.path)]);
    const whole = [...needed, configPath, ...ownPaths(root)].every((file) => Object.hasOwn(seal.files, file));
    const holds =
      whole &&
      seal.program === programId() &&
      stateOf(root, journalDir, seeds) === absent &&
      Object.entries(seal.files).every(([file, state]) => inside(file) && stateOf(root, file, seeds) === state);
    return holds ? manifest.packs.map(({ name, version }) => ({ name, version })) : undefined;
  } catch {
    return undefined;
  }
}

// A seal is found in the repository, where somebody else may have put it.
const inside = (file: string): boolean => leavesRepository(file) === undefined;

/** The tool's own files: all of its folder but what is of this machine only. */
function ownPaths(root: string, folder = stateDir): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    if (file === localDir) return [];
    return entry.isDirectory() ? ownPaths(root, file) : [file];
  });
}

/** What a seal needs of a manifest; one that has something else there is in doubt. */
interface SealedManifest {
  packs: PackVersion[];
  files: Record<string, { path: string; mode: FileMode }>;
}

const manifestOf = (root: string): SealedManifest =>
  JSON.parse(readFileSync(path.join(root, manifestPath), "utf8")) as SealedManifest;

const seedsOf = ({ files }: SealedManifest): ReadonlySet<string> =>
  new Set(Object.values(files).flatMap((file) => (file.mode === "seed" ? [file.path] : [])));

const absent = "absent";

/** What stands at a path, as far as a decision could tell a difference: a seed, once it is there, is the user's whatever it says. */
function stateOf(root: string, file: string, seeds: ReadonlySet<string>): string {
  const full = path.join(root, file);
  const stat = lstatSync(full, { throwIfNoEntry: false });
  if (stat === undefined) return absent;
  if (!stat.isFile()) return "not a file";
  if (seeds.has(file)) return "a seed";
  const hash = createHash("sha256").update(readFileSync(full)).digest("hex");
  return `${(stat.mode & 0o111) === 0 ? "file" : "executable"} ${hash}`;
}

/** The build, by the names of its chunks, which have a hash of their content; `undefined` when it runs from its sources. */
function programId(): string | undefined {
  const names = readdirSync(path.dirname(fileURLToPath(import.meta.url)));
  const chunks = names.filter((name) => /-[\w-]{8}\.js$/.test(name)).sort();
  return chunks.length === 0 ? undefined : chunks.join(" ");
}
