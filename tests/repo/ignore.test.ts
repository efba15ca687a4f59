import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ignorePatterns, isIgnored } from "../../src/repo/ignore.ts";
import { git, tempDir, writeFiles } from "../helpers/temp.ts";

const readme = "planning/README.md";

it.each<[string[], string, boolean]>([
  [["planning"], readme, true],
  [["planning/"], readme, true],
  [["/planning/"], readme, true],
  [["./planning"], readme, true],
  [["planning/**"], readme, true],
  [["planning/*"], readme, true],
  [["planning/*"], "planning/_state/PLAN.md", true],
  [["**/planning/**"], readme, true],
  [["planning/**/*.md"], "planning/a/b/PLAN.md", true],
  [["planning/*.md"], "planning/a/PLAN.md", false],
  [["*.md"], readme, true],
  [["*"], readme, true],
  [["/*"], readme, true],
  [["plan*ing"], readme, true],
  [["plannin?"], readme, true],
  [["README.md/"], readme, false],
  [["/README.md"], readme, false],
  [["docs/planning"], readme, false],
  [["planningx"], readme, false],
  [["lanning"], readme, false],
  [["plan"], readme, false],
  [["*", "!planning"], readme, true],
  [["/*", "!planning"], readme, false],
  [["*.md", "!README.md"], readme, false],
  [["planning/", "!planning/README.md"], readme, true],
  [[], readme, false],
  [["", "/", "!"], readme, false],
])("%j and %s: %s", (patterns, path, ignored) => {
  expect(isIgnored(patterns, path)).toBe(ignored);
});

it("an ignore file has comments and blank lines", () => {
  expect(ignorePatterns("# planning\r\n\r\n  dist/ \r\n!x\n")).toEqual(["dist/", "!x"]);
});

describe("against git itself", () => {
  const name = fc.constantFrom("a", "b", "ab", "a.md", "*", "a*", "*.md", "?b", "**");
  const pattern = fc
    .tuple(
      fc.constantFrom("", "!"),
      fc.constantFrom("", "/"),
      fc.array(name, { minLength: 1, maxLength: 3 }),
      fc.constantFrom("", "/"),
    )
    .map(([negation, start, names, end]) => negation + start + names.join("/") + end);
  const path = fc
    .array(fc.constantFrom("a", "b", "ab", "a.md"), { minLength: 1, maxLength: 3 })
    .map((names) => names.join("/"));

  it("agrees", async () => {
    const dir = await tempDir();
    await git(dir, "init", "--quiet");
    const check = async (patterns: string[], file: string) => {
      await writeFiles(dir, { ".gitignore": `${patterns.join("\n")}\n` });
      return git(dir, "check-ignore", "--no-index", "--quiet", file).then(
        () => true,
        () => false,
      );
    };
    await fc.assert(
      fc.asyncProperty(fc.array(pattern, { maxLength: 3 }), path, async (patterns, file) => {
        expect(isIgnored(patterns, file)).toBe(await check(patterns, file));
      }),
      { numRuns: 100 },
    );
  });
});
