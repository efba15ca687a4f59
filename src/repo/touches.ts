/** A commit and which of the paths asked about it touches. */
export interface Touch {
  /** Full hash. */
  commit: string;
  /** The whole message. */
  message: string;
  paths: string[];
}

/** A NUL never stands in a name or a message; the mark keeps an empty message from looking like the end of a record. */
export const touchFormat = "--format=%x00%H%x00>%B";

/** Reads what `git log -z --name-only` says in `touchFormat`. Commits that touch nothing, as clean merges, are left out. */
export function parseTouches(output: string): Touch[] {
  const touches: Touch[] = [];
  const tokens = output.split("\0");
  for (let at = 0; at < tokens.length; at++) {
    const commit = tokens[at + 1] ?? "";
    const message = tokens[at + 2] ?? "";
    if (tokens[at] === "" && /^[0-9a-f]{40,64}$/.test(commit) && message.startsWith(">")) {
      touches.push({ commit, message: message.slice(1).trim(), paths: [] });
      at += 2;
    } else if (tokens[at] !== "") touches.at(-1)?.paths.push((tokens[at] ?? "").replace(/^\n/, ""));
  }
  return touches.filter(({ paths }) => paths.length > 0);
}
