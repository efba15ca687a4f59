import { describe, expect, test } from "vitest";
import { corpus } from "./corpus.ts";
import { expected } from "./expected.ts";
import { briefly, findingsIn } from "./support.ts";

describe("of plans in many styles", () => {
  test("there are at least thirty, each with what it is to be told", () => {
    expect(corpus.size).toBeGreaterThanOrEqual(30);
    expect([...corpus.keys()]).toEqual(Object.keys(expected).sort());
  });

  test("one has the line ends and tabs of Windows", () => {
    expect(corpus.get("windows-crlf.md")).toMatch(/\r\n-\t/);
    expect(corpus.get("windows-crlf.md")).not.toMatch(/[^\r]\n/);
  });

  test.each([...corpus])("%s is told what is wrong with it and nothing else", (name, text) => {
    expect(briefly(findingsIn(text))).toEqual(expected[name]);
  });

  test.each([...corpus])("%s is told the same with other line ends and a byte-order mark", (name, text) => {
    const crlf = text.replace(/\r?\n/g, "\r\n");
    expect(briefly(findingsIn(`\ufeff${crlf}`))).toEqual(expected[name]);
    expect(briefly(findingsIn(crlf.replaceAll("\r\n", "\n")))).toEqual(expected[name]);
  });
});
