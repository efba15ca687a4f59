import { hashOf } from "../pack/hash.ts";
import { sectionNamed } from "../plan/parse/sections.ts";
import type { RawFinding } from "./types.ts";

/** Text without case, punctuation and places that move with every edit (`line 84`), so that two tellings of one thing compare. */
export const plainly = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\blines?\s+\d+(?:\s*[-–]\s*\d+)?/g, " ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
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
  const name = sectionNamed(section.replace(/^\W+/, "").split(/[,;:>/]/)[0] ?? "");
  return name === undefined ? [] : [name];
}

/** One name for a place, however it is written: `M3`, `Milestone M3, line 84` and `M3: Validation` are one. */
export function sectionKey(section: string): string {
  const units = unitsOf(section);
  return units.length > 0 ? units.join("+") : plainly(section);
}

/** Words that say nothing of what a text is about. */
const empty = new Set(
  "a an and are as at be been but by can do does for from had has have if in into is it its no nor not of on or our should so than that the their them then there they this to was we were what when which will with would you".split(
    " ",
  ),
);

/** The words that a text is about, each once. */
export function contentWords(text: string): Set<string> {
  const words = plainly(text).split(" ");
  return new Set(words.filter((word) => word !== "" && !empty.has(word)));
}

/** How much two texts share, 0…1: common words over all words. */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const word of a) if (b.has(word)) common += 1;
  const all = a.size + b.size - common;
  return all === 0 ? 0 : common / all;
}

type Told = Pick<RawFinding, "section" | "problem">;

/** Equal for the same problem in the same place. */
export const textKey = ({ section, problem }: Told): string => `${sectionKey(section)}\n${plainly(problem)}`;

/** Equal for the same problem in the same place in another word order, or with other small words. */
export const bagKey = ({ section, problem }: Told): string =>
  `${sectionKey(section)}\n${[...contentWords(problem)].sort().join(" ")}`;

/** Of severity, section and normalised text: 16 hex digits. */
export const fingerprintOf = (finding: Told & Pick<RawFinding, "severity">): string =>
  hashOf(`${finding.severity}\n${textKey(finding)}`).slice(0, 16);
