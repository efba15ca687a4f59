import { sectionOf } from "./sections.ts";

/** Longest section, in lines. */
export const longestSection = 50;

/** What the agent fills in; the program writes the rest. */
export const slots = ["Observations", "Deferred"] as const;

const asks: Record<(typeof slots)[number], string> = {
  Observations: "what this run saw: what is missing, underused, a gap, the most leverage; with evidence",
  Deferred: "what is left alone for now, and why",
};

const marks = { begin: "<!-- facts: written by plan-init -->", end: "<!-- /facts -->" };

/** A run's section: what is known of it, and slots to be filled in. */
const skeleton = (heading: string, facts: readonly string[]): string[] => [
  heading,
  "",
  marks.begin,
  "",
  ...facts,
  "",
  marks.end,
  ...slots.flatMap((slot) => ["", `### ${slot}`, "", `<!-- ${asks[slot]} -->`]),
];

/** What the journal of a day says of a run. */
export interface Entry {
  /** Id of the run. */
  run: string;
  /** Words of the heading, besides the run. */
  title: string;
  /** `YYYY-MM-DD`. */
  date: string;
  /** Lines of markdown. */
  facts: readonly string[];
}

/**
 * The journal with a run's section: appended where there is none, else with its facts brought up to date. Every other byte stays,
 * whoever wrote it, and so do the slots; the line endings are the file's own.
 */
export function writeEntry(text: string | undefined, { run, title, date, facts: given }: Entry): string {
  // A name with our marks in it must not end the block.
  const facts = given.map((line) => line.replaceAll("<!--", "<! --"));
  const eol = /\r\n|\n|\r/.exec(text ?? "")?.[0] ?? "\n";
  const lines = skeleton(`## ${title} (\`${run}\`)`, facts);
  if (text === undefined || text.trim() === "") return `${[`# Journal ${date}`, "", ...lines].join("\n")}\n`;
  const section = sectionOf(text, run);
  if (section === undefined) {
    const gap = /[\r\n]$/.test(text) ? eol : eol + eol;
    return text + gap + lines.join(eol) + eol;
  }
  const old = text.slice(section.start, section.end);
  return text.slice(0, section.start) + withFacts(old, facts, eol) + text.slice(section.end);
}

function withFacts(section: string, facts: readonly string[], eol: string): string {
  const from = section.indexOf(marks.begin);
  const to = section.indexOf(marks.end, from);
  // Somebody took the marks out, and the section is theirs now.
  if (from < 0 || to < 0) return section;
  const block = [marks.begin, "", ...facts, "", ""].join(eol);
  return section.slice(0, from) + block + section.slice(to);
}

/** What keeps a run's section from being complete, a clause each. */
export function entryProblems(text: string | undefined, run: string): string[] {
  const section = text === undefined ? undefined : sectionOf(text, run);
  if (text === undefined || section === undefined) return ["there is no section of this run"];
  const lines = text
    .slice(section.start, section.end)
    .trimEnd()
    .split(/\r\n|\n|\r/);
  const open = slots.filter((slot) => !isFilled(lines, slot));
  return [
    ...(lines.length > longestSection ? [`the section has ${lines.length} lines, more than ${longestSection}`] : []),
    ...open.map((slot) => `\`### ${slot}\` is not filled in`),
  ];
}

function isFilled(lines: readonly string[], slot: string): boolean {
  const at = lines.findIndex((line) => line.replace(/^#{3,6}[ \t]+/, "").trim() === slot && /^#{3,6}[ \t]/.test(line));
  if (at < 0) return false;
  const after = lines.slice(at + 1);
  const end = after.findIndex((line) => /^#{1,6}[ \t]/.test(line));
  const said = after
    .slice(0, end < 0 ? undefined : end)
    .join("\n")
    .replace(/<!--[\s\S]*?(?:-->|$)/g, "");
  return /[\p{L}\p{N}]/u.test(said);
}
