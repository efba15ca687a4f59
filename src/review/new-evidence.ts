const codeSpan = /`([^`]+)`/g;
const quotation = /["“]([^"“”]{8,})["”]/g;

/** Longest thing that is cited, in UTF-16 units; what is longer is known by its beginning. */
const longest = 300;

/**
 * What a text points to, so that somebody else can look: code spans, quotations, paths and commits. Line numbers do not count:
 * they move with every edit, and the same file looked at again is not new. Linear in the text's length.
 */
export function citations(text: string): Set<string> {
  const marked = [codeSpan, quotation].flatMap((pattern) => [...text.matchAll(pattern)].map(([, inner = ""]) => inner));
  const bare = text
    .split(/[\s"“”'`()[\]{}<>,;]+/)
    // Most words have nothing of a path or a commit, and need no closer look.
    .filter((word) => /[./\d]/.test(word))
    .map((word) => word.slice(0, longest + 1).replace(/[.:!?]+$/, ""))
    .filter((word) => word.length <= longest && isPointer(withoutLine(word)));
  return new Set([...marked, ...bare].map(canonical).filter((each) => each !== ""));
}

const withoutLine = (cited: string): string => cited.replace(/[:#]l?\d[\dl:#–-]*$/i, "");

/** Whether a word is a path or a commit. `and/or` and `e.g` look like paths, and are none. */
function isPointer(word: string): boolean {
  if (/^(?=.*\d)(?=.*[a-f])[0-9a-f]{7,40}$/.test(word)) return true;
  const [, ...slashes] = word.split("/");
  return /^[\w@./-]*[\w-]{2,}\.[a-z][a-z0-9]{0,4}$/i.test(word) || /^\.{0,2}\/\w/.test(word) || slashes.length > 1;
}

const canonical = (cited: string): string =>
  withoutLine(cited.normalize("NFKC").toLowerCase().slice(0, longest))
    .replace(/^\.\//, "")
    .replace(/[\s.,;]+/g, " ")
    .trim();

/**
 * Whether evidence is new: it cites at least one thing that has not been cited for this finding before, by the critic or in the
 * planner's reason. Other words, a higher severity and more insistence are not new.
 *
 * @param evidence what it cites
 * @param known everything cited so far
 */
export function isNew(evidence: ReadonlySet<string>, known: ReadonlySet<string>): boolean {
  for (const cited of evidence) if (!known.has(cited)) return true;
  return false;
}
