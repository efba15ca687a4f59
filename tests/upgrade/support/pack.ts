import { join } from "node:path";
import { stringify } from "yaml";
import type { FileMode } from "../../../src/pack/types.ts";
import { writeFiles } from "../../helpers/temp.ts";

/** A template of a pack that a test makes. */
export interface TestFile {
  /** The template's text; copied as it is unless `hbs` is set. */
  text: string;
  /** Destination; by default the id itself below `planning/`, with `.md`. */
  to?: string;
  hbs?: boolean;
  mode?: FileMode;
  when?: Record<string, unknown>;
  formerly?: string[];
  executable?: boolean;
  preamble?: string;
  /** Older texts that the pack ships. */
  previous?: string[];
}

export interface TestPack {
  name?: string;
  /** Laid over the built-in pack instead of standing alone. */
  overlay?: boolean;
  questions?: Record<string, unknown>[];
  /** By id. */
  files: Record<string, TestFile>;
}

/** Writes a pack into a folder and returns the folder. */
export async function writePack(dir: string, version: string, pack: TestPack): Promise<string> {
  const files: Record<string, string> = {};
  const entries = Object.entries(pack.files).map(([id, file]) => {
    const template = `templates/${id}${file.hbs ? ".hbs" : ".txt"}`;
    files[template] = file.text;
    const previous = (file.previous ?? []).map((text, at) => {
      const name = `previous/${id}-${at}${file.hbs ? ".hbs" : ".txt"}`;
      files[name] = text;
      return name;
    });
    const { mode, when, formerly, executable, preamble } = file;
    return { id, template, to: file.to ?? pathOf(id), mode, when, formerly, executable, preamble, previous };
  });
  const standalone = pack.overlay !== true;
  const head = { name: pack.name ?? "acme", version, standalone, questions: pack.questions ?? [], files: entries };
  await writeFiles(dir, { ...files, "pack.yml": stringify(head, { keepUndefined: false }) });
  return dir;
}

/** Where a test's template goes when it does not say. */
export const pathOf = (id: string): string => join("planning", `${id}.md`);
