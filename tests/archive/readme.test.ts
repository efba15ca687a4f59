import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderReadme } from "../../src/archive/readme/index.ts";
import { readMarkdown } from "../../src/plan/parse/markdown.ts";
import { changes, lintFindings } from "../templates/support/formatters.ts";
import { hostileValues } from "../templates/support/hostile.ts";
import { closingWith } from "./a-closing.ts";

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

describe("the page of an archive", () => {
  test.each(hostile.map((value) => [value]))("stays as it is under formatters, and clean: %j", async (value) => {
    const files = new Map([["README.md", renderReadme(closingWith(value))]]);
    expect([...(await changes(files)), ...(await lintFindings(files))]).toEqual([]);
  });
});

describe("what others wrote", () => {
  const allowed = new Set(["root", "html", "heading", "text", "list", "listItem", "paragraph", "inlineCode", "link"]);

  test.each(hostile.map((value) => [value]))("stays literal text: %j", (value) => {
    const { root } = readMarkdown(renderReadme(closingWith(value)));
    const types = nodeTypes(root);
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
        const types = nodeTypes(readMarkdown(renderReadme(closingWith(all.join("")))).root);
        expect(types.filter((type) => !allowed.has(type) || type === "html" || type === "link")).toEqual([
          "html",
          "link",
        ]);
      }),
      { numRuns: 60 },
    );
  });
});
