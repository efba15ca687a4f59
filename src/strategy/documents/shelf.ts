import path from "node:path";
import { namesIn, observe, oddPlace } from "../../pack/disk.ts";
import { describe } from "../../pack/disk-words.ts";
import { notASlug } from "./slug.ts";

/** A document is a page or two; in bytes. */
export const largestDocument = 256 * 1024;

/** A file of a folder of documents. */
export interface Shelved {
  /** The name without `.md`. */
  slug: string;
  /** In the repository. */
  path: string;
  /** `undefined` where it cannot be read. */
  text: string | undefined;
  /** Why it cannot be read, or not be named so. */
  trouble: string | undefined;
}

/** As many files are open at a time as every system allows. */
const batch = 32;

/**
 * Every document of a folder, by name. Hidden files and a README are none. What is no document is in it with its trouble, so
 * that nothing gets lost unseen.
 *
 * @throws Failure `not-a-text-file`, `file-in-the-way` where the folder is none
 */
export async function readShelf(root: string, folder: string): Promise<Shelved[]> {
  const now = await observe(root, folder);
  if (now.kind === "absent") return [];
  if (now.kind !== "directory") throw oddPlace(folder, now);
  const names = (await namesIn(path.join(root, folder))).filter((name) => !/^(?:\.|readme\.md$)/i.test(name)).sort();
  const read: Shelved[] = [];
  for (let at = 0; at < names.length; at += batch) {
    read.push(...(await Promise.all(names.slice(at, at + batch).map((name) => readOne(root, folder, name)))));
  }
  return read;
}

async function readOne(root: string, folder: string, name: string): Promise<Shelved> {
  const file = `${folder}/${name}`;
  const slug = name.replace(/\.md$/i, "");
  const unnamed = name.endsWith(".md") ? notASlug(slug) : "it is no `.md` file";
  const now = await observe(root, file, largestDocument);
  if (now.kind === "text") return { slug, path: file, text: now.text, trouble: unnamed };
  return {
    slug,
    path: file,
    text: undefined,
    trouble: now.kind === "absent" ? "it is gone" : `it is ${describe(now)}`,
  };
}
