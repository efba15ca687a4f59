import fs from "fs-extra";
import { describe, expect, it } from "vitest";
import { commitAll, git, tempDir, writeFiles } from "../helpers/temp.ts";
import { snapshot } from "../helpers/tree.ts";
import { runHere } from "../upgrade/support/in-process.ts";
import { writePack } from "../upgrade/support/pack.ts";
import { scaffolded, scaffoldedWith } from "../upgrade/support/scaffolded.ts";
import { at, edit, examine, manifest, obey, runner, theOnly } from "./support.ts";

interface Row {
  trouble: string;
  make: (root: string) => Promise<unknown>;
  checks: string[];
}

const rows: Row[] = [
  { trouble: "nothing", make: async () => undefined, checks: [] },
  { trouble: "an edited runner", make: (root) => edit(root, runner, (text) => `${text}\nmine\n`), checks: [] },
  {
    trouble: "a config that is no YAML",
    make: (root) => fs.writeFile(at(root, "planning/config.yml"), "a: [\n"),
    checks: ["setup/config"],
  },
  {
    trouble: "an unknown key",
    make: (root) => fs.appendFile(at(root, "planning/config.yml"), "modes: x\n"),
    checks: ["setup/config"],
  },
  { trouble: "no config", make: (root) => fs.remove(at(root, "planning/config.yml")), checks: ["setup/config"] },
  {
    trouble: "a manifest cut short",
    make: (root) => edit(root, manifest, (text) => text.slice(0, 100)),
    checks: ["setup/manifest"],
  },
  { trouble: "a missing base", make: (root) => loseBase(root), checks: ["files/base-lost", "files/outdated"] },
  {
    trouble: "a damaged block",
    make: (root) => edit(root, "CLAUDE.md", (text) => text.replace("<!-- plan-init:end -->\n", "")),
    checks: ["files/skipped"],
  },
  {
    trouble: "changed answers",
    make: (root) => edit(root, "planning/config.yml", (text) => text.replace("mode: execution", "mode: strategy")),
    checks: ["files/outdated"],
  },
  { trouble: "a repository that is gone", make: (root) => fs.remove(at(root, ".git")), checks: ["git/baseline"] },
  { trouble: "a template that waits beside a file", make: (root) => waitingSidecar(root), checks: ["files/waiting"] },
  {
    trouble: "a runner grown too long",
    make: (root) => fs.appendFile(at(root, runner), "word ".repeat(2000)),
    checks: ["prompts/tokens"],
  },
];

async function loseBase(root: string): Promise<void> {
  const { files } = await fs.readJson(at(root, manifest));
  await fs.remove(at(root, `planning/.plan-init/bases/${files["planner-runner"].base}`));
}

async function waitingSidecar(root: string): Promise<void> {
  await fs.remove(at(root, "planning/.plan-init"));
  await fs.writeFile(at(root, runner), "mine\n");
  expect((await runHere(["--yes"], { cwd: root })).exit).toBe(4);
}

describe("doctor", () => {
  it.each(rows)("finds $trouble", async ({ make, checks }) => {
    const root = await scaffolded();
    await make(root);
    const before = await snapshot(root);
    const { exit, serious, findings } = await examine(root);
    expect(serious).toEqual(checks);
    expect(exit).toBe(checks.length === 0 ? 0 : 3);
    for (const { severity, fix } of findings) if (severity !== "info") expect(fix).toBeTruthy();
    expect(await snapshot(root)).toEqual(before);
  });

  it("names formatters that read planning/, and is content when they leave it alone", async () => {
    const root = await scaffoldedWith({ ".prettierrc": "{}\n" });
    expect(await theOnly("tools/reads-planning", root)).toMatchObject({ severity: "info", path: ".prettierrc" });
    await fs.writeFile(at(root, ".prettierignore"), "planning/\n");
    expect((await examine(root)).findings.map(({ check }) => check)).not.toContain("tools/reads-planning");
  });

  it("says what to run where plan-init has not been", async () => {
    const root = await tempDir();
    await commitAll(root);
    const found = await theOnly("setup/absent", root);
    await obey(root, found);
    expect((await examine(root)).exit).toBe(0);
  });
});

describe("the answers are gone", () => {
  it("from a set-up with the built-in templates: plan-init makes them anew", async () => {
    const root = await scaffolded();
    await fs.remove(at(root, "planning/config.yml"));
    expect((await theOnly("setup/config", root)).fix).toContain("or run `plan-init`");
    expect(await runHere(["--yes"], { cwd: root })).toMatchObject({ exit: 0 });
    expect((await examine(root)).exit).toBe(0);
  });

  it("from one with a team's templates, whose place stood there: they have to be given", async () => {
    const root = await tempDir();
    await writePack(at(root, "tools/plans"), "1.0.0", { overlay: true, files: { notes: { text: "# Notes\n" } } });
    await commitAll(root);
    expect(await runHere(["--yes", "--templates", "tools/plans"], { cwd: root })).toMatchObject({ exit: 0 });
    await fs.remove(at(root, "planning/config.yml"));
    expect(await runHere(["--yes"], { cwd: root }), "without them").toMatchObject({ exit: 2 });
    const { fix = "" } = await theOnly("setup/config", root);
    expect(fix).toContain("from git");
    const command = /`plan-init (--templates DIR)`, where DIR has the templates of `acme`/.exec(fix)?.[1] ?? "";
    const argv = command.replace("DIR", "tools/plans").split(" ");
    expect(await runHere([...argv, "--yes"], { cwd: root })).toMatchObject({ exit: 0 });
    expect((await examine(root)).exit).toBe(0);
  });
});

describe("conflicts that nobody resolved", () => {
  const conflict = "<<<<<<< yours\na\n||||||| template 0.1.0\nb\n=======\nc\n>>>>>>> template 0.2.0\n";
  const state = (from: string, to: string) => (text: string) =>
    text.replace(
      new RegExp(`("path": "planning/PLANNER_RUNNER.md",\\s+"state": )"${from}"`),
      (_, before) => `${before}"${to}"`,
    );

  it.each<[string, (root: string) => Promise<unknown>]>([
    ["the manifest knows", (root) => edit(root, manifest, state("ok", "conflicted"))],
    ["the manifest has forgotten", async () => undefined],
    ["there is no manifest any more", (root) => fs.remove(at(root, manifest))],
  ])("are named with file and line when %s", async (_, make) => {
    const root = await scaffolded();
    await make(root);
    await fs.writeFile(at(root, runner), `# x\n\n${conflict}`);
    const found = await theOnly("files/unresolved", root);
    expect(found).toMatchObject({ severity: "error", path: runner, line: 3 });
    await fs.writeFile(at(root, runner), "# x\n\na\n");
    expect((await examine(root)).serious).not.toContain("files/unresolved");
  });

  it("in a block are named, and beside it are somebody else's", async () => {
    const root = await scaffolded();
    await edit(root, "CLAUDE.md", (text) => `${conflict}${text}`);
    expect((await examine(root)).serious).toEqual([]);
    await edit(root, "CLAUDE.md", (text) => text.replace("## Planning\n", conflict));
    expect(await theOnly("files/unresolved", root)).toMatchObject({ path: "CLAUDE.md" });
  });
});

describe("without answers or templates", () => {
  const troubles: [string, (root: string) => Promise<unknown>, check: string][] = [
    ["a config in error", (root) => fs.appendFile(at(root, "planning/config.yml"), "modes: x\n"), "setup/config"],
    ["no config", (root) => fs.remove(at(root, "planning/config.yml")), "setup/config"],
    [
      "templates that are gone",
      (root) => fs.appendFile(at(root, "planning/config.yml"), "templates: tools/none\n"),
      "setup/pack",
    ],
  ];

  it.each(troubles)("%s is one finding, and all else is said beside it", async (_, make, check) => {
    const root = await scaffolded();
    await loseBase(root);
    await edit(root, "CLAUDE.md", (text) => text.replace("<!-- plan-init:end -->\n", ""));
    await edit(root, "planning/DEV_RUNNER.md", (text) => `<<<<<<< yours\n${text}`);
    await fs.remove(at(root, "planning/REVIEW_RUNNER.md"));
    await make(root);
    const { findings, exit } = await examine(root);
    const checks = findings.map((finding) => finding.check);
    expect(checks.slice(0, 1)).toEqual([check]);
    expect(checks).toEqual(
      expect.arrayContaining([
        "files/unresolved",
        "files/skipped",
        "files/base-lost",
        "files/deleted",
        "files/dangling",
        "git/untracked",
        "prompts/tokens",
      ]),
    );
    // Nobody can tell whether anything is behind.
    expect(checks).not.toContain("files/outdated");
    expect(exit).toBe(3);
  });

  it.each(troubles)("%s is the one finding where nothing else is wrong", async (_, make, check) => {
    const root = await scaffolded();
    await edit(root, runner, (text) => `${text}\nmine\n`);
    await make(root);
    expect((await examine(root)).serious).toEqual([check]);
  });
});

describe("the length of the prompts", () => {
  it("leaves out what has a conflict in it, and so every side of it", async () => {
    const root = await scaffolded();
    const dev = at(root, "planning/DEV_RUNNER.md");
    const text = await fs.readFile(dev, "utf8");
    await fs.writeFile(dev, `<<<<<<< yours\n${text}||||||| template 1\n${text}=======\n>>>>>>> template 2\n`);
    const { what, severity } = await theOnly("prompts/tokens", root);
    expect(severity).toBe("info");
    expect(what).not.toContain("DEV_RUNNER");
    expect(what).toContain("PLANNER_RUNNER");
  });

  it("is one line while all are within their ceilings", async () => {
    const root = await scaffolded();
    expect(await theOnly("prompts/tokens", root)).toMatchObject({
      severity: "info",
      what: expect.stringMatching(
        /^about how many tokens .*: DEV_RUNNER\.md \d+, PLANNER_RUNNER\.md \d+, REVIEW_RUNNER\.md \d+, STRATEGY_RUNNER\.md \d+$/,
      ),
    });
  });

  it("counts what people added, not what the answers make of a template", async () => {
    const long = Array.from({ length: 60 }, (_, n) => `step-${n} --flag`).join(" && ");
    const root = await scaffoldedWith({}, "--set", `commands.test=${long}`);
    expect((await examine(root)).serious).toEqual([]);
    await fs.appendFile(at(root, runner), "And one more thing to think of.\n");
    expect(await theOnly("prompts/tokens", root)).toMatchObject({ severity: "warning", path: runner });
  });
});

describe("without a git baseline", () => {
  it.each([
    ["git knows nothing of the folder", (root: string) => fs.remove(at(root, ".git")), /^make it one: `git init`/],
    ["git's own files are damaged", (root: string) => fs.remove(at(root, ".git/HEAD")), /^mend that; `git status`/],
  ])("the fix is one that helps: %s", async (_, damage, fix) => {
    const root = await scaffolded();
    await damage(root);
    expect((await theOnly("git/baseline", root)).fix).toMatch(fix);
  });
});

describe("what git does not have yet", () => {
  it("is worth a word until it is added", async () => {
    const root = await scaffolded();
    const found = await theOnly("git/untracked", root);
    expect(found).toMatchObject({ severity: "info", path: manifest });
    await git(root, "add", "--all");
    expect((await examine(root)).findings.map(({ check }) => check)).not.toContain("git/untracked");
  });

  it("may be a base alone, without which others cannot upgrade", async () => {
    const root = await scaffolded();
    await git(root, "add", "--all", ":!planning/.plan-init/bases");
    expect(await theOnly("git/untracked", root)).toMatchObject({ path: expect.stringContaining("/bases/") });
  });

  it("is nobody's business outside git", async () => {
    const root = await tempDir();
    await writeFiles(root, { "README.md": "# Acme\n" });
    await runHere(["--yes"], { cwd: root });
    expect((await examine(root)).findings.map(({ check }) => check)).not.toContain("git/untracked");
  });
});
