import type { Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTaskListItemFromMarkdown } from "mdast-util-gfm-task-list-item";
import { gfmTable } from "micromark-extension-gfm-table";
import { gfmTaskListItem } from "micromark-extension-gfm-task-list-item";

/** A plan's markdown as a tree, and the source lines that its positions point into. */
export interface Document {
  root: Root;
  lines: string[];
}

/** Larger than any plan; what comes beyond is no plan but an attack or an accident. */
export const largestPlan = 2 * 1024 * 1024;

/**
 * Why a text is not looked at as a plan at all, in words, or `undefined` when it is.
 *
 * @param text the whole file
 */
export function planTextProblem(text: string): string | undefined {
  if (text.length > largestPlan) return `it has ${text.length} characters`;
  return text.includes("\0") ? "it contains NUL characters, as binary files do" : undefined;
}

/** Reads markdown. Any text is a document; what no person writes is read as a blank line. */
export function readMarkdown(text: string): Document {
  const source = text.slice(0, largestPlan).replace(/^\uFEFF/, "");
  const lines = source.split(/\r\n|\n|\r/);
  const root = fromMarkdown(tame(source), {
    extensions: [gfmTable(), gfmTaskListItem()],
    mdastExtensions: [gfmTableFromMarkdown(), gfmTaskListItemFromMarkdown()],
  });
  return { root, lines };
}

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
  return source.replace(/[^\r\n]+/g, (line) => {
    const cut = line.length > longestLine ? line.slice(0, longestLine) : line;
    return tooDeep.test(cut) || crowded.test(cut) ? "" : cut;
  });
}
