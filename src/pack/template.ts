import { Failure } from "../ui/failure.ts";
import { readOwnText } from "./disk.ts";
import { destinationOf } from "./pack-rules.ts";
import type { PackFileEntry } from "./packfile.ts";
import type { PackProblem } from "./packfile-words.ts";
import type { FileMode } from "./types.ts";
import type { When } from "./when.ts";

/** A text of a pack. */
export interface Source {
  source: string;
  /** Rendered when its name ends in `.hbs`, else copied. */
  rendered: boolean;
}

/** A template with where it goes and when. */
export interface Template extends Source {
  id: string;
  /** The template's address for error messages, e.g. `acme/planning/README.md.hbs`. */
  name: string;
  to: string;
  mode: FileMode;
  when: When;
  executable: boolean;
  /** Rendered above a block in a file that is created for it. */
  preamble: string | undefined;
  formerly: string[];
  previous: Source[];
}

/**
 * Reads the texts that an entry of `pack.yml` names.
 *
 * @returns texts by their names in the pack, and problems at paths below the entry
 */
export async function readSources(
  dir: string,
  { template, previous = [] }: PackFileEntry,
): Promise<{ sources: ReadonlyMap<string, string>; problems: PackProblem[] }> {
  const named = template === undefined ? [] : [{ path: ["template"], name: template }];
  const all = [...named, ...previous.map((name, at) => ({ path: ["previous", at], name }))];
  const read = await Promise.all(all.map(async (each) => ({ ...each, ...(await readInPack(dir, each.name)) })));
  return {
    sources: new Map(read.flatMap(({ name, text }) => (text === undefined ? [] : [[name, text] as const]))),
    problems: read.flatMap(({ path, text, why }) => (text === undefined ? [{ path, side: "value", words: why }] : [])),
  };
}

/**
 * The template that an entry means. What it leaves unsaid is taken from the one that it replaces, and that one's text and
 * destination count as earlier versions of it.
 *
 * @param sources the entry's texts by name
 * @param pack the pack's name
 */
export function templateOf(
  entry: PackFileEntry,
  sources: ReadonlyMap<string, string>,
  pack: string,
  below: Template | undefined,
): Template {
  const { id, template } = entry;
  const sourceOf = (name: string): Source => ({ source: sources.get(name) ?? "", rendered: name.endsWith(".hbs") });
  const kept = template === undefined ? below : undefined;
  const to = entry.to ?? below?.to ?? destinationOf(template ?? id);
  const before = below === undefined ? [] : [...(kept === undefined ? [below] : []), ...below.previous];
  const formerly = [...(entry.formerly ?? []), ...(below === undefined ? [] : [below.to, ...below.formerly])];
  return {
    id,
    ...(kept === undefined ? sourceOf(template ?? "") : { source: kept.source, rendered: kept.rendered }),
    name: kept?.name ?? `${pack}/${template ?? id}`,
    to,
    mode: entry.mode ?? below?.mode ?? "merge",
    when: entry.when ?? below?.when ?? {},
    executable: entry.executable ?? below?.executable ?? false,
    preamble: entry.preamble ?? below?.preamble,
    formerly: [...new Set(formerly)].filter((former) => former !== to),
    previous: [
      ...(entry.previous ?? []).map(sourceOf),
      ...before.map(({ source, rendered }) => ({ source, rendered })),
    ],
  };
}

/** A text file of a pack, or why it cannot be had: never through a symbolic link, none too large to be a template. */
export async function readInPack(
  dir: string,
  file: string,
): Promise<{ text: string; why?: undefined } | { text?: undefined; why: string }> {
  try {
    const text = await readOwnText(dir, file);
    return text === undefined ? { why: `there is no \`${file}\` in the pack` } : { text };
  } catch (error) {
    if (error instanceof Failure) return { why: error.what };
    throw error;
  }
}
