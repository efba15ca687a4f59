import { describe, expect, it } from "vitest";
import { humanNotes } from "../../src/review/notes.ts";

describe("a human's note", () => {
  it.each([
    ["> REVIEW: why so?", [{ line: 1, text: "why so?", section: "" }]],
    [">REVIEW: close", [{ line: 1, text: "close", section: "" }]],
    ["- item\n\n  > **REVIEW:** in a list", [{ line: 3, text: "in a list", section: "" }]],
    [
      "## Risks\r\n\r\n> REVIEW: one\r\n> and more\r\n\r\n> a quote",
      [{ line: 3, text: "one and more", section: "Risks" }],
    ],
    [
      "### M1: Log in\n> REVIEW: a\n> REVIEW: b",
      [
        { line: 2, text: "a", section: "M1: Log in" },
        { line: 3, text: "b", section: "M1: Log in" },
      ],
    ],
    ["> REVIEW:", [{ line: 1, text: "(without words)", section: "" }]],
    ["```md\n> REVIEW: code\n```\n> REVIEW: text", [{ line: 4, text: "text", section: "" }]],
    ["~~~~\n```\n~~~\n> REVIEW: code\n~~~~", []],
    ["````\n```\n> REVIEW: code\n````\n", []],
    ["> review: no\nREVIEW: no\n> PREVIEW: no\n>> REVIEW: no", []],
  ])("in %j", (text, notes) => {
    expect(humanNotes(text)).toEqual(notes);
  });
});
