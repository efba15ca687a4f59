import { foldersAbove } from "./folders.ts";
import { collisionKey } from "./paths.ts";

/** A file of a pack and where it goes. */
interface Placed {
  id: string;
  path: string;
}

/** What is wrong with a set of destinations, in words: two that some file system takes for one, or one that is a folder of another. */
export function collision(files: readonly Placed[]): string | undefined {
  const seen = new Map<string, Placed>();
  for (const file of files) {
    const other = seen.get(collisionKey(file.path));
    if (other !== undefined) return sameWords(other, file);
    seen.set(collisionKey(file.path), file);
  }
  for (const { id, path } of files) {
    const above = foldersAbove(path).flatMap((folder) => seen.get(collisionKey(folder)) ?? []);
    const [file] = above;
    if (file !== undefined)
      return `\`${id}\` (\`${path}\`) needs a folder where \`${file.id}\` (\`${file.path}\`) is a file`;
  }
  return undefined;
}

function sameWords(one: Placed, other: Placed): string {
  if (one.path === other.path) return `\`${one.id}\` and \`${other.id}\` both go to \`${one.path}\``;
  return `\`${one.id}\` (\`${one.path}\`) and \`${other.id}\` (\`${other.path}\`) are one file on some systems`;
}
