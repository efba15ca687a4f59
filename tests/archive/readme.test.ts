import fc from "fast-check";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTable } from "micromark-extension-gfm-table";
import { describe, expect, test } from "vitest";
import { renderReadme } from "../../src/archive/readme/index.ts";
import { changes, lintFindings } from "../templates/support/formatters.ts";
import { hostileValues } from "../templates/support/hostile.ts";
import { closingOf } from "./a-closing.ts";

const hostile = [
  ...hostileValues.filter((value) => value !== ""),
  "see https://example.invalid/a_b?c=d#e, www.example.invalid and me@example.invalid",
  "a footnote [^1] and [^1]: text",
  "ends in a backslash \\",
  "Setext\n===",
  "What?!",
  "- [ ] a task",
  "+ plus",
  "12) twelve",
  "| a | b |\n| - | - |",
  ":smile: @somebody #12 GH-12",
  "a  \nb",
];

const nodeTypes = (node: { type: string; children?: unknown[] }): string[] => [
  node.type,
  ...(node.children ?? []).flatMap((each) => nodeTypes(each as { type: string })),
];

const typesIn = (text: string): string[] =>
  nodeTypes(fromMarkdown(text, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] }));

describe("the page of an archive", () => {
  // A text costs every tool its time, so each page has a dozen of them.
  test.each([0, 1, 2, 3, 4])("stays as it is under formatters, and is clean: texts from %i on", async (start) => {
    let at = start * 9;
    const next = () => hostile[at++ % hostile.length] ?? "";
    const files = new Map([["README.md", renderReadme(closingOf(next))]]);
    expect([...(await changes(files)), ...(await lintFindings(files))]).toEqual([]);
  });
});

describe("what others wrote", () => {
  const allowed = new Set(["root", "html", "heading", "text", "list", "listItem", "paragraph", "inlineCode", "link"]);

  test.each(hostile.map((value) => [value]))("stays literal text: %j", (value) => {
    const types = typesIn(renderReadme(closingOf(() => value)));
    expect(types.filter((type) => !allowed.has(type))).toEqual([]);
    // The comment at the top and the link to the plan.
    expect(types.filter((type) => type === "html" || type === "link")).toEqual(["html", "link"]);
  });

  test("stays literal text, whatever it is", () => {
    const pieces = fc.constantFrom(
      ..."\\`*_[]()<>#|~!&$^{}-+=.:/@ \n\t1aé🧪",
      "https://",
      "www.a.b",
      "x@y.zz",
      "&amp;",
      "<!--",
      "```",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (all) => {
        const types = typesIn(renderReadme(closingOf(() => all.join(""))));
        expect(types.filter((type) => !allowed.has(type) || type === "html" || type === "link")).toEqual([
          "html",
          "link",
        ]);
      }),
      { numRuns: 40 },
    );
  });
});
