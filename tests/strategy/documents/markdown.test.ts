import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readFront } from "../../../src/strategy/documents/front.ts";
import { readDocument, said, sectionOf, writeDocument } from "../../../src/strategy/documents/markdown.ts";
import { Failure } from "../../../src/ui/failure.ts";

const page = `---
# kept
slug: a   # why
tags: [x, y]
---

# The title #

Some words.

## Problem

It breaks.

### Deeper

More.

\`\`\`md
## Not a heading
\`\`\`

<!-- ## Neither -->

## What to do ##

- [ ] it
`;

describe("reading", () => {
  test("takes front matter, title and sections apart, each with its line in the file", () => {
    const { front, title, sections, problems } = readDocument(page);
    expect(front).toEqual({ slug: "a", tags: ["x", "y"] });
    expect(title).toBe("The title");
    expect(sections.map(({ heading, line }) => [heading, line])).toEqual([
      ["Problem", 11],
      ["What to do", 25],
    ]);
    expect(page.split("\n")[24]).toBe("## What to do ##");
    expect(sections[0]?.body).toContain("### Deeper");
    expect(problems).toEqual([]);
  });

  test.each<[string, string, RegExp]>([
    ["is never closed", "---\na: 1\n# Title\n", /1: .*not closed/],
    ["is a list", "---\n- a\n---\n# T\n", /2: .*no mapping/],
    ["is broken", "---\na: 1\nb: [\n---\n# T\n", /front matter/],
    ["has a key twice", "---\na: 1\na: 2\n---\n", /3: .*given twice/],
    ["has an alias bomb", "---\na: &a [x]\nb: [*a, *a]\n---\n", /aliases/],
    ["reaches into objects", "---\n__proto__: 1\n---\n", /__proto__/],
    ["is nested too deeply", `---\na: ${"[".repeat(500)}\n---\n`, /nested too deeply/],
    ["has tags", "---\na: !!js/function x\n---\n", /tag/],
  ])("front matter that %s is a problem, and gives no data", (_, text, expected) => {
    const { problems, front } = readDocument(text);
    expect(problems.map(({ line, what }) => `${line}: ${what}`).join("\n")).toMatch(expected);
    expect(front).toEqual({});
  });

  test("a fence or a comment in the front matter hides nothing below it", () => {
    expect(readDocument("---\na: |\n  ```\n  <!--\n---\n## Problem\nx\n").sections).toEqual([
      { heading: "Problem", line: 6, body: "x\n" },
    ]);
  });

  test("a section that is there twice is a problem; the first one counts", () => {
    const document = readDocument("## Why\na\n## why:\nb\n");
    expect(document.problems).toEqual([{ line: 3, rule: "twice", what: "`## why:` stands in line 1 already" }]);
    expect(sectionOf(document, "Why")?.body).toBe("a\n");
  });

  test.each([
    ["1. **Problem:**", "Problem"],
    ["affected  files", "Affected files"],
  ])("the heading `%s` is that of %s", (heading, name) => {
    expect(sectionOf(readDocument(`## ${heading}\nx\n`), name)?.body).toBe("x\n");
  });

  test.each([
    ["<!-- say it -->\n", ""],
    ["<!-- never closed\nx", ""],
    ["a <!-- b --> c", "a  c"],
  ])("what %j says", (body, expected) => {
    expect(said(body)).toBe(expected);
  });

  test("takes time in proportion to hostile text", () => {
    const hostile = ["<!--", "#", " ", "---\n", "`", "## a\n", "- [ ] ", "\r"].map((piece) => piece.repeat(20_000));
    const started = performance.now();
    for (const text of hostile) said(readDocument(`## x\n${text}`).sections[0]?.body ?? "");
    for (const text of hostile) readDocument(`---\n${text}`);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

const write = (text: string, front: Record<string, string | number | string[]>) =>
  writeDocument(text, { front }, "x.md");

describe("writing", () => {
  test("changes and adds single keys, and no other byte", () => {
    expect(write(page, { slug: "b: c", tags: ["z"], run: "2025" })).toBe(
      page.replace("slug: a ", 'slug: "b: c" ').replace(" [x, y]\n", '\n  - z\nrun: "2025"\n'),
    );
  });

  test.each<[string, string, string]>([
    ["an empty text", "", '---\na: "1"\n---\n\n'],
    ["no front matter", "# T\n", '---\na: "1"\n---\n\n# T\n'],
    ["an empty front matter", "---\n---\n# T\n", '---\na: "1"\n---\n# T\n'],
    ["only a comment in it", "---\n# c\n---\n# T\n", '---\n# c\na: "1"\n---\n# T\n'],
    ["CRLF and a byte order mark", "\uFEFF# T\r\nx\n", '\uFEFF---\r\na: "1"\r\n---\r\n\r\n# T\r\nx\n'],
    ["CRLF in it", "\uFEFF---\r\nb: 1\r\n---\r\nx", '\uFEFF---\r\nb: 1\r\na: "1"\r\n---\r\nx'],
    ["a flow mapping", "---\n{b: 1}\n---\n", '---\n{b: 1, a: "1"}\n---\n'],
    ["an indented mapping", "---\n  b: 1\n---\n", '---\n  b: 1\n  a: "1"\n---\n'],
    ["a block text at its end", "---\nb: |\n  x\n\n---\n", '---\nb: |\n  x\na: "1"\n\n---\n'],
  ])("puts a value into a document with %s", (_, text, expected) => {
    expect(write(text, { a: "1" })).toBe(expected);
  });

  test("refuses front matter that cannot be read, and says where", () => {
    expect(() => write("---\na: [\n---\n", { a: "1" })).toThrow(Failure);
    expect(() => write("---\n- a\n---\n", { a: "1" })).toThrow(/`x.md` line 2/);
  });

  const line = fc.oneof(
    fc.string(),
    fc.constantFrom("---", "a: 1", "b: [x, y]", "# c", "## S", "```", "<!--", "a:", "..."),
  );
  const document = fc
    .tuple(fc.constantFrom("", "\uFEFF"), fc.array(line), fc.constantFrom("\n", "\r\n"))
    .map(([bom, lines, ending]) => bom + lines.join(ending));
  const values = fc.dictionary(fc.constantFrom("a", "b", "reason"), fc.oneof(fc.string(), fc.array(fc.string())), {
    minKeys: 1,
  });

  test("whatever is written is read back, and the rest of the document stays byte for byte", () => {
    fc.assert(
      fc.property(document, values, (text, front) => {
        fc.pre(readDocument(text).problems.every(({ what }) => what.includes("stands in line")));
        const before = readFront(text);
        let written: string;
        try {
          written = write(text, front);
        } catch (error) {
          // Refused is fine; half-written is not.
          expect(error).toBeInstanceOf(Failure);
          return;
        }
        expect(readDocument(written).front).toMatchObject(front);
        expect(written.endsWith(text.slice(before.bodyStart))).toBe(true);
        expect(write(written, front)).toBe(written);
        for (const [key, value] of Object.entries(before.data)) {
          if (!(key in front)) expect(readFront(written).data[key]).toEqual(value);
        }
      }),
      { numRuns: 100 },
    );
  });

  test("nothing to write leaves any text as it is", () => {
    fc.assert(
      fc.property(fc.constantFrom(page, page.replaceAll("\n", "\r\n"), ""), (text) => write(text, {}) === text),
    );
  });
});
