import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Lexer, parse } from "yaml";
import { flatten, nest } from "../../src/config/answers.ts";
import { type Changes, editConfig } from "../../src/config/edit/index.ts";
import { type Messy, messy, someAnswers, values } from "./messy.ts";

const removals = fc
  .subarray(Object.keys(values))
  .map((keys) => Object.fromEntries(keys.map((key) => [key, undefined])));
const changes: fc.Arbitrary<Changes> = fc.tuple(removals, someAnswers).map(([gone, set]) => ({ ...gone, ...set }));

const join = (pieces: Messy): string => pieces.map(({ text }) => text).join("");
const read = (text: string): Record<string, unknown> => parse(text, { schema: "core" }) ?? {};

/** The comments that have a line to themselves. */
function comments(text: string): string[] {
  const found: string[] = [];
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    const alone = /(?:^|\n) *$/.test(text.slice(0, offset));
    if (token.startsWith("#") && alone) found.push(token);
    // These mark what comes next and stand for no text.
    if (!["\u0002", "\u0018", "\u001f"].includes(token)) offset += token.length;
  }
  return found;
}

test("an edit says what it should and leaves every other key's text as it was", () => {
  fc.assert(
    fc.property(messy, changes, (pieces, wanted) => {
      const before = read(join(pieces));
      const text = editConfig(join(pieces), wanted);
      const after = read(text);
      expect(nest(flatten(after))).toEqual(nest({ ...flatten(before), ...wanted }));
      const kept = pieces.filter(({ key }) => isDeepStrictEqual(before[key], after[key]));
      kept.reduce((from, { key, text: untrimmed }) => {
        // A new key comes before the blank lines behind the last one.
        const piece = untrimmed.trimEnd();
        const at = text.indexOf(piece, from);
        expect(at, `the text of ${key} in\n${text}`).toBeGreaterThanOrEqual(from);
        return at + piece.length;
      }, 0);
    }),
    { numRuns: 60 },
  );
});

test("comments on lines of their own survive every edit", () => {
  fc.assert(
    fc.property(messy, changes, (pieces, wanted) => {
      const text = editConfig(join(pieces), wanted);
      const left = comments(text);
      for (const comment of comments(join(pieces))) expect(left, text).toContain(comment);
    }),
    { numRuns: 60 },
  );
});

test("setting what is already so changes no byte", () => {
  fc.assert(
    fc.property(messy, (pieces) => {
      expect(editConfig(join(pieces), flatten(read(join(pieces))))).toBe(join(pieces));
    }),
    { numRuns: 30 },
  );
});
