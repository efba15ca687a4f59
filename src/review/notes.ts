import type { HumanNote } from "./types.ts";

/**
 * Lines that begin `> REVIEW:` in a plan: what a human has to say about it, where it stands. Quoted lines right below go on
 * with it. Fenced code is code.
 */
export function humanNotes(text: string): HumanNote[] {
  const notes: HumanNote[] = [];
  let [fence, heading] = ["", ""];
  let open: HumanNote | undefined;
  for (const [at, line] of text.split(/\r\n|\n|\r/).entries()) {
    const marker = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? "";
    if (fence !== "") {
      if (marker.startsWith(fence) && line.trim() === marker) fence = "";
      continue;
    }
    if (marker !== "") fence = marker;
    const title = /^ {0,3}#{1,6}\s+(.*)$/.exec(line)?.[1]?.trimEnd();
    if (title !== undefined) heading = title;
    const quoted = /^\s*>\s?(.*)$/.exec(line)?.[1];
    const said = quoted === undefined ? undefined : /^\s*\**REVIEW:\**\s*(.*)$/.exec(quoted)?.[1];
    if (said !== undefined) {
      open = { line: at + 1, text: said, section: heading };
      notes.push(open);
    } else if (quoted !== undefined && open !== undefined) open.text = `${open.text} ${quoted.trim()}`.trim();
    else open = undefined;
  }
  return notes.map((note) => ({ ...note, text: note.text.trim().slice(0, longest) || "(without words)" }));
}

const longest = 2000;
