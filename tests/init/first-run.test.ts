import { describe, expect, it } from "vitest";
import { foldCreated } from "../../src/commands/init/first-run.ts";
import type { Action, FileReport } from "../../src/pack/types.ts";

const row = (path: string, action: Action = "created", more: Partial<FileReport> = {}): FileReport => ({
  path,
  action,
  reason: "new",
  ...more,
});

describe("what a first run created, folder by folder", () => {
  it("is a row for each folder that got three files or more, which names the first two and counts the rest", () => {
    const paths = ["planning/README.md", "planning/A.md", "planning/_state/PLAN.md", "planning/config.yml"];
    expect(foldCreated(paths.map((path) => row(path)))).toEqual([
      row("planning/", "created", { reason: "README.md, A.md and 2 more" }),
    ]);
  });

  it("is the deepest folder that has them all", () => {
    const paths = [".claude/skills/a/SKILL.md", ".claude/skills/ab/SKILL.md", ".claude/skills/c/SKILL.md"];
    expect(foldCreated(paths.map((path) => row(path)))).toEqual([
      row(".claude/skills/", "created", { reason: "a/SKILL.md, ab/SKILL.md and 1 more" }),
    ]);
  });

  it("leaves everything else a row of its own: files on top, pairs, what was not created, what has a hint", () => {
    const rows = [
      row("CLAUDE.md"),
      row("AGENTS.md"),
      row("GEMINI.md"),
      row(".github/a.md"),
      row(".github/b.md"),
      row("planning/a.md"),
      row("planning/b.md"),
      row("planning/c.md", "conflict"),
      row("planning/d.md", "kept"),
      row("planning/e.md", "created", { hint: "look at it" }),
    ];
    expect(foldCreated(rows)).toEqual(rows);
  });
});
