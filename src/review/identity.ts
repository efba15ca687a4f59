import { hashOf } from "../pack/hash.ts";
import { sectionNamed } from "../plan/parse/sections.ts";
import type { RawFinding } from "./types.ts";

/** Text without case, punctuation and places that move with every edit (`line 84`), so that two tellings of one thing compare. */
export const plainly = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\blines?\s+\d+(?:\s*[-–]\s*\d+)?/g, " ")
    // Sessions have thousands of findings; asking Unicode of each letter costs three times as much.
    .replace(/[^\0-\x7f]/.test(text) ? /[^\p{L}\p{N}]+/gu : /[^a-z0-9]+/g, " ")
    .trim();

const idPattern = /\b(NG|[GCSARQM])-?(\d{1,4})\b/g;

/** Ids that a text names, as plans have them: `M3`, `NG1`. */
export const idsIn = (text: string): string[] => [
  ...new Set([...text.matchAll(idPattern)].map(([, letter = "", number]) => `${letter}${Number(number)}`)),
];

/** What of a plan a finding is about, by the names that a draft's units have: ids, else a canonical section, else nothing known. */
export function unitsOf(section: string): string[] {
  const ids = idsIn(section);
  if (ids.length > 0) return ids.sort();
  // No heading is longer, and critics write what they like.
  const [heading = ""] = section
    .slice(0, 200)
    .replace(/^\W+/, "")
    .split(/[,;:>/]/);
  const name = sectionNamed(heading);
  return name === undefined ? [] : [name];
}

/** One name for a place, however it is written: `M3`, `Milestone M3, line 84` and `M3: Validation` are one. */
export function sectionKey(section: string): string {
  const units = unitsOf(section);
  return units.length > 0 ? units.join("+") : plainly(section);
}

/** Words that say nothing of what a text is about. */
const empty = new Set(
  "a an and are as at be been but by can do does for from had has have if in into is it its of on or our should so than that the their them then there they this to was we were what when which will with would you".split(
    " ",
  ),
);

/** The words that a text is about, each once. */
export const contentWords = (text: string): Set<string> => wordsIn(plainly(text));

const wordsIn = (plain: string): Set<string> =>
  new Set(plain.split(" ").filter((word) => word !== "" && !empty.has(word)));

/** How much two texts share, 0…1: common words over all words. */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const word of a) if (b.has(word)) common += 1;
  const all = a.size + b.size - common;
  return all === 0 ? 0 : common / all;
}

/** What a finding is known by. */
export interface Identity {
  /** Of its place. */
  section: string;
  /** The words that its problem is about. */
  words: Set<string>;
  /** Equal for the same problem in the same place. */
  exact: string;
  /** Equal for it in another word order, or with other small words. */
  bag: string;
}

export function identify({ section, problem }: Pick<RawFinding, "section" | "problem">): Identity {
  const [key, plain] = [sectionKey(section), plainly(problem)];
  const words = wordsIn(plain);
  return { section: key, words, exact: `${key}\n${plain}`, bag: `${key}\n${[...words].sort().join(" ")}` };
}

/** Of severity, section and normalised text: 16 hex digits, the same in every session. */
export const fingerprintOf = (finding: Pick<RawFinding, "severity" | "section" | "problem">): string =>
  hashOf(`${finding.severity}\n${identify(finding).exact}`).slice(0, 16);
