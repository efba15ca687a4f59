/** A second-level section of a markdown text, by offsets: `text.slice(start, end)` is all of it, heading included. */
export interface Section {
  heading: string;
  start: number;
  end: number;
}

// A run's heading counts even where somebody above it forgot to close a fence.
const ours = /^## Run \d+, [^\r\n]*\(`[^`\r\n]+`\)[ \t]*[\r\n]*$/;

/**
 * The `##` sections of a journal, whoever wrote it. What stands in a fence is no heading; a first-level heading ends a section.
 * Takes time in proportion to the text.
 */
export function sectionsOf(text: string): Section[] {
  const sections: Section[] = [];
  let fence = "";
  let open: Section | undefined;
  for (const { 0: line, index } of text.matchAll(/[^\r\n]*(?:\r\n|\n|\r|$)/g)) {
    if (line === "") break;
    const [, marks = ""] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? [];
    if (ours.test(line)) fence = "";
    if (fence !== "") {
      if (marks.startsWith(fence) && line.trim() === marks) fence = "";
      continue;
    }
    if (marks !== "") fence = marks;
    const [, hashes = "", heading = ""] = /^ {0,3}(#{1,2})[ \t]+(.*?)[ \t]*[\r\n]*$/.exec(line) ?? [];
    if (hashes === "") continue;
    if (open !== undefined) open.end = index;
    open = hashes === "##" ? { heading, start: index, end: text.length } : undefined;
    if (open !== undefined) sections.push(open);
  }
  return sections;
}

/** The section of a run: the one whose heading names it. */
export const sectionOf = (text: string, run: string): Section | undefined =>
  sectionsOf(text).find(({ heading }) => heading.includes(`\`${run}\``));

/** The text of the last section that is not a run's own; all of it where there are none, empty where there is no other. */
export function lastSection(text: string, run: string): string {
  const sections = sectionsOf(text);
  if (sections.length === 0) return text;
  const last = sections.findLast(({ heading }) => !heading.includes(`\`${run}\``));
  return last === undefined ? "" : text.slice(last.start, last.end);
}
