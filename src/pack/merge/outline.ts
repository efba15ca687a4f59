/** A `##` section: its heading line and what follows, without the blank lines before the next section. */
export interface Section {
  /** The heading as written, trimmed; empty for what stands before the first section. */
  key: string;
  lines: string[];
  /** Number of blank lines that follow. */
  gap: number;
}

/** Splits a markdown text at its second-level headings; the first section is what stands before them, perhaps nothing. */
export function splitSections(lines: readonly string[]): Section[] {
  const starts = headingLines(lines);
  return [0, ...starts].map((start, nth) => {
    const whole = lines.slice(start, starts[nth] ?? lines.length);
    const end = whole.findLastIndex((line) => line.trim() !== "") + 1;
    const key = nth === 0 ? "" : (lines[start] ?? "").trim();
    return { key, lines: whole.slice(0, end), gap: whole.length - end };
  });
}

/** The line numbers of second-level headings, without those in front matter, fences and comments. */
function headingLines(lines: readonly string[]): number[] {
  const found: number[] = [];
  let until: RegExp | undefined = lines[0] === "---" ? /^(?:---|\.\.\.)\s*$/ : undefined;
  for (const [at, line] of lines.entries()) {
    if (until !== undefined) {
      if (at > 0 && until.test(line)) until = undefined;
    } else if (/^ {0,3}##(?:\s|$)/.test(line)) found.push(at);
    else until = closerOf(line);
  }
  return found;
}

/** What ends the fence or comment that a line opens; it may open inside a list item or a quotation. */
function closerOf(line: string): RegExp | undefined {
  const fence = /^\s*(?:(?:[-*+>]|\d{1,9}[.)])\s+)*(?:(`{3,})[^`]*|(~{3,}).*)$/.exec(line);
  const marks = fence?.[1] ?? fence?.[2];
  if (marks !== undefined) return new RegExp(`^[\\s>]*${marks[0]}{${marks.length},}\\s*$`);
  return /^ {0,3}<!--(?!.*-->)/.test(line) ? /-->/ : undefined;
}
