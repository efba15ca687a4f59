import { sep } from "node:path";

/** Where the tool keeps what only it may write. */
export const stateDir = "planning/.plan-init";
export const manifestPath = `${stateDir}/manifest.json`;
export const basesDir = `${stateDir}/bases`;
/** Lock, journal and before-images: of this machine only, ignored by git through a `.gitignore` of its own. */
export const localDir = `${stateDir}/local`;
/** Where a transaction under way, and the last finished one, are kept. */
export const journalDir = `${localDir}/journal`;
export const undoDir = `${localDir}/undo`;
/** What tells the next run that nothing has changed since. */
export const sealPath = `${localDir}/seal.json`;
export const configPath = "planning/config.yml";

/** What a conflict that cannot be merged is left in, beside the user's file. */
export const sidecarOf = (path: string): string => `${path}.plan-init-new`;

/** The folder part of a repository path, without a trailing slash; empty at the top. */
export const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));

// Device names that Windows resolves in any folder and with any extension.
const reservedOnWindows = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$/i;

/**
 * Says why a path from a pack, manifest or config may not be written, or `undefined` when it is safe.
 * Safe means: relative, `/`-separated, inside the repository, outside `.git`, and the same file on every system.
 */
export function unsafePath(path: string): string | undefined {
  if (path.length > 1024) return "it is longer than 1,024 characters";
  if (hasControlCharacter(path)) return "it contains a control character";
  if (path.includes("\\")) return "it contains a backslash";
  if (path.includes(":")) return "it contains a colon (a drive letter or a stream name)";
  return leavesRepository(path) ?? firstOf(path.split("/"), unportableSegment);
}

/** Says why a path leads out of the repository or into `.git`, or `undefined` when it does not. */
export function leavesRepository(path: string): string | undefined {
  if (path === "") return "it is empty";
  if (path.includes("\0")) return "it contains a NUL character";
  if (path.startsWith("/") || /^[A-Za-z]:[\\/]/.test(path)) return "it is absolute";
  if (sep === "\\" && path.includes("\\")) return "it contains a backslash";
  return firstOf(path.split("/"), leavingSegment);
}

function leavingSegment(segment: string): string | undefined {
  if (segment === "") return "it has an empty part";
  if (segment === "." || segment === "..") return `it contains \`${segment}\``;
  // HFS+ drops zero-width characters; NTFS knows `.git` as `git~1`, drops dots and spaces at the end, and reads what follows a colon as
  // the name of a stream. git refuses the same names.
  const plain = segment
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, "")
    .replace(/:.*$/, "")
    .replace(/[. ]+$/, "")
    .toLowerCase();
  return plain === ".git" || plain === "git~1" ? "it leads into `.git`" : undefined;
}

// File systems take 255 bytes; the names of temporary files and sidecars are longer than those of their files.
const longestSegment = 200;

function unportableSegment(segment: string): string | undefined {
  if (Buffer.byteLength(segment) > longestSegment) return `it has a part of more than ${longestSegment} bytes`;
  if (/[. ]$/.test(segment)) return `\`${segment}\` ends in a dot or a space`;
  return reservedOnWindows.test(segment) ? `\`${segment}\` is a reserved name on Windows` : undefined;
}

function firstOf<T>(items: readonly T[], say: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const said = say(item);
    if (said !== undefined) return said;
  }
  return undefined;
}

function hasControlCharacter(text: string): boolean {
  return [...text].some((character) => character < " " || character === "\u007f");
}

/** Whether a pack or manifest may not use a path because the program itself keeps something there, or above it, or would. */
export function isReserved(path: string): boolean {
  const key = collisionKey(path);
  const owned = [manifestPath, `${stateDir}/.gitattributes`, configPath, basesDir, localDir].map(collisionKey);
  const clashes = owned.some((own) => key === own || key.startsWith(`${own}/`) || own.startsWith(`${key}/`));
  return clashes || /\.plan-init-(?:new|tmp)$/.test(key);
}

/** Equal for two paths that some file system takes for one: case and Unicode form do not count. */
export const collisionKey = (path: string): string => path.normalize("NFC").toUpperCase().toLowerCase();
