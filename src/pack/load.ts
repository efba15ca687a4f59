import path from "node:path";
import fs from "fs-extra";
import type { PackQuestion } from "../interview/types.ts";
import { Failure } from "../ui/failure.ts";
import { readOwnText } from "./disk.ts";
import type { Engine } from "./engine.ts";
import { isMissing } from "./errno.ts";
import { type PackFile, type PackFileEntry, parsePackFile, refusedDestination } from "./packfile.ts";
import type { FileMode, PackVersion } from "./types.ts";

/** A template with where it goes and when. */
export interface Template {
  id: string;
  /** The template's address for error messages, e.g. `acme/planning/README.md.hbs`. */
  name: string;
  source: string;
  /** Rendered when it ends in `.hbs`, else copied. */
  rendered: boolean;
  to: string;
  mode: FileMode;
  when: NonNullable<PackFileEntry["when"]>;
  executable: boolean;
  /** Rendered above a block in a file that is created for it. */
  preamble: string | undefined;
  formerly: string[];
  previous: string[];
}

/** One pack, or the built-in one with a team's laid over it. */
export interface Pack {
  versions: PackVersion[];
  questions: PackQuestion[];
  templates: Template[];
  /** For `{{> name}}`. */
  partials: Map<string, string>;
  engine: Engine;
}

/**
 * Reads the packs in use.
 *
 * @param builtin absolute folder of the built-in pack
 * @param own absolute folder of the team's pack, which overlays the built-in one unless it says `standalone: true`
 * @throws Failure `pack-invalid` for anything wrong with a pack, with the place
 */
export async function loadPack(builtin: string, own?: string): Promise<Pack> {
  if (own === undefined) return readPack(builtin, await readPackFile(builtin));
  const file = await readPackFile(own);
  if (file.standalone) return readPack(own, file);
  return overlay(await readPack(builtin, await readPackFile(builtin)), own, file);
}

async function readPackFile(dir: string): Promise<PackFile> {
  const where = path.join(dir, "pack.yml");
  const text = await readInPack(dir, "pack.yml", where);
  return parsePackFile(text, where);
}

async function readPack(dir: string, file: PackFile): Promise<Pack> {
  const { compiler } = await import("./compiler.ts");
  return overlay({ versions: [], questions: [], templates: [], partials: new Map(), engine: compiler }, dir, file);
}

async function overlay(below: Pack, dir: string, file: PackFile): Promise<Pack> {
  if (below.versions.some(({ name }) => name === file.name)) {
    const why = `the pack below it is called \`${file.name}\` too`;
    throw new Failure("pack-invalid", { where: path.join(dir, "pack.yml"), why });
  }
  const templates = new Map(below.templates.map((template) => [template.id, template]));
  const read = await Promise.all(
    file.files.map(async (entry) => [entry, await readTemplate(dir, file, entry, templates.get(entry.id))] as const),
  );
  for (const [entry, template] of read) {
    if (template === undefined) templates.delete(entry.id);
    else templates.set(entry.id, template);
  }
  const questions = [...below.questions, ...file.questions];
  return {
    versions: [...below.versions, { name: file.name, version: file.version }],
    questions,
    templates: [...templates.values()],
    partials: new Map([...below.partials, ...(await readPartials(dir))]),
    engine: below.engine,
  };
}

/** A template of this pack, with what it leaves unsaid taken from the one it replaces; `undefined` drops it. */
async function readTemplate(
  dir: string,
  file: PackFile,
  entry: PackFileEntry,
  below: Template | undefined,
): Promise<Template | undefined> {
  const where = path.join(dir, "pack.yml");
  if (entry.drop) return undefined;
  const source = entry.template === undefined ? below?.source : await readInPack(dir, entry.template, where);
  const to = entry.to ?? below?.to ?? entry.template?.replace(/\.hbs$/, "");
  if (source === undefined || to === undefined) {
    throw new Failure("pack-invalid", { where, why: `\`${entry.id}\` has no template, and replaces none` });
  }
  const refused = refusedDestination(to);
  if (refused !== undefined) throw new Failure("pack-invalid", { where, why: `\`${entry.id}\`: ${refused}` });
  const previous = await Promise.all((entry.previous ?? []).map((old) => readInPack(dir, old, where)));
  return {
    id: entry.id,
    name: entry.template === undefined ? (below?.name ?? entry.id) : `${file.name}/${entry.template}`,
    source,
    rendered: entry.template === undefined ? (below?.rendered ?? false) : entry.template.endsWith(".hbs"),
    to,
    mode: entry.mode ?? below?.mode ?? "merge",
    when: entry.when ?? below?.when ?? {},
    executable: entry.executable ?? below?.executable ?? false,
    preamble: entry.preamble ?? below?.preamble,
    formerly: [...(entry.formerly ?? []), ...(below?.formerly ?? [])],
    previous: [...previous, ...(below?.previous ?? [])],
  };
}

async function readPartials(dir: string): Promise<Map<string, string>> {
  const folder = path.join(dir, "partials");
  const names = await fs.readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure("pack-invalid", { where: folder, why: `the folder cannot be read: ${why}` }, { cause: error });
  });
  const partials = names.filter((name) => name.endsWith(".hbs"));
  const texts = partials.map(async (name) => {
    const text = await readInPack(dir, `partials/${name}`, folder);
    return [name.slice(0, -".hbs".length), text] as const;
  });
  return new Map(await Promise.all(texts));
}

/** A text file of a pack; never through a symbolic link, and none that is too large to be a template. */
async function readInPack(dir: string, file: string, where: string): Promise<string> {
  const text = await readOwnText(await realPath(dir), file).catch((error: unknown) => {
    if (error instanceof Failure) throw new Failure("pack-invalid", { where, why: error.what }, { cause: error });
    throw error;
  });
  if (text === undefined) throw new Failure("pack-invalid", { where, why: `there is no \`${file}\` in this folder` });
  return text;
}

const realPath = async (dir: string): Promise<string> => ((await fs.pathExists(dir)) ? fs.realpath(dir) : dir);
