import type { OnDisk } from "./types.ts";

/** What stands at a path, in words for a message. */
export function describe(now: OnDisk): string {
  switch (now.kind) {
    case "absent":
      return "nothing";
    case "text":
      return "a text file";
    case "directory":
      return "a folder";
    case "blocked":
      return `out of reach, because \`${now.by}\` is a file`;
    case "symlink":
      return `a symbolic link to \`${now.target}\``;
    case "unreadable":
      return `unreadable (${now.why})`;
    case "binary":
      return `not text (${now.why})`;
  }
}
