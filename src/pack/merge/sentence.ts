import { sameLines } from "./chunks.ts";
import { changes } from "./diff.ts";
import { cut, type Region, regions, type Triple } from "./regions.ts";

/** A region of one line's words, whose edit it is, and the words each text has there. */
interface Edit extends Triple {
  by: "user" | "incoming" | "both";
  start: number;
  end: number;
}

/**
 * Merges one line that both sides reworded.
 *
 * @returns the merged line, or `undefined` unless all of this holds: edits of different sides are at least one
 * untouched word apart (in a table row: a cell apart), at least half of the base's words survive both sides, and no
 * word was added or removed by both sides in different places.
 */
export function mergeSentence(user: string, base: string, incoming: string): string | undefined {
  const words: Triple = { user: tokensOf(user), base: tokensOf(base), incoming: tokensOf(incoming) };
  if (isHopeless(words)) return undefined;
  const edits = editsOf(words);
  const isSafe = isAgreed(edits) && isMostlyKept(words.base, edits) && isApart(words.base, edits) && !isDoubled(edits);
  return isSafe ? apply(words.base, edits) : undefined;
}

/** Words, and the white space between them: whatever a writer set off by spaces changes as one piece. */
function tokensOf(text: string): string[] {
  return text.match(/\s+|\S+/gu) ?? [];
}

function isWord(token: string): boolean {
  return /[\p{L}\p{N}]/u.test(token);
}

/** Whether too few words could survive however the texts are aligned; most lines that conflict are told by this alone. */
function isHopeless({ user, base, incoming }: Triple): boolean {
  const words = base.filter(isWord);
  const [ours, theirs] = [new Set(user), new Set(incoming)];
  return words.filter((word) => ours.has(word) && theirs.has(word)).length * 2 < words.length || words.length === 0;
}

function editsOf(texts: Triple): Edit[] {
  const { user, base, incoming } = texts;
  return regions(changes(base, user), changes(base, incoming), "join").map((region) => ({
    by: sideOf(region),
    ...region.base,
    ...cut(texts, region),
  }));
}

function sideOf(region: Region): Edit["by"] {
  if (region.incomingChanges.length === 0) return "user";
  return region.userChanges.length === 0 ? "incoming" : "both";
}

function isAgreed(edits: Edit[]): boolean {
  return edits.every((edit) => edit.by !== "both" || sameLines(edit.user, edit.incoming));
}

function isMostlyKept(base: readonly string[], edits: Edit[]): boolean {
  const words = base.filter(isWord).length;
  const lost = edits.flatMap((edit) => edit.base.filter(isWord)).length;
  return lost * 2 <= words;
}

/** Whether a word that both sides left alone stands between any two neighbouring edits of different sides. */
function isApart(base: readonly string[], edits: Edit[]): boolean {
  const isRow = base[0]?.startsWith("|") === true;
  const isAnchor = (token: string): boolean => isWord(token) || (isRow && token === "|");
  let last: Edit["by"] = "both";
  let anchored = true;
  let at = 0;
  for (const edit of edits) {
    anchored ||= base.slice(at, edit.start).some(isAnchor);
    at = edit.end;
    if (edit.by === "both") continue;
    if (last !== "both" && last !== edit.by && !anchored) return false;
    [last, anchored] = [edit.by, false];
  }
  return true;
}

/**
 * Whether a word was added by both sides, or removed by both, in different places, or removed by both and put back
 * elsewhere by one. That is more often one edit that the two diffs aligned differently than it is two edits.
 */
function isDoubled(edits: Edit[]): boolean {
  const added = (by: Edit["by"]) =>
    edits.filter((edit) => edit.by === by).flatMap((e) => (by === "incoming" ? e.incoming : e.user));
  const removed = (by: Edit["by"]) => edits.filter((edit) => edit.by === by).flatMap((edit) => edit.base);
  return (
    overlap(added("user"), added("incoming")) ||
    overlap(removed("user"), removed("incoming")) ||
    overlap(removed("both"), [...added("user"), ...added("incoming")])
  );
}

/** Whether the two have a word in common, whatever its case and the punctuation around it. */
function overlap(a: readonly string[], b: readonly string[]): boolean {
  const bare = (tokens: readonly string[]): string[] => tokens.filter(isWord).map(bareWord);
  const known = new Set(bare(a));
  return bare(b).some((word) => known.has(word));
}

function bareWord(token: string): string {
  return token.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "").toLowerCase();
}

function apply(base: readonly string[], edits: Edit[]): string {
  const merged: string[] = [];
  let at = 0;
  for (const edit of edits) {
    merged.push(...base.slice(at, edit.start), ...(edit.by === "user" ? edit.user : edit.incoming));
    at = edit.end;
  }
  return [...merged, ...base.slice(at)].join("");
}
