import { symlink } from "node:fs/promises";
import fs from "fs-extra";
import { describe, expect, it } from "vitest";
import { commitAll, tempDir } from "../helpers/temp.ts";
import { runHere } from "../upgrade/support/in-process.ts";
import { scaffolded, scaffoldedWith } from "../upgrade/support/scaffolded.ts";
import { at, edit, examine, type Found, obey, runner, theOnly } from "./support.ts";

const found = async (root: string, check: string): Promise<Found[]> =>
  (await examine(root)).findings.filter((finding) => finding.check === check);
const withoutBlock = (text: string) => text.replace(/<!-- plan-init:begin -->[\s\S]*<!-- plan-init:end -->\n/, "");
const dev = "planning/DEV_RUNNER.md";
const strategy = "planning/STRATEGY_RUNNER.md";

describe("a file that the user took out", () => {
  it.each([dev, ".claude/skills/plan-review/SKILL.md", "CLAUDE.md"])("%s: the command brings it back", async (path) => {
    const root = await scaffolded();
    await fs.remove(at(root, path));
    const finding = await theOnly("files/deleted", root);
    expect(finding).toMatchObject({ severity: "info", path, what: "you deleted it, and it stays deleted" });
    await obey(root, finding);
    expect(await found(root, "files/deleted")).toEqual([]);
    expect(await fs.pathExists(at(root, path))).toBe(true);
  });

  it("a block in a file that stays: the command brings it back", async () => {
    const root = await scaffoldedWith({ "CLAUDE.md": "# Mine\n\nUse tabs.\n" });
    await edit(root, "CLAUDE.md", withoutBlock);
    const finding = await theOnly("files/deleted", root);
    expect(finding).toMatchObject({ path: "CLAUDE.md", what: expect.stringContaining("block") });
    await obey(root, finding);
    expect(await found(root, "files/deleted")).toEqual([]);
    expect(await fs.readFile(at(root, "CLAUDE.md"), "utf8")).toMatch(/^# Mine\n\nUse tabs\.\n[\s\S]*plan-init:begin/);
  });

  it("what is ejected, and the plan, are nobody else's business", async () => {
    const root = await scaffolded();
    await runHere(["--eject", "CLAUDE.md", "--yes"], { cwd: root });
    await edit(root, "CLAUDE.md", withoutBlock);
    await fs.remove(at(root, "planning/_state/CANONICAL_PLAN.md"));
    expect(await found(root, "files/deleted")).toEqual([]);
  });
});

describe("a file that the user renamed", () => {
  it("is told from a deleted one; the command has it upgraded at its new place, and what names the old one is named", async () => {
    const root = await scaffolded();
    await fs.move(at(root, runner), at(root, "planning/PLAN FIRST.md"));
    const renamed = await theOnly("files/renamed", root);
    expect(renamed).toMatchObject({
      severity: "info",
      path: runner,
      what: expect.stringContaining("`planning/PLAN FIRST.md`"),
    });
    expect(renamed.fix).toContain(`--relink '${runner}=planning/PLAN FIRST.md'`);
    expect(await found(root, "files/deleted")).toEqual([]);
    const relink = ["--relink", `${runner}=planning/PLAN FIRST.md`, "--yes"];
    expect(await runHere(relink, { cwd: root })).toMatchObject({ exit: 0 });
    expect(await found(root, "files/renamed")).toEqual([]);
    const [dangling] = await found(root, "files/dangling");
    expect(dangling).toMatchObject({
      severity: "warning",
      fix: expect.stringMatching(/^write `planning\/PLAN FIRST\.md` there/),
    });
    expect(dangling?.what).toContain(`\`${runner}\``);
  });

  it("and edited beyond recognition is a deleted one", async () => {
    const root = await scaffolded();
    await fs.remove(at(root, runner));
    await fs.writeFile(at(root, "planning/notes.md"), "# Notes\n\nNothing like it.\n");
    expect(await found(root, "files/renamed")).toEqual([]);
    expect(await theOnly("files/deleted", root)).toMatchObject({ path: runner });
  });
});

describe("what sends its reader to a file that is not there", () => {
  it("is named with every place, until the command has brought the file back", async () => {
    const root = await scaffolded();
    expect(await found(root, "files/dangling")).toEqual([]);
    await fs.remove(at(root, dev));
    const finding = await theOnly("files/dangling", root);
    expect(finding.severity).toBe("warning");
    const places = [
      `${finding.path}:${finding.line}`,
      ...[...finding.what.matchAll(/`([^`]+)` line (\d+)/g)].map(([, path, line]) => `${path}:${line}`),
    ];
    const named: string[] = [];
    for (const place of places) {
      const [path = "", line] = place.split(":");
      const row = (await fs.readFile(at(root, path), "utf8")).split("\n")[Number(line) - 1];
      expect(row, place).toContain("DEV_RUNNER.md");
      named.push(path);
    }
    for (const path of [".claude/skills/plan-dev/SKILL.md", "CLAUDE.md", "planning/README.md", runner]) {
      expect(named).toContain(path);
    }
    await obey(root, finding);
    expect(await found(root, "files/dangling")).toEqual([]);
  });

  it("may take the words out instead", async () => {
    const root = await scaffolded();
    await fs.remove(at(root, strategy));
    expect((await theOnly("files/dangling", root)).what).toContain("STRATEGY_RUNNER.md");
    await edit(root, runner, (text) => text.replace(/- `mode: strategy`[^\n]*\n[^\n]*\n/, ""));
    const guide = await theOnly("files/dangling", root);
    expect(guide).toMatchObject({ severity: "info", path: "planning/README.md" });
    expect((await examine(root)).exit).toBe(0);
    await edit(root, "planning/README.md", (text) => text.replace(/^.*STRATEGY_RUNNER.*\n/m, ""));
    expect(await found(root, "files/dangling")).toEqual([]);
  });

  it("counts where a team's pack has dropped a file that the others still name", async () => {
    const root = await tempDir();
    const pack = "name: acme\nversion: 1.0.0\nfiles:\n  - id: strategy-runner\n    drop: true\n";
    await fs.outputFile(at(root, "tools/plans/pack.yml"), pack);
    await commitAll(root);
    expect(await runHere(["--yes", "--templates", "tools/plans"], { cwd: root })).toMatchObject({ exit: 0 });
    const finding = await theOnly("files/dangling", root);
    expect(finding).toMatchObject({ path: runner, what: expect.stringContaining(strategy) });
    expect(finding.fix).toBe("take it out there, or make the file");
  });

  it.each(["See planning/notes.md.", "@planning/notes.md", "[notes](./planning/notes.md)", "`planning/team/how.yml`"])(
    "counts in the user's own words: %s",
    async (words) => {
      const root = await scaffolded();
      await fs.appendFile(at(root, runner), `\n${words}\n`);
      expect(await theOnly("files/dangling", root)).toMatchObject({ path: runner });
    },
  );

  it.each([
    "See docs/planning/notes.md, planning/, planning/_runs/<id>/run.md and planning/archive/2025-01-x/README.md.",
    "A person writes planning/VISION.md. See myplanning/x.md.",
    "See planning/config.yml and planning/README.md.",
  ])("does not count where runs make it, or where it is another folder's: %s", async (words) => {
    const root = await scaffolded();
    await fs.appendFile(at(root, runner), `\n${words}\n`);
    expect(await found(root, "files/dangling")).toEqual([]);
  });

  it("does not count outside our block, nor in a file that is ejected", async () => {
    const root = await scaffoldedWith({ "CLAUDE.md": "See planning/notes.md.\n" });
    await runHere(["--eject", dev, "--yes"], { cwd: root });
    await fs.appendFile(at(root, dev), "\nSee planning/notes.md.\n");
    expect(await found(root, "files/dangling")).toEqual([]);
  });
});

describe("a block that an agent loads twice", () => {
  const both = ["--set", "agents=claude,agents-md"];

  it("is mended by the advice", async () => {
    const root = await scaffoldedWith({ "CLAUDE.md": "@AGENTS.md\n" }, ...both);
    const finding = await theOnly("files/twice", root);
    expect(finding).toMatchObject({
      severity: "info",
      path: "CLAUDE.md",
      what: expect.stringContaining("`AGENTS.md`"),
    });
    expect(finding.fix).toMatch(/^take the lines of the block out of `CLAUDE\.md`/);
    await edit(root, "CLAUDE.md", withoutBlock);
    await obey(root, finding);
    const { findings } = await examine(root);
    expect(findings.filter(({ path }) => path === "CLAUDE.md")).toEqual([]);
    expect(await fs.readFile(at(root, "CLAUDE.md"), "utf8")).not.toContain("plan-init:begin");
  });

  it.each([
    ["the other file is only mentioned", "Write to `@AGENTS.md` or me@AGENTS.md.\n"],
    ["another file is imported", "@docs/AGENTS.md\n"],
    ["nothing is imported", "Use tabs.\n"],
  ])("is none where %s", async (_, text) => {
    const root = await scaffoldedWith({ "CLAUDE.md": text }, ...both);
    expect(await found(root, "files/twice")).toEqual([]);
  });

  it("is none where the other file has no block", async () => {
    const root = await scaffoldedWith(
      { "CLAUDE.md": "@AGENTS.md\n", "AGENTS.md": "Use tabs.\n" },
      "--set",
      "agents=claude",
    );
    expect(await found(root, "files/twice")).toEqual([]);
  });

  it("is none where one file is a link to the other", async () => {
    const root = await tempDir();
    await fs.writeFile(at(root, "AGENTS.md"), "Use tabs.\n");
    await symlink("AGENTS.md", at(root, "CLAUDE.md"));
    await commitAll(root);
    expect(await runHere(["--yes", ...both], { cwd: root })).toMatchObject({ exit: 0 });
    const { findings, exit } = await examine(root);
    expect(exit).toBe(0);
    expect(findings.filter(({ path }) => path === "CLAUDE.md")).toEqual([]);
  });
});
