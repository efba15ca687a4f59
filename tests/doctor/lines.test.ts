import fs from "fs-extra";
import { describe, expect, it } from "vitest";
import { findingLines } from "../../src/doctor/lines.ts";
import type { Finding } from "../../src/doctor/types.ts";
import { fold } from "../../src/ui/fold.ts";
import { paintFor } from "../../src/ui/paint.ts";
import { runHere } from "../upgrade/support/in-process.ts";
import { scaffolded } from "../upgrade/support/scaffolded.ts";
import { at, examine } from "./support.ts";

const paint = paintFor({ isTTY: false }, { NO_COLOR: "1" });
const lines = (finding: Partial<Finding>, width = 60) =>
  findingLines({ check: "x/y", severity: "warning", what: "something", ...finding }, { paint, width });

describe("a finding in words", () => {
  it.each<[string, Partial<Finding>, string[]]>([
    ["no place", {}, ["warning  something"]],
    ["a file", { path: "a/b.md" }, ["warning  a/b.md: something"]],
    ["a line", { path: "a/b.md", line: 3 }, ["warning  a/b.md:3: something"]],
    ["a place that the words name", { path: "a/b.md", what: "a/b.md:2:1 is odd" }, ["warning  a/b.md:2:1 is odd"]],
    ["and one in backticks", { path: "a/b.md", what: "2 odd lines in `a/b.md`" }, ["warning  2 odd lines in `a/b.md`"]],
    [
      "but not one that only begins like it",
      { path: "a/b.md", what: "`a/b.md.new` waits" },
      ["warning  a/b.md: `a/b.md.new` waits"],
    ],
    ["a fix", { fix: "run `x`" }, ["warning  something", "         fix: run `x`"]],
    [
      "several lines",
      { severity: "error", what: "2 things\n  one\n  two", fix: "add:\n  !/a/\n  /a/*" },
      [
        "error    2 things",
        "           one",
        "           two",
        "         fix: add:",
        "                !/a/",
        "                /a/*",
      ],
    ],
    [
      "long words",
      {
        what: "a sentence that goes on for longer than there is room for",
        fix: "and a remedy that goes on for as long as that",
      },
      [
        "warning  a sentence that goes on for longer than there is",
        "         room for",
        "         fix: and a remedy that goes on for as long as that",
      ],
    ],
  ])("with %s", (_, finding, expected) => expect(lines(finding)).toEqual(expected));

  it("never breaks what is for copying", () => {
    const command = "`plan-init --relink 'planning/A B C.md=planning/D E F G H I J K.md'`";
    expect(fold(`to have it there: ${command}, then go on`, 30)).toEqual([
      "to have it there:",
      `${command},`,
      "then go on",
    ]);
  });
});

describe("what is printed", () => {
  it("says each path once, and commands as they are typed", async () => {
    const root = await scaffolded();
    await fs.appendFile(at(root, "planning/config.yml"), "modes: x\n");
    await fs.remove(at(root, "planning/.plan-init/local"));
    const { stdout } = await runHere(["doctor"], { cwd: root });
    expect(stdout.match(/planning\/config\.yml/g)).toHaveLength(1);
    expect(stdout).toMatch(/^error {4}planning\/config\.yml:\d+:1 /m);
  });

  it("through npx, every command says so", async () => {
    const root = await scaffolded();
    await fs.remove(at(root, "planning/DEV_RUNNER.md"));
    await fs.remove(at(root, "planning/.plan-init/bases"));
    const { stdout } = await runHere(["doctor"], { cwd: root, env: { npm_command: "exec" } });
    expect(stdout.match(/plan-init( --[a-z-]+)?/g)?.length).toBeGreaterThan(3);
    expect(stdout.replace(/npx plan-init|\.plan-init\/|plan-init-\w+/g, "")).not.toContain("plan-init");
  });

  it("within 80 columns unless something for copying is longer", async () => {
    const root = await scaffolded();
    await fs.remove(at(root, "planning/DEV_RUNNER.md"));
    await fs.writeFile(at(root, ".gitignore"), ".claude/\n");
    const { findings } = await examine(root);
    const wide = findings
      .flatMap((finding) => findingLines(finding, { paint, width: 80 }))
      .filter((line) => line.length > 80);
    expect(wide.filter((line) => !/`[^`]{60,}`/.test(line))).toEqual([]);
  });
});
