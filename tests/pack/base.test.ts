import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBase, encodeBase } from "../../src/pack/base.ts";
import { hashOf } from "../../src/pack/hash.ts";
import { normalise } from "../../src/pack/text.ts";

const line = fc.string({
  unit: fc.constantFrom("a", " ", "|", "+", "é", "日", "👩", "\r", "\u2028", "\uFEFF"),
  maxLength: 200,
});
const text = fc.array(line, { maxLength: 8 }).map((lines) => normalise(lines.join("\n")));

describe("a stored base", () => {
  it("comes back as it was", () => {
    fc.assert(fc.property(text, (each) => decodeBase(encodeBase(each), hashOf(each)) === each));
  });

  it("comes back from a checkout with other line ends", () => {
    const plain = "# Title\n\none\n";
    expect(decodeBase(encodeBase(plain).replaceAll("\n", "\r\n"), hashOf(plain))).toBe(plain);
  });

  it("has no piece in common with any other, as git compares them", () => {
    const long = `${"A long line of prose that goes on and on. ".repeat(20)}\n`;
    const piecesOf = (stored: string) => stored.split("\n").filter((piece) => piece !== "");
    const [one, two] = [encodeBase(`${long}1\n`), encodeBase(`${long}2\n`)].map(piecesOf);
    expect(Math.max(...(one ?? []).map((piece) => Buffer.byteLength(`${piece}\n`)))).toBeLessThanOrEqual(64);
    expect(one?.filter((piece) => two?.includes(piece))).toEqual([]);
  });

  it.each([
    ["cut short", encodeBase("one\ntwo\n").slice(0, -3)],
    ["in plain text", "one\ntwo\n"],
    ["of another text", encodeBase("three\n")],
  ])("is lost when it is %s", (_, stored) => {
    expect(decodeBase(stored, hashOf("one\ntwo\n"))).toBeUndefined();
  });
});
