import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTaskListItemFromMarkdown } from "mdast-util-gfm-task-list-item";
import { gfmTable } from "micromark-extension-gfm-table";
import { gfmTaskListItem } from "micromark-extension-gfm-task-list-item";
import { describe, expect, test } from "vitest";
import { readMarkdown } from "../../../src/plan/parse/markdown.ts";
import { readable, tokensOf } from "../../../src/plan/parse/tokens.ts";
import type { Block } from "../../../src/plan/parse/tree.ts";
import { corpus } from "../lint/corpus.ts";
import { example } from "../lint/support.ts";

const flat = (text: string): string => text.replace(/\s+/g, " ").trim();

/** What a document is made of, a line each: `heading 2 at 3:1: Goals`. */
function ours(text: string): string[] {
  const found: string[] = [];
  const visit = (block: Block): void => {
    const at = `${block.line}:${block.column}`;
    if (block.type === "heading") found.push(`heading ${block.depth} ${at} ${readable(tokensOf(block.children))}`);
    else if (block.type === "paragraph") found.push(`paragraph ${readable(tokensOf(block.children))}`);
    else if (block.type === "code")
      found.push(`code ${block.line} ${flat(block.lines.map((line) => line.text).join("\n"))}`);
    else if (block.type === "quote") block.children.forEach(visit);
    else if (block.type === "list")
      for (const item of block.items) {
        found.push(`item ${item.line}:${item.column}`);
        item.children.forEach(visit);
      }
    else if (block.type === "table")
      for (const row of block.rows)
        found.push(`row ${row.line} ${row.cells.map((cell) => readable(tokensOf(cell))).join(" | ")}`);
  };
  readMarkdown(text).blocks.forEach(visit);
  return found;
}

const extensions = {
  extensions: [gfmTable(), gfmTaskListItem()],
  mdastExtensions: [gfmTableFromMarkdown(), gfmTaskListItemFromMarkdown()],
};

/** The same, by the reference implementation's tree. */
function theirs(text: string): string[] {
  const found: string[] = [];
  const inner = (node: Nodes): string => {
    if (node.type === "html") return node.value.startsWith("<!--") ? "" : node.value;
    if (node.type === "break") return " ";
    if (node.type === "image" || node.type === "imageReference") return node.alt ?? "";
    return "value" in node ? node.value : "children" in node ? node.children.map(inner).join("") : "";
  };
  const visit = (node: Nodes): void => {
    const { line = 0, column = 0 } = node.position?.start ?? {};
    if (node.type === "heading") found.push(`heading ${node.depth} ${line}:${column} ${flat(inner(node))}`);
    else if (node.type === "paragraph") found.push(`paragraph ${flat(inner(node))}`);
    else if (node.type === "code") found.push(`code ${line} ${flat(node.value)}`);
    else if (node.type === "tableRow")
      found.push(`row ${line} ${node.children.map((cell) => flat(inner(cell))).join(" | ")}`);
    else {
      if (node.type === "listItem") found.push(`item ${line}:${column}`);
      if ("children" in node) node.children.forEach(visit);
    }
  };
  visit(fromMarkdown(text, extensions));
  return found;
}

describe("markdown is read as the reference implementation reads it", () => {
  test.each([["example-plan.md", example] as const, ...corpus])("%s", (_, written) => {
    // A tag with a low line in its name is one to us, and so closes what it opened.
    const text = written.replace(/(<\/?[a-z]+)_/g, "$1-");
    expect(ours(text)).toEqual(theirs(text));
  });

  test.each([
    "a\n=\nb\n-\n# c #\n#\td\n####### e\n#f",
    "- a\n\n  b\n- c\n\n      code\n1) d\n   1. e\n\n      f\n10. g",
    "- a\n - b\n  - c\n   - d\n    - e\n\n* f\n+ g",
    "> a\nb\n> - c\n>   d\n>\n> > e\n\n>     code",
    "```js x\na\n\n b\n```\n~~~\n```\n~~~\n  ```\n   c\n  ```\n\n\tcode\n\n\tmore",
    "*a* **b** _c_ __d__ ***e*** a*b*c a_b_c *a **b* c** \\*d\\* `*e*` ** f **",
    "[a](b) [c](<d e> \"f\") [g] [h][i] [j][] ![k](l) <http://m.n> <o@p.q>\n\n[i]: /x\n[j]: /y 'z'",
    "&amp; &lt; &#35; &#x2192; &nope; &copy; \\&amp; `&amp;` &mdash;",
    "a  \nb\\\nc\n  d\n\te",
    "`a` ``b ` c`` ` d ` `  ` `e\nf` `g\\` h`",
    "<b>a</b> <br/> <!-- c --> x <i\n>\n\n<div>\nd\n</div>\n\ne",
    "| a | b |\n|:--|--:|\n| c | d | e |\n| f |\n| `g \\| h` | \\| |\n|  | i |\nj\n\nk | l\n-|-\nm | n",
    "| a |\n| b |\n\na | b\n--|--|--\nc",
    "- [ ] a\n- [x] b\n- [X]  c\n- [-] d\n- [x]e\n1. [ ] f",
    "***\n---\n- - -\n_ _ _\na\n---",
    "a\r\nb\r\n\r\n- c\r\n\r\n  d",
    "数据：**登录**。*größer*（a）「b」",
  ])("%j", (text) => {
    expect(ours(text)).toEqual(theirs(text));
  });
});
