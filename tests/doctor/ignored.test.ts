import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import fs from "fs-extra";
import { expect, it } from "vitest";
import { sample } from "../helpers/sample.ts";
import { git, tempDir, writeFiles } from "../helpers/temp.ts";
import { runHere } from "../upgrade/support/in-process.ts";
import { scaffolded, scaffoldedWith } from "../upgrade/support/scaffolded.ts";
import { at, examine, type Found } from "./support.ts";

const ignoredOnes = async (root: string) =>
  (await examine(root)).findings.filter(({ check }) => check === "git/ignored");

/** Does to the letter what a fix says. */
async function follow(root: string, { fix = "" }: Found): Promise<void> {
  const removal = /^take line (\d+), `(.*)`, out of `([^`]+)`$/.exec(fix);
  if (removal !== null) {
    const [, line, pattern, file = ""] = removal;
    const rows = (await fs.readFile(join(root, file), "utf8")).split("\n");
    expect(rows.splice(Number(line) - 1, 1)).toEqual([pattern]);
    return fs.writeFile(join(root, file), rows.join("\n"));
  }
  const addition = /^add (?:at the top|below line (\d+)) of `([^`]+)`:\n((?: {2}\S.*\n?)+)$/.exec(fix);
  if (addition === null) throw new Error(`nobody can follow: ${fix}`);
  const [, line = "0", file = "", lines = ""] = addition;
  const rows = (await fs.readFile(at(root, file), "utf8").catch(() => "")).split("\n");
  rows.splice(
    Number(line),
    0,
    ...lines
      .trimEnd()
      .split("\n")
      .map((row) => row.slice(2)),
  );
  return fs.writeFile(at(root, file), rows.join("\n"));
}

interface Row {
  name: string;
  files: Record<string, string>;
  /** What the advice is about; each the beginning of a fix. */
  fixes: string[];
  /** Somebody's files that are ignored before and have to be ignored after. */
  stay?: string[];
}

const remove = (pattern: string, file = ".gitignore", line = 1) =>
  `take line ${line}, \`${pattern}\`, out of \`${file}\``;
const exclude = ".git/info/exclude";

const rows: Row[] = [
  { name: "the folder", files: { ".gitignore": "dist\n\nplanning/\n" }, fixes: [remove("planning/", ".gitignore", 3)] },
  { name: "its name", files: { ".gitignore": "planning" }, fixes: [remove("planning")] },
  { name: "all that is in it", files: { ".gitignore": "/planning/*\n" }, fixes: [remove("/planning/*")] },
  { name: "all that is in it, deeply", files: { ".gitignore": "planning/**\n" }, fixes: [remove("planning/**")] },
  { name: "the manifest's folder", files: { ".gitignore": "**/.plan-init/\n" }, fixes: [remove("**/.plan-init/")] },
  {
    name: "the folder, from inside",
    files: { "planning/.gitignore": "*\n" },
    fixes: [remove("*", "planning/.gitignore")],
  },
  {
    name: "the folder, in this clone alone",
    files: { [exclude]: "planning/\n" },
    fixes: [remove("planning/", exclude)],
  },
  {
    name: "files of a kind",
    files: { ".gitignore": "*.json\n", "data/x.json": "" },
    fixes: ["add below line 1 of `.gitignore`:\n  !/planning/.plan-init/"],
    stay: ["data/x.json"],
  },
  {
    name: "files of a kind, in this clone alone",
    files: { [exclude]: "*.json\n", "data/x.json": "" },
    fixes: ["add at the top of `.gitignore`:\n  !/planning/.plan-init/"],
    stay: ["data/x.json"],
  },
  {
    name: "an agent's folder",
    files: { ".gitignore": ".claude/\n", ".claude/settings.local.json": "" },
    fixes: ["add below line 1 of `.gitignore`:\n  !/.claude/\n  /.claude/*\n  !/.claude/skills/"],
    stay: [".claude/settings.local.json"],
  },
  {
    name: "a folder in an agent's folder",
    files: { ".gitignore": ".claude/skills\n", ".claude/skills/mine/SKILL.md": "" },
    fixes: ["add below line 1 of `.gitignore`:\n  !/.claude/skills/\n  /.claude/skills/*\n  !/.claude/skills/plan-"],
    stay: [".claude/skills/mine/SKILL.md"],
  },
  {
    name: "an agent's file",
    files: { ".gitignore": "CLAUDE.md\n", "docs/CLAUDE.md": "" },
    fixes: ["add below line 1 of `.gitignore`:\n  !/CLAUDE.md"],
    stay: ["docs/CLAUDE.md"],
  },
  {
    name: "everything that is not taken back",
    files: { ".gitignore": "*\n!.gitignore\n", "notes.txt": "", ".claude/settings.local.json": "" },
    fixes: ["add below line 1 of `.gitignore`:\n  !/"],
    stay: ["notes.txt", ".claude/settings.local.json"],
  },
  {
    name: "everything hidden",
    files: { ".gitignore": ".*\n", ".env": "" },
    fixes: ["add below line 1 of `.gitignore`:\n  !/"],
    stay: [".env"],
  },
  {
    name: "by two patterns",
    files: { ".gitignore": ".claude\n# plans\nplanning\n" },
    fixes: [remove("planning", ".gitignore", 3), "add below line 1 of `.gitignore`:\n  !/.claude/"],
  },
  {
    name: "by two patterns the other way round",
    files: { ".gitignore": "planning\n# agents\n.claude\n" },
    fixes: ["add below line 3 of `.gitignore`:\n  !/.claude/", remove("planning")],
  },
];

it.each(sample(rows))("git that ignores $name: the advice, followed to the letter, is all it takes", async (row) => {
  const root = await scaffolded();
  await writeFiles(root, row.files);
  const found = await ignoredOnes(root);
  expect(found.map(({ fix }) => fix)).toEqual(row.fixes.map((fix) => expect.stringContaining(fix)));
  for (const finding of found) await follow(root, finding);
  expect(await ignoredOnes(root)).toEqual([]);
  for (const path of row.stay ?? []) expect(await git(root, "check-ignore", path)).toBe(path);
});

it("the user's own patterns stay as they are, because they are for all repositories", async () => {
  const root = await scaffolded();
  const mine = join(await tempDir(), "ignore");
  await fs.writeFile(mine, "planning/\n.claude\n");
  await git(root, "config", "core.excludesFile", mine);
  const found = await ignoredOnes(root);
  expect(found.map(({ fix }) => fix)).toEqual([
    "add at the top of `.gitignore`:\n  !/.claude/\n  /.claude/*\n  !/.claude/skills/",
    "add at the top of `.gitignore`:\n  !/planning/",
  ]);
  for (const finding of found) await follow(root, finding);
  expect(await ignoredOnes(root)).toEqual([]);
  expect(await fs.readFile(mine, "utf8")).toBe("planning/\n.claude\n");
});

it("what the answers keep out of git stays out", async () => {
  const root = await scaffoldedWith({ ".gitignore": "*\n!.gitignore\n" }, "--set", "commit_runs=false");
  await writeFiles(root, { "planning/_runs/x/run.md": "" });
  for (const finding of await ignoredOnes(root)) await follow(root, finding);
  expect(await ignoredOnes(root)).toEqual([]);
  expect(await git(root, "check-ignore", "planning/_runs/x/run.md")).toBe("planning/_runs/x/run.md");
});

it.each<[string, string, string]>([
  ["the folder", "planning/\n", remove("planning/", "../../.gitignore")],
  ["the part itself", "packages/*\n", remove("packages/*", "../../.gitignore")],
  ["an agent's folder", ".claude/\n", "add at the top of `.gitignore`:\n  !/.claude/"],
  ["files of a kind", "*.json\n", "add at the top of `.gitignore`:\n  !/planning/.plan-init/"],
])("in a part of a repository, ignoring %s further up", async (_, patterns, fix) => {
  const top = await tempDir();
  const part = join(top, "packages/api");
  await mkdir(part, { recursive: true });
  await git(top, "init", "--quiet");
  expect(await runHere(["--yes", "--here", "--set", "default_branch=main"], { cwd: part })).toMatchObject({ exit: 0 });
  await writeFiles(top, { ".gitignore": patterns });
  const found = await ignoredOnes(part);
  expect(found.map((each) => each.fix)).toEqual([expect.stringContaining(fix)]);
  for (const finding of found) await follow(part, finding);
  expect(await ignoredOnes(part)).toEqual([]);
});

it("what is tracked is not lost, whatever is ignored", async () => {
  const root = await scaffolded();
  await git(root, "add", "--all");
  await fs.writeFile(at(root, ".gitignore"), "planning/\n.claude/\n*.md\n");
  expect(await ignoredOnes(root)).toEqual([]);
});
