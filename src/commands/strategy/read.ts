import path from "node:path";
import fs from "fs-extra";
import * as z from "zod/mini";
import { observe, oddPlace, readOwnText } from "../../pack/disk.ts";
import { memoryPath } from "../../strategy/paths.ts";
import { seenFile } from "../../strategy/run/record.ts";
import { type Seen, shortHash, watched } from "../../strategy/run/seen.ts";
import { Failure } from "../../ui/failure.ts";

/** A tree of 100,000 prerequisites has ten megabytes. */
const largest = 64 * 1024 * 1024;

/** A text file of the repository. */
export interface TextFile {
  /** Relative to the repository. */
  path: string;
  /** Its name without `.md`. */
  slug: string;
  text: string;
}

/**
 * The documents of a folder, by name; none where there is no folder.
 *
 * @throws Failure `not-a-text-file` for a link, the folder's or a document's; `file-in-the-way`
 */
export async function readFolder(root: string, dir: string): Promise<TextFile[]> {
  const now = await observe(root, dir);
  if (now.kind === "absent") return [];
  if (now.kind !== "directory") throw oddPlace(dir, now);
  const names = (await fs.readdir(path.join(root, dir))).filter((name) => name.endsWith(".md")).sort();
  const files = await Promise.all(
    names.map(async (name) => {
      const text = await readOwnText(root, `${dir}/${name}`);
      return text === undefined ? [] : [{ path: `${dir}/${name}`, slug: name.slice(0, -3), text }];
    }),
  );
  return files.flat();
}

/** Everything that a new run may be about, and the memory, as they are now. Failures as `readFolder`. */
export async function readSeen(root: string): Promise<Seen> {
  const places = [...Object.values(watched).flat(), memoryPath];
  const files = await Promise.all(places.map((place) => readPlace(root, place)));
  return Object.fromEntries(files.flat().map(({ path: file, text }) => [file, shortHash(text)]));
}

const seenSchema = z.record(z.string(), z.string());

/** What was there when a run began; nothing where that was not kept, so that everything counts as new. */
export async function readSeenFile(root: string, id: string): Promise<Seen> {
  try {
    return seenSchema.parse(JSON.parse((await readOwnText(root, seenFile(id))) ?? "{}"));
  } catch (error) {
    if (error instanceof Failure) throw error;
    return {};
  }
}

async function readPlace(root: string, place: string): Promise<Pick<TextFile, "path" | "text">[]> {
  if (!place.endsWith(".md")) return readFolder(root, place);
  const now = await observe(root, place, largest);
  if (now.kind === "absent") return [];
  if (now.kind !== "text") throw oddPlace(place, now);
  return [{ path: place, text: now.text }];
}
