import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { yamlValue } from "../../src/pack/helpers.ts";
import { changes } from "../templates/support/formatters.ts";
import { hostileValues } from "../templates/support/hostile.ts";

/** Characters that YAML gives a meaning to at the start of a value, between values, or anywhere. */
const reserved = [..."@`%!&*?|>'\"#,[]{}-:=~<^.0123456789+_\\/ \t\n\r"];

/** Words and shapes that some YAML reads as something other than text. */
const lookalikes = [
  "yes No TRUE off null ~ y N .inf -.INF .NaN . .. ... --- .5 .5e3 -.5 1e3 0x1f 0o17 012 1_000 60:30 2026-11-20 <<",
  "=x @acme/x ./gradlew ../x .venv/bin/x _ __ ~/x a,b a:b a: #x [] {} !!str &a *a | > ? - % ' ''",
].flatMap((words) => words.split(" "));

const risky = fc.oneof(
  fc.string({ unit: fc.constantFrom(...reserved, "a", "é", "🧪"), maxLength: 12 }),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.constantFrom(...lookalikes, ...hostileValues, "\ud800", "a\ufffeb", "\u0085", "\u2028", "````"),
);

describe("the yaml helper", () => {
  test("quotes a package name with a scope", () => {
    expect(yamlValue("@acme/x")).toBe('"@acme/x"');
    expect(yamlValue("`x`")).toBe('"`x`"');
  });

  test.each(["npm test", "./gradlew test", "../x", ".venv/bin/pytest", "/bin/x", "main", "a@b"])(
    "leaves %s as it is",
    (text) => expect(yamlValue(text)).toBe(text),
  );

  test("comes back the same, as a value of a block and as an item of a flow list", () => {
    fc.assert(
      fc.property(risky, risky, (a, b) => {
        for (const version of ["1.1", "1.2"] as const) {
          const yaml = `k: ${yamlValue(a)}\nl: ${yamlValue([a, b])}\n`;
          expect(parse(yaml, { version })).toEqual({ k: a, l: [a, b] });
          expect(parse(`- ${yamlValue(a)}\n`, { version })).toEqual([a]);
        }
        expect(yamlValue(a)).toMatch(/^[^\n\r\u0085\u2028\u2029]+$/);
      }),
      { numRuns: 2000 },
    );
  });

  test("begins no plain value with a character that YAML reserves", () => {
    fc.assert(
      fc.property(fc.constantFrom(...reserved), fc.string({ maxLength: 5 }), (first, rest) => {
        const written = yamlValue(first + rest);
        if (!/[._/]/.test(first)) expect(written).toMatch(/^["']/);
      }),
    );
  });

  test("keeps numbers and truth values what they are", () => {
    expect(parse(`k: ${yamlValue([1, -2.5, true, "1", "true"])}`)).toEqual({ k: [1, -2.5, true, "1", "true"] });
  });

  test("stays as it is under prettier and oxfmt, in a file and in a fence", async () => {
    const values = fc.sample(risky, { numRuns: 600, seed: 20261120 }).concat(lookalikes);
    const yaml = values.map((value, at) => `k${at}: ${yamlValue(value)}\n`).join("");
    const lists = values.map((value, at) => `l${at}: ${yamlValue([value.slice(0, 8), "x"])}\n`).join("");
    const fence = `# Values\n\n\`\`\`yaml\n${yaml}\`\`\`\n`;
    expect(
      await changes(
        new Map([
          ["a.yml", yaml],
          ["b.yml", lists],
          ["c.md", fence],
        ]),
      ),
    ).toEqual([]);
  });
});
