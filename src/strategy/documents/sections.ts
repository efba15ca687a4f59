import { type DocumentFinding, wrong } from "./finding.ts";
import { type MarkdownDocument, said, sectionOf } from "./markdown.ts";
import { wordsOf } from "./slug.ts";

/** A section that a document must have, and what is to be said in it. */
export interface Required {
  name: string;
  hint: string;
  /** What stands in the skeleton besides the hint. */
  start?: string;
}

/** What is missing of the sections, or says nothing: comments and marks without a word are nothing. */
export function judgeSections(document: MarkdownDocument, required: readonly Required[]): DocumentFinding[] {
  return required.flatMap(({ name, hint }) => {
    const section = sectionOf(document, name);
    if (section === undefined) return [wrong("section", 1, `\`## ${name}\` is missing`, `add it: ${hint}`)];
    if (wordsOf(said(section.body)).length > 0) return [];
    return [wrong("section", section.line, `\`## ${name}\` is empty`, `say ${hint}`)];
  });
}

/** A document of these sections to be filled in. */
export const skeleton = (title: string, required: readonly Required[]): string =>
  [
    `# ${title}`,
    ...required.map(
      ({ name, hint, start }) => `## ${name}\n\n<!-- ${hint} -->${start === undefined ? "" : `\n\n${start}`}`,
    ),
    "",
  ]
    .join("\n\n")
    .replace(/\n+$/, "\n");

/** The items of a section's lists, each with its line in the document. */
export function itemsOf(document: MarkdownDocument, name: string): { text: string; line: number; mark: string }[] {
  const section = sectionOf(document, name);
  // Comments go, and their lines stay.
  const body = (section?.body ?? "").replace(/<!--[\s\S]*?(?:-->|$)/g, (comment) => comment.replace(/[^\n]/g, ""));
  return body.split("\n").flatMap((row, index) => {
    const [whole, mark = ""] = /^[ \t]*([-*+]|\d{1,9}[.)])[ \t]+/.exec(row) ?? [];
    if (whole === undefined) return [];
    return [{ text: row.slice(whole.length).trim(), line: (section?.line ?? 0) + 1 + index, mark }];
  });
}
