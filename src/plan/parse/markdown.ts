import type { Tree } from "@lezer/common";
import { type MarkdownParser, parser, Table, TaskList } from "@lezer/markdown";
import { blocksOf } from "./blocks.ts";
import { type Source, sourceOf } from "./source.ts";
import type { Block } from "./tree.ts";

/** A plan's markdown as a tree, and how many lines it has. */
export interface Document {
  blocks: Block[];
  lines: readonly string[];
}

/** Larger than any plan, and no less than what is read of a file; what comes beyond is an attack or an accident. */
export const largestPlan = 2 * 1024 * 1024;

/** Reads markdown. Any text is a document; what no person writes is read as a blank line. */
export function readMarkdown(text: string): Document {
  const source = sourceOf(
    tame(
      text
        .slice(0, largestPlan)
        .replace(/^\uFEFF/, "")
        .replace(/\r\n?/g, "\n"),
    ),
  );
  const tree = reader().parse(source.text);
  const defined = definitions(tree, source);
  const isDefined = (label: string) => defined.has(normal(label));
  return { blocks: blocksOf(tree.topNode, { source, isDefined, isCell: false }), lines: source.lines };
}

let configured: MarkdownParser | undefined;

/** Set up once, when it is first needed. */
function reader(): MarkdownParser {
  configured ??= parser.configure([Table, TaskList]);
  return configured;
}

/** The labels that a document says addresses for. */
function definitions(tree: Tree, { text }: Source): Set<string> {
  const labels = new Set<string>();
  if (!text.includes("]:")) return labels;
  tree.iterate({
    enter({ name, node }) {
      const label = name === "LinkReference" ? node.getChild("LinkLabel") : null;
      if (label !== null) labels.add(normal(text.slice(label.from + 1, label.to - 1)));
    },
  });
  return labels;
}

const normal = (label: string): string => label.trim().replace(/\s+/g, " ").toLowerCase();

// Each level costs the reader another pass over the line, and our walk a frame of the stack.
const mostMarkers = 40;
const mostIndent = 200;
const longestLine = 10_000;
const tooDeep = new RegExp(
  `^(?:[ \\t]*(?:>|[-*+](?=[ \\t]|$)|\\d{1,9}[.)](?=[ \\t]|$))){${mostMarkers}}|^[ \\t>]{${mostIndent}}`,
);
// Runs of what may open something make the reader look back over all of them.
const crowded = /(?:[*_[\]!<`~|][^*_[\]!<`~|]{0,3}){600}/;

function tame(source: string): string {
  return source.replace(/[^\n]+/g, (line) => {
    const cut = line.length > longestLine ? line.slice(0, longestLine) : line;
    return tooDeep.test(cut) || crowded.test(cut) ? "" : cut;
  });
}
