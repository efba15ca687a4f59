import path from "node:path";
import * as z from "zod/mini";
import { observe, oddPlace, readOwnText } from "../../pack/disk.ts";
import { readShelf, type Shelved } from "../../strategy/documents/shelf.ts";
import { memoryPath } from "../../strategy/paths.ts";
import { seenFile } from "../../strategy/run/record.ts";
import { refusals, type Seen, shortHash, watched } from "../../strategy/run/seen.ts";
import type { Attempt } from "../../strategy/stuck/signals.ts";
import { Failure } from "../../ui/failure.ts";
import { readAttempts } from "./attempts.ts";

/** A tree of 100,000 prerequisites has ten megabytes. */
const largest = 64 * 1024 * 1024;

/** Everything that a new run may be about, and the memory, as they are now. Failures as `readShelf`. */
export async function readSeen(root: string): Promise<Seen> {
  const places = [...Object.values(watched).flat(), memoryPath].filter((place) => place !== refusals);
  const [attempts, ...files] = await Promise.all([
    readAttempts(root),
    ...places.map((place) => readPlace(root, place)),
  ]);
  return {
    ...Object.fromEntries(files.flat().map(({ path: file, text, trouble }) => [file, shortHash(text ?? `${trouble}`)])),
    ...Object.fromEntries(attempts.flatMap(refused).map((name) => [name, shortHash(name)])),
  };
}

/** What of a try says that it was in vain, by names that stay when the run is archived. */
const refused = ({ run, blocked, escalated }: Attempt): string[] =>
  [...blocked.map((file) => path.posix.basename(file)), ...(escalated ? ["escalated"] : [])].map(
    (name) => `${refusals}/${run}/${name}`,
  );

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

async function readPlace(root: string, place: string): Promise<Omit<Shelved, "slug">[]> {
  if (!place.endsWith(".md")) return readShelf(root, place);
  const now = await observe(root, place, largest);
  if (now.kind === "absent") return [];
  if (now.kind !== "text") throw oddPlace(place, now);
  return [{ path: place, text: now.text, trouble: undefined }];
}
