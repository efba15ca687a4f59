import path from "node:path";
import fs from "fs-extra";
import type { PackQuestion } from "../interview/types.ts";
import { Failure } from "../ui/failure.ts";
import { compiler } from "./compiler.ts";
import type { Engine } from "./engine.ts";
import { isMissing } from "./errno.ts";
import { namesake, packProblems } from "./pack-rules.ts";
import { type ParsedPackFile, parsePackFile } from "./packfile.ts";
import { readInPack, readSources, type Template, templateOf } from "./template.ts";
import type { PackVersion } from "./types.ts";

/** One pack, or the built-in one with a team's laid over it. */
export interface Pack {
  versions: PackVersion[];
  questions: PackQuestion[];
  templates: Template[];
  /** For `{{> name}}`. */
  partials: Map<string, string>;
  engine: Engine;
}

/** A pack's folder and what its `pack.yml` says. */
interface Opened extends ParsedPackFile {
  dir: string;
}

const nothing: Pack = { versions: [], questions: [], templates: [], partials: new Map(), engine: compiler };

/**
 * Reads a pack that stands alone, as the built-in one does.
 *
 * @param folder absolute
 * @throws Failure `pack-invalid` that lists what is wrong with the pack, with the places
 */
export async function loadPack(folder: string): Promise<Pack> {
  return overlay(nothing, await open(folder));
}

/**
 * Reads a team's pack, and lays it over the built-in one unless it says `standalone: true`.
 *
 * @param folder absolute
 * @throws Failure `pack-invalid`, as above
 */
export async function loadTeamPack(folder: string, builtin: Pack): Promise<Pack> {
  const opened = await open(folder);
  opened.refuse(namesake(opened.file, builtin.versions));
  // What was compiled beforehand is compiled anew: the team's partials may take the place of its own.
  return overlay(opened.file.standalone ? nothing : { ...builtin, engine: compiler }, opened);
}

async function open(given: string): Promise<Opened> {
  // The folder itself may be a link: whoever named it knows. Inside, links are not followed.
  const dir = await fs.realpath(given);
  const where = path.join(given, "pack.yml");
  const { text, why } = await readInPack(dir, "pack.yml");
  if (text === undefined) throw refusal(given, why);
  return { dir, ...parsePackFile(text, where) };
}

async function overlay(below: Pack, opened: Opened): Promise<Pack> {
  const { dir, file, refuse } = opened;
  refuse(packProblems(file, below));
  const templates = new Map(below.templates.map((template) => [template.id, template]));
  const read = await Promise.all(file.files.map((entry) => readSources(dir, entry)));
  refuse(read.flatMap(({ problems }, at) => problems.map((each) => ({ ...each, path: ["files", at, ...each.path] }))));
  for (const [at, entry] of file.files.entries()) {
    const sources = read[at]?.sources ?? new Map();
    if (entry.drop) templates.delete(entry.id);
    else templates.set(entry.id, templateOf(entry, sources, file.name, templates.get(entry.id)));
  }
  return {
    versions: [...below.versions, { name: file.name, version: file.version }],
    questions: [...below.questions, ...file.questions],
    templates: [...templates.values()],
    partials: new Map([...below.partials, ...(await readPartials(dir))]),
    engine: below.engine,
  };
}

async function readPartials(dir: string): Promise<Map<string, string>> {
  const folder = path.join(dir, "partials");
  const names = await fs.readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw refusal(folder, error instanceof Error ? error.message : String(error));
  });
  const texts = names
    .filter((name) => name.endsWith(".hbs"))
    .map(async (name) => {
      const { text, why } = await readInPack(dir, `partials/${name}`);
      if (text === undefined) throw refusal(folder, why);
      return [name.slice(0, -".hbs".length), text] as const;
    });
  return new Map(await Promise.all(texts));
}

const refusal = (where: string, why: string): Failure =>
  new Failure("pack-invalid", { where, problems: [`\`${where}\`: ${why}`] });
