const codeSpan = /`([^`]+)`/g;
const quotation = /["“]([^"“”]{8,})["”]/g;
const path = /(?:[\w@.-]+\/)+[\w@.*-]+|\b[\w-]+\.[a-z][a-z0-9]{0,4}\b/gi;
const hash = /\b(?=[a-f]*\d)[0-9a-f]{7,40}\b/g;

/**
 * What a text points to, so that somebody else can look: code spans, quotations, paths and commits. Line numbers do not count: they
 * move with every edit, and the same file looked at again is not new.
 */
export function citations(text: string): Set<string> {
  const found = [codeSpan, quotation, path, hash].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([whole, inner]) => canonical(inner ?? whole)),
  );
  return new Set(found.filter((each) => each !== ""));
}

const canonical = (cited: string): string =>
  cited
    .normalize("NFKC")
    .toLowerCase()
    .replace(/(?:[:#]l?\d+(?:[-–:]l?\d+)*)+$/, "")
    .replace(/^\.\//, "")
    .replace(/[\s.,;]+/g, " ")
    .trim();

/**
 * Whether evidence is new: it cites at least one thing that has not been cited for this finding before, by the critic or in
 * the planner's reason. Other words, a higher severity and more insistence are not new.
 *
 * @param evidence what it cites
 * @param known everything cited so far
 */
export function isNew(evidence: ReadonlySet<string>, known: ReadonlySet<string>): boolean {
  for (const cited of evidence) if (!known.has(cited)) return true;
  return false;
}
