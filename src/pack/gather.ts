import path from "node:path";
import fs from "fs-extra";
import { decodeBase } from "./base.ts";
import type { Situation } from "./decide/types.ts";
import { observe, readOwnText } from "./disk.ts";
import { parseManifest } from "./manifest.ts";
import { basesDir, configPath, manifestPath, parentOf, sidecarOf } from "./paths.ts";
import type { Manifest, OnDisk, PackVersion, RenderedFile } from "./types.ts";

/** What plan-init left in the repository when it was last here. */
export interface Installed {
  manifestText: string | undefined;
  manifest: Manifest | undefined;
  configText: string | undefined;
}

/**
 * Reads the manifest and the config's text.
 *
 * @throws Failure `manifest-…` for a manifest that cannot be trusted, `not-a-text-file` for links and folders in their place
 */
export async function readInstalled(root: string): Promise<Installed> {
  const [manifestText, configText] = await Promise.all([
    readOwnText(root, manifestPath),
    readOwnText(root, configPath),
  ]);
  const manifest = manifestText === undefined ? undefined : parseManifest(manifestText);
  return { manifestText, manifest, configText };
}

/** Looks at everything a decision depends on. */
export async function gather(
  root: string,
  manifest: Manifest | undefined,
  rendered: readonly RenderedFile[],
  versions: readonly PackVersion[],
  relinked: Iterable<string>,
): Promise<Situation> {
  const entries = Object.values(manifest?.files ?? {});
  const paths = new Set([
    ...rendered.flatMap((file) => [file.path, ...file.formerly]),
    ...entries.map((entry) => entry.path),
    ...relinked,
  ]);
  const [disk, bases] = await Promise.all([observeAll(root, paths), readBases(root, manifest)]);
  return {
    manifest,
    rendered,
    disk,
    bases,
    strays: await readStrays(root, entries.map((entry) => entry.path).filter(isAbsent), paths),
    labels: labelsOf(manifest, versions),
  };

  function isAbsent(file: string): boolean {
    return (disk.get(file)?.kind ?? "absent") === "absent";
  }
}

async function observeAll(root: string, paths: ReadonlySet<string>): Promise<Map<string, OnDisk>> {
  const all = [...paths].flatMap((file) => [file, sidecarOf(file)]);
  return new Map(await Promise.all(all.map(async (file) => [file, await observe(root, file)] as const)));
}

/** The stored bases that are what their names say; a base that somebody changed is as good as lost. */
async function readBases(root: string, manifest: Manifest | undefined): Promise<Map<string, string>> {
  const hashes = new Set(Object.values(manifest?.files ?? {}).flatMap(({ base }) => base ?? []));
  const read = [...hashes].map(async (hash) => {
    const now = await observe(root, `${basesDir}/${hash}`);
    const text = now.kind === "text" ? decodeBase(now.text, hash) : undefined;
    return text === undefined ? [] : ([[hash, text]] as const);
  });
  return new Map((await Promise.all(read)).flat());
}

// Enough to find a renamed runner; a folder with more text files than this is not where runners live.
const mostStrays = 50;

/** Text files beside missing ones, and at the top of `planning/`, that no template stands behind. */
async function readStrays(
  root: string,
  missing: readonly string[],
  known: ReadonlySet<string>,
): Promise<Map<string, string>> {
  const folders = missing.length === 0 ? new Set<string>() : new Set([...missing.map(parentOf), "planning"]);
  const strays = new Map<string, string>();
  for (const folder of folders) {
    for (const name of (await filesIn(path.join(root, folder))).slice(0, mostStrays)) {
      const file = folder === "" ? name : `${folder}/${name}`;
      const now = known.has(file) ? undefined : await observe(root, file);
      if (now?.kind === "text") strays.set(file, now.text);
    }
  }
  return strays;
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    const entries = await fs.readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && /\.(md|txt|toml|ya?ml)$/i.test(entry.name))
      .map(({ name }) => name);
  } catch {
    return [];
  }
}

function labelsOf(manifest: Manifest | undefined, versions: readonly PackVersion[]): Situation["labels"] {
  const before = manifest?.packs ?? [];
  const words = (packs: readonly PackVersion[]) =>
    packs.length === 1
      ? `template ${packs[0]?.version}`
      : `template ${packs.map(({ name, version }) => `${name} ${version}`).join(" + ")}`;
  return { base: before.length === 0 ? "template as it was" : words(before), incoming: words(versions) };
}
