import type { CodeBlock, Prose } from "../types.ts";
import type { Block, Inline } from "./tree.ts";

/** Everything that is looked at wherever it stands. */
export interface Everywhere {
  codeBlocks: CodeBlock[];
  prose: Prose[];
  html: Prose[];
}

type Within = Prose["within"];

/** Code blocks, text outside them, and HTML, in the order of the text. */
export function everywhere(blocks: readonly Block[]): Everywhere {
  const found: Everywhere = { codeBlocks: [], prose: [], html: [] };
  for (const block of blocks) visit(block, "text");
  return found;

  function visit(block: Block, within: Within): void {
    const inside = (container: Within) => (within === "text" ? container : within);
    const { line, column } = block;
    switch (block.type) {
      case "code":
        found.codeBlocks.push({ line, column, language: block.language, lines: linesIn(block.lines) });
        break;
      case "html":
        found.html.push({ text: block.text, line, column, within });
        break;
      case "list":
        for (const item of block.items) for (const child of item.children) visit(child, within);
        break;
      case "quote":
        for (const child of block.children) visit(child, inside("quote"));
        break;
      case "table":
        for (const { cells } of block.rows) for (const cell of cells) read(cell, inside("cell"));
        break;
      default:
        read(block.children, inside(block.type === "heading" ? "heading" : "text"));
    }
  }

  function read(inlines: readonly Inline[], within: Within): void {
    for (const inline of inlines) {
      if ("children" in inline) read(inline.children, within === "text" && inline.type === "link" ? "link" : within);
      else if (inline.type !== "code") {
        const { type, ...piece } = inline;
        (type === "html" ? found.html : found.prose).push({ ...piece, within });
      }
    }
  }
}

/** A block with nothing but an empty line has none. */
const linesIn = (lines: readonly { text: string }[]): number =>
  lines.every(({ text }) => text === "") ? 0 : lines.length;
