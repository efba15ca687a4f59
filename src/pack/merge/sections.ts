import { longestRising } from "./anchors.ts";
import { type Chunk, conflictsIn, linesOf, sameLines } from "./chunks.ts";
import { isFaithful } from "./faithful.ts";
import { mergeLines } from "./lines.ts";
import { type Section, splitSections } from "./outline.ts";
import type { Triple } from "./regions.ts";

type Side = "user" | "incoming";
type Document = Map<string, Section>;

/**
 * Merges section by section, keyed by heading, when exactly one side changed the order of the `##` sections: the
 * result has that side's order, and within each section the edits of both.
 *
 * @returns `undefined` when neither or both sides reordered; when some heading stands twice in one text, for then
 * nothing says which section is which; and when text changed sections in a way that would lose or double it.
 */
export function mergeSections(texts: Triple): Chunk[] | undefined {
  const [user, base, incoming] = [toDocument(texts.user), toDocument(texts.base), toDocument(texts.incoming)];
  if (user === undefined || base === undefined || incoming === undefined) return undefined;
  const isMoved = { user: isReordered(base, user), incoming: isReordered(base, incoming) };
  if (isMoved.user === isMoved.incoming) return undefined;
  const leader: Side = isMoved.user ? "user" : "incoming";
  const chunks = assemble({ user, base, incoming }, leader);
  return isFaithful(texts, chunks) ? chunks : undefined;
}

function toDocument(lines: readonly string[]): Document | undefined {
  const sections = splitSections(lines);
  const byKey = new Map(sections.map((section) => [section.key, section]));
  return byKey.size === sections.length ? byKey : undefined;
}

function isReordered(base: Document, side: Document): boolean {
  const before = [...base.keys()].filter((key) => side.has(key));
  const after = [...side.keys()].filter((key) => base.has(key));
  return !sameLines(before, after);
}

interface Documents {
  user: Document;
  base: Document;
  incoming: Document;
}

function assemble(documents: Documents, leader: Side): Chunk[] {
  const lead = documents[leader];
  const follow = documents[leader === "user" ? "incoming" : "user"];
  const relocated = leader === "incoming" ? relocatedIn(documents) : new Set<string>();
  const pieces = orderOf(lead, follow)
    .map((key) => ({ key, chunks: mergeSection(documents, key, relocated.has(key)) }))
    .filter(({ chunks }) => chunks.length > 0);
  const lastWritten = pieces.findLast(({ chunks }) => chunks.some((chunk) => !isEmpty(chunk)))?.key;
  return pieces.flatMap(({ key, chunks }) => {
    if (chunks.every(isEmpty)) return chunks;
    const gap = key === lastWritten ? lastGap(lead) : gapAfter(key, lead, follow);
    return gap === 0 ? chunks : [...chunks, { kind: "kept", lines: new Array<string>(gap).fill("") }];
  });
}

function isEmpty(chunk: Chunk): boolean {
  return chunk.kind !== "conflict" && chunk.lines.length === 0;
}

/** The leader's order, with each section that only the follower has behind the one it follows there. */
function orderOf(lead: Document, follow: Document): string[] {
  const order = [...lead.keys()];
  let previous = "";
  for (const key of follow.keys()) {
    if (!lead.has(key)) order.splice(order.indexOf(previous) + 1, 0, key);
    previous = key;
  }
  return order;
}

/** The fewest sections that must have moved to get from the user's order to the new template's. */
function relocatedIn({ user, incoming }: Documents): Set<string> {
  const before = [...user.keys()];
  const shared = [...incoming.keys()].filter((key) => user.has(key));
  const stayed = new Set(longestRising(shared.map((key, at) => [at, before.indexOf(key)])).map(([at]) => at));
  return new Set(shared.filter((_, at) => !stayed.has(at)));
}

function mergeSection({ user, base, incoming }: Documents, key: string, isRelocated: boolean): Chunk[] {
  const [ours, from, theirs] = [user.get(key)?.lines, base.get(key)?.lines, incoming.get(key)?.lines];
  if (from !== undefined && (ours === undefined || theirs === undefined)) return removed(ours, from, theirs);
  const chunks = mergeLines({ user: ours ?? [], base: from ?? [], incoming: theirs ?? [] }, false);
  if (isRelocated && conflictsIn(chunks) === 0) return [bySection(linesOf(chunks))];
  return chunks.map((chunk) => (chunk.kind === "merged" && chunk.how === "line" ? bySection(chunk.lines) : chunk));
}

function bySection(lines: readonly string[]): Chunk {
  return { kind: "merged", how: "section", lines };
}

/** A section that at least one side removed is gone, unless the other side edited it. */
function removed(
  ours: readonly string[] | undefined,
  from: readonly string[],
  theirs: readonly string[] | undefined,
): Chunk[] {
  const rest = ours ?? theirs;
  if (rest !== undefined && !sameLines(rest, from)) {
    return [{ kind: "conflict", user: ours ?? [], base: from, incoming: theirs ?? [] }];
  }
  return theirs === undefined ? [bySection([])] : [];
}

/** Blank lines behind a section; one that was last in its text and no longer is gets as many as the leader usually has. */
function gapAfter(key: string, lead: Document, follow: Document): number {
  for (const document of [lead, follow]) {
    const section = document.get(key);
    if (section !== undefined && section !== [...document.values()].at(-1)) return section.gap;
  }
  return [...lead.values()].find((section) => section.lines.length > 0)?.gap ?? 1;
}

function lastGap(document: Document): number {
  return [...document.values()].at(-1)?.gap ?? 0;
}
