/** Where the tool keeps what only it may write. */
export const stateDir = "planning/.plan-init";
export const manifestPath = `${stateDir}/manifest.json`;
export const basesDir = `${stateDir}/bases`;
/** Lock, journal and before-images: of this machine only, ignored by git through a `.gitignore` of its own. */
export const localDir = `${stateDir}/local`;
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
  if (path === "") return "it is empty";
  if (path.length > 1024) return "it is longer than 1,024 characters";
  if (hasControlCharacter(path)) return "it contains a control character";
  if (path.includes("\\")) return "it contains a backslash";
  if (path.startsWith("/")) return "it is absolute";
  if (path.includes(":")) return "it contains a colon (a drive letter or a stream name)";
  for (const segment of path.split("/")) {
    const why = unsafeSegment(segment);
    if (why) return why;
  }
  return undefined;
}

function unsafeSegment(segment: string): string | undefined {
  if (segment === "") return "it has an empty part";
  if (segment === "." || segment === "..") return `it contains \`${segment}\``;
  if (/[. ]$/.test(segment)) return `\`${segment}\` ends in a dot or a space`;
  if (reservedOnWindows.test(segment)) return `\`${segment}\` is a reserved name on Windows`;
  // HFS+ drops zero-width characters, NTFS knows `.git` as `git~1`; git refuses the same names.
  const plain = segment.replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, "").toLowerCase();
  if (plain === ".git" || plain === "git~1") return "it leads into `.git`";
  return undefined;
}

function hasControlCharacter(text: string): boolean {
  return [...text].some((character) => character < " " || character === "\u007f");
}

/** Whether a pack may not use the path because the program itself keeps something there. */
export function isReserved(path: string): boolean {
  const key = collisionKey(path);
  const owned = [manifestPath, `${stateDir}/.gitattributes`, configPath].map(collisionKey);
  return owned.includes(key) || [basesDir, localDir].some((dir) => key === dir || key.startsWith(`${dir}/`));
}

/** Equal for two paths that some file system takes for one: case and Unicode form do not count. */
export const collisionKey = (path: string): string => path.normalize("NFC").toLowerCase();
