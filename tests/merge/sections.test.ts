import { describe, expect, it } from "vitest";
import { merge } from "../../src/pack/merge/index.ts";
import { splitSections } from "../../src/pack/merge/outline.ts";

const labels = { user: "yours", base: "template 1.0.0", incoming: "template 1.1.0" };

/** A document from its sections, written as `Name: first line / second line`. */
function doc(...sections: string[]): string {
  const written = sections.map((section) => {
    const [name, text = ""] = section.split(": ");
    return [`## ${name}`, "", ...text.split(" / ")].join("\n");
  });
  return `# Title\n\n${written.join("\n\n")}\n`;
}

function mergeDocs(user: string, base: string, incoming: string) {
  const result = merge({ user, base, incoming, labels });
  const swapped = merge({ user: incoming, base, incoming: user, labels });
  expect(swapped.conflicts).toBe(result.conflicts);
  if (result.conflicts === 0) expect(swapped.text).toBe(result.text);
  return result;
}

const base = doc("A: a1 / a2", "B: b1 / b2", "C: c1 / c2", "D: d1 / d2");

describe("sections that one side moved", () => {
  it.each([
    [
      "edited by the other side",
      doc("C: c1 / c2", "A: a1 / a2", "B: b1 / b2", "D: d1 / d2"),
      doc("A: a1 / a2", "B: b1 / b2", "C: c1 / CC", "D: d1 / d2"),
      doc("C: c1 / CC", "A: a1 / a2", "B: b1 / b2", "D: d1 / d2"),
    ],
    [
      "edited by both sides, a line apart",
      doc("C: c1 / c2 / mine", "A: a1 / a2", "B: b1 / b2", "D: d1 / d2"),
      doc("A: a1 / a2", "B: b1 / b2", "C: CC / c2", "D: d1 / d2"),
      doc("C: CC / c2 / mine", "A: a1 / a2", "B: b1 / b2", "D: d1 / d2"),
    ],
    [
      "the last one to the front, and its end edited",
      doc("D: d1 / d2", "A: a1 / a2", "B: b1 / b2", "C: c1 / c2"),
      doc("A: a1 / a2", "B: b1 / b2", "C: c1 / c2", "D: d1 / DD"),
      doc("D: d1 / DD", "A: a1 / a2", "B: b1 / b2", "C: c1 / c2"),
    ],
    [
      "and a new one added behind it",
      doc("B: b1 / b2", "A: a1 / a2", "C: c1 / c2", "D: d1 / d2"),
      doc("A: a1 / a2", "B: b1 / b2", "New: n", "C: c1 / c2", "D: d1 / d2"),
      doc("B: b1 / b2", "New: n", "A: a1 / a2", "C: c1 / c2", "D: d1 / d2"),
    ],
    [
      "and the other side appended to its end and to the end of the one before it",
      doc("A: a1 / a2", "C: c1 / c2", "B: b1 / b2", "D: d1 / d2"),
      doc("A: a1 / a2 / a3", "B: b1 / b2 / b3", "C: c1 / c2", "D: d1 / d2"),
      doc("A: a1 / a2 / a3", "C: c1 / c2", "B: b1 / b2 / b3", "D: d1 / d2"),
    ],
    [
      "and another removed, untouched by the other side",
      doc("C: c1 / c2", "B: b1 / b2", "D: d1 / d2"),
      doc("A: a1 / a2", "B: b1 / BB", "C: c1 / CC", "D: d1 / d2"),
      doc("C: c1 / CC", "B: b1 / BB", "D: d1 / d2"),
    ],
    [
      "and the last one is new to the other side",
      doc("B: b1 / b2", "A: a1 / a2", "C: c1 / c2", "D: d1 / d2"),
      doc("A: a1 / AA", "B: b1 / BB", "C: c1 / c2", "D: d1 / d2", "E: e"),
      doc("B: b1 / BB", "A: a1 / AA", "C: c1 / c2", "D: d1 / d2", "E: e"),
    ],
  ])("%s", (_, moved, edited, expected) => {
    const result = mergeDocs(moved, base, edited);
    expect(result.conflicts).toBe(0);
    expect(result.text).toBe(expected);
    expect(result.hunks.map(({ how }) => how)).toContain("section");
  });

  it("a removed section that the other side edited conflicts, alone", () => {
    const moved = doc("C: c1 / c2", "B: b1 / b2", "D: d1 / d2");
    const edited = doc("A: a1 / AA", "B: b1 / BB", "C: c1 / CC", "D: d1 / d2");
    const { text, conflicts } = mergeDocs(moved, base, edited);
    expect(conflicts).toBe(1);
    expect(text).toContain("<<<<<<< yours\n||||||| template 1.0.0\n## A\n\na1\na2\n=======\n## A\n\na1\nAA\n>>>>>>>");
    expect(text).toContain("## C\n\nc1\nCC\n");
  });

  it("the same new section on both sides is there once, a different one conflicts", () => {
    const moved = (extra: string): string => doc("B: b1 / b2", "A: a1 / a2", "C: c1 / c2", extra, "D: d1 / d2");
    const edited = (extra: string): string => doc("A: a1 / AA", "B: b1 / b2", "C: c1 / c2", "D: d1 / d2", extra);
    expect(mergeDocs(moved("N: n"), base, edited("N: n")).text.match(/^## N$/gm)).toHaveLength(1);
    expect(mergeDocs(moved("N: n"), base, edited("N: other")).conflicts).toBe(1);
  });

  it.each([
    [
      "both reordered",
      doc("B: b1 / b2", "A: a1 / a2", "C: c1 / c2", "D: d1 / d2"),
      doc("A: a1 / AA", "B: b1 / b2", "D: d1 / d2", "C: c1 / c2"),
    ],
    [
      "a heading stands twice",
      doc("B: b1 / b2", "A: a1 / a2", "A: c1 / c2", "D: d1 / d2"),
      doc("A: a1 / AA", "B: b1 / BB", "C: c1 / c2", "D: d1 / d2"),
    ],
  ])("is not merged by section when %s", (_, user, incoming) => {
    const { conflicts, hunks } = mergeDocs(user, base, incoming);
    expect(conflicts).toBeGreaterThan(0);
    expect(hunks.map(({ how }) => how)).not.toContain("section");
  });

  it("keeps both of two sections that are the same to the letter", () => {
    const twins = doc("Example: same", "A: a1 / a2", "Example: same", "B: b1 / b2");
    const user = doc("B: b1 / b2", "Example: same", "A: a1 / a2", "Example: same");
    const incoming = doc("Example: same", "A: a1 / AA", "Example: same", "B: b1 / BB");
    const { text } = mergeDocs(user, twins, incoming);
    expect(text.match(/^## Example$/gm)?.length).toBeGreaterThanOrEqual(2);
  });

  it("does not lose a line that was moved into a section the other side removed", () => {
    const old = doc("A: a1 / move me / a2", "B: b1 / b2", "C: c1 / c2", "D: d1 / d2");
    const user = doc("C: c1 / c2", "A: a1 / a2", "B: b1 / move me / b2", "D: d1 / d2");
    const incoming = doc("A: a1 / move me / a2", "C: c1 / CC", "D: d1 / d2");
    for (const favour of ["ours", "theirs"] as const) {
      const { text } = merge({ user, base: old, incoming, labels, favour });
      expect(text.match(/^move me$/gm)).toHaveLength(1);
    }
  });

  it("is merged line by line when the conflict has nothing to do with the move", () => {
    const user = doc("B: b1 / b2", "A: a1 / a2", "C: c1 / mine", "D: d1 / d2");
    const incoming = doc("A: a1 / a2", "B: b1 / b2", "C: c1 / theirs", "D: d1 / DD");
    expect(mergeDocs(user, base, incoming).hunks.map(({ how }) => how)).toEqual(["conflict", "line"]);
  });

  it("is not merged by section when both put a new heading above the same old text", () => {
    const old = "intro one\nintro two\n\n## A\n\na\n\n## B\n\nb\n";
    const user = `## Mine\n\n${old.replace("a\n", "AA\n")}`;
    const incoming = "## Theirs\n\nintro one\nintro two\n\n## B\n\nb\n\n## A\n\na\n";
    const { text, conflicts } = mergeDocs(user, old, incoming);
    expect(conflicts).toBeGreaterThan(0);
    expect(text.match(/^intro two$/gm)).toHaveLength(1);
  });
});

describe("splitSections", () => {
  const keysOf = (...lines: string[]): string[] => splitSections(lines).map(({ key }) => key);

  it.each([
    ["no heading at all", ["text"], [""]],
    ["nothing", [], [""]],
    ["second level only", ["# T", "## A", "### a", "#### b", "## B"], ["", "## A", "## B"]],
    ["spaces around", ["   ## A  ", "    ## code", "##B", "##"], ["", "## A", "##"]],
    ["front matter", ["---", "## no", "---", "## A"], ["", "## A"]],
    ["a rule further down is no front matter", ["x", "---", "## A"], ["", "## A"]],
    ["a fence", ["```md", "## no", "```", "## A"], ["", "## A"]],
    ["a fence of tildes with backticks inside", ["~~~", "```", "## no", "~~~", "## A"], ["", "## A"]],
    ["a longer fence around a shorter one", ["````", "```", "## no", "```", "## no", "````", "## A"], ["", "## A"]],
    ["inline code is no fence", ["```not a fence```", "## A"], ["", "## A"]],
    ["a fence in a list item", ["- x", "  ```", "  ## no", "  ```", "## A"], ["", "## A"]],
    ["a fence behind a bullet", ["- ```", "  ## no", "  ```", "## A"], ["", "## A"]],
    ["a comment", ["<!--", "## no", "-->", "## A"], ["", "## A"]],
    ["a comment on one line", ["<!-- note -->", "## A"], ["", "## A"]],
    ["a fence that is never closed", ["```", "## no"], [""]],
  ])("%s", (_, lines, keys) => {
    expect(keysOf(...lines)).toEqual(keys);
  });

  it("keeps every line, with the blank ones behind a section counted", () => {
    const lines = ["# T", "", "## A", "", "a", "", "", "## B", ""];
    expect(splitSections(lines)).toEqual([
      { key: "", lines: ["# T"], gap: 1 },
      { key: "## A", lines: ["## A", "", "a"], gap: 2 },
      { key: "## B", lines: ["## B"], gap: 1 },
    ]);
  });
});
