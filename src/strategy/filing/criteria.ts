import { type MarkdownDocument, said, sectionOf } from "../documents/markdown.ts";
import { wordsOf } from "../documents/slug.ts";

interface Box {
  isOpen: boolean;
  indent: number;
  lines: string[];
}

/** The open acceptance criteria of a piece of work, word for word. Lines that go on below a checkbox belong to it. */
export function openCriteria(document: MarkdownDocument): string[] {
  const boxes: Box[] = [];
  let current: Box | undefined;
  let isApart = false;
  for (const row of said(sectionOf(document, "Acceptance criteria")?.body ?? "").split(/\r?\n/)) {
    const box = boxIn(row);
    if (box !== undefined) boxes.push(box);
    if (box !== undefined || !goesOn(row, current, isApart)) current = box;
    else if (row.trim() !== "") current?.lines.push(row);
    isApart = row.trim() === "";
  }
  return boxes
    .filter(({ isOpen, lines }) => isOpen && wordsOf(lines.join(" ")).length > 0)
    .map(({ lines }) => lines.map((line) => line.trim()).join(" "));
}

function boxIn(row: string): Box | undefined {
  const [, space, mark, words] = /^([ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+\[(.)\](.*)$/.exec(row) ?? [];
  if (space === undefined || words === undefined) return undefined;
  return { isOpen: mark === " ", indent: space.length, lines: [words] };
}

function goesOn(row: string, box: Box | undefined, isApart: boolean): boolean {
  if (box === undefined || row.trim() === "") return true;
  const indent = row.length - row.trimStart().length;
  const begins = /^[ \t]*(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]/.test(row);
  return indent > box.indent || (!begins && !isApart);
}
