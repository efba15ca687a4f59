import { execFile } from "node:child_process";
import { chmod, cp, mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { planInit } from "../helpers/cli.ts";
import { sample } from "../helpers/sample.ts";
import { commitAll, git, gitEnv, tempDir } from "../helpers/temp.ts";
import { project } from "../package/published.ts";
import { runHere } from "./support/in-process.ts";
import { scaffolded } from "./support/scaffolded.ts";

const seal = "planning/.plan-init/local/seal.json";
const runner = "planning/PLANNER_RUNNER.md";
const plan = "planning/_state/CANONICAL_PLAN.md";
const manifest = "planning/.plan-init/manifest.json";

/** What somebody, or something, does to a set-up that was in order. */
const changes: Record<string, (at: (path: string) => string) => Promise<unknown>> = {
  nothing: async () => undefined,
  "a runner is edited": (at) => writeFile(at(runner), "mine\n"),
  "the plan is written": (at) => writeFile(at(plan), "# Canonical plan: berths\n"),
  "the plan is deleted": (at) => rm(at(plan)),
  "the plan is a folder": async (at) => {
    await rm(at(plan));
    await mkdir(at(plan));
  },
  "a runner is deleted": (at) => rm(at(runner)),
  "a runner becomes a program": (at) => chmod(at(runner), 0o755),
  "a runner becomes a link": async (at) => {
    await cp(at(runner), at("elsewhere.md"));
    await rm(at(runner));
    await symlink("../elsewhere.md", at(runner));
  },
  "a setting changes": async (at) => {
    const config = await readFile(at("planning/config.yml"), "utf8");
    await writeFile(at("planning/config.yml"), config.replace(/max_iterations: 3/, "max_iterations: 5"));
  },
  "the config is broken": (at) => writeFile(at("planning/config.yml"), "project: [\n"),
  "the config is gone": (at) => rm(at("planning/config.yml")),
  "the manifest is broken": (at) => writeFile(at(manifest), "{}"),
  "the manifest is gone": (at) => rm(at(manifest)),
  "the bases are gone": (at) => rm(at("planning/.plan-init/bases"), { recursive: true }),
  "a base is added": (at) => writeFile(at(`planning/.plan-init/bases/${"0".repeat(64)}`), "x"),
  "the attributes are gone": (at) => rm(at("planning/.plan-init/.gitattributes")),
  "a template's version lies beside a file": (at) => writeFile(at(`${runner}.plan-init-new`), "x\n"),
  "the instructions lose their block": (at) => writeFile(at("CLAUDE.md"), "# Berth\n"),
  "an interrupted run left its journal": async (at) => {
    await mkdir(at("planning/.plan-init/local/journal"));
    await writeFile(at("planning/.plan-init/local/journal/journal.json"), "{}");
  },
  "the seal is nonsense": (at) => writeFile(at(seal), "[]"),
  "the seal names nothing": (at) => writeFile(at(seal), JSON.stringify({ program: "x", files: {} })),
};

describe("a run that finds its seal does what it would do without", () => {
  it.each(sample(Object.entries(changes)))("%s", async (name, change) => {
    // Once as people run it.
    const run = name === "nothing" ? planInit : runHere;
    const [withSeal, without] = [await scaffolded(), await scaffolded()];
    for (const root of [withSeal, without]) await change((path) => join(root, path));
    await rm(join(without, seal), { force: true });
    const [a, b] = await Promise.all(
      [withSeal, without].map(async (root) => {
        const { exit, stdout, stderr } = await run(["--yes"], { cwd: root });
        return { exit, words: (stdout + stderr).replaceAll(root, "ROOT") };
      }),
    );
    expect(a).toEqual(b);
    expect(await git(withSeal, "status", "--porcelain", "-uall")).toBe(
      await git(without, "status", "--porcelain", "-uall"),
    );
  });

  it("from a folder below, too, but not from a repository within", async () => {
    const root = await scaffolded();
    await mkdir(join(root, "src/deep"), { recursive: true });
    expect((await runHere([], { cwd: join(root, "src/deep") })).stdout).toBe(
      `Up to date: plan-init 0.1.0 in ${root}\n`,
    );
    await git(join(root, "src/deep"), "init", "--quiet");
    expect((await runHere(["--yes"], { cwd: join(root, "src/deep") })).stdout).toContain("Created");
  });

  it("says so to `--check`, and leaves documents and looks ahead to a whole run", async () => {
    const root = await scaffolded();
    expect(await runHere(["--check"], { cwd: root })).toMatchObject({
      exit: 0,
      stdout: expect.stringContaining("Up to date"),
    });
    expect(JSON.parse((await runHere(["--json"], { cwd: root })).stdout)).toMatchObject({ result: "current" });
  });

  it("needs none of what other runs load", async () => {
    const program = await tempDir();
    for (const part of ["dist", "templates", "package.json"])
      await cp(join(project, part), join(program, part), { recursive: true });
    const cli = join(program, "dist/cli.js");
    const root = await tempDir();
    await commitAll(root);
    const run = () => promisify(execFile)(process.execPath, [cli, "--yes"], { cwd: root, env: gitEnv });
    expect((await run()).stdout).toContain("Created");
    const [chunk = ""] = (await readdir(join(program, "dist"))).filter((name) => /^init-[\w-]{8}\.js$/.test(name));
    await writeFile(join(program, "dist", chunk), 'throw new Error("loaded");\n');
    await writeFile(join(root, plan), "# Canonical plan: berths\n");
    expect((await run()).stdout).toBe(`Up to date: plan-init 0.1.0 in ${root}\n`);
    await rm(join(root, seal));
    await expect(run()).rejects.toThrow("loaded");
  });

  it("is broken by every run that writes", async () => {
    const root = await scaffolded();
    expect((await runHere(["undo"], { cwd: root })).exit).toBe(0);
    expect(await git(root, "status", "--porcelain", "-uall", "--ignored")).toBe("");
  });
});
