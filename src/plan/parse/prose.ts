import type { Nodes, Root } from "mdast";
import type { CodeBlock, Prose } from "../types.ts";
import type { Document } from "./markdown.ts";
import { textPieces } from "./tokens.ts";

/** Everything that is looked at wherever it stands. */
export interface Everywhere {
  codeBlocks: CodeBlock[];
  prose: Prose[];
  html: Prose[];
}

const containers: Partial<Record<Nodes["type"], Prose["within"]>> = {
  blockquote: "quote",
  heading: "heading",
  tableCell: "cell",
  link: "link",
  linkReference: "link",
};

/** Code blocks, text outside them, and HTML, in the order of the text. */
export function everywhere(root: Root, document: Document): Everywhere {
  const found: Everywhere = { codeBlocks: [], prose: [], html: [] };
  visit(root, "text");
  return found;

  function visit(node: Nodes, within: Prose["within"]): void {
    const { line, column } = node.position?.start ?? { line: 1, column: 1 };
    if (node.type === "code") {
      const lines = node.value === "" ? 0 : node.value.split(/\r\n|\n|\r/).length;
      found.codeBlocks.push({ line, column, language: node.lang ?? "", lines });
    } else if (node.type === "text") {
      for (const piece of textPieces(node.value, { line, column }, document)) found.prose.push({ ...piece, within });
    } else if (node.type === "html") {
      if (!/^\s*<!--/.test(node.value)) found.html.push({ text: node.value, line, column, within });
    } else if ("children" in node) {
      const inner = within === "text" ? (containers[node.type] ?? "text") : within;
      for (const child of node.children) visit(child, inner);
    }
  }
}
