import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parseConfig } from "../../src/config/parse.ts";
import { nextLine, writeNextVersion } from "../helpers/next-version.ts";
import { skeletons } from "../helpers/skeletons.ts";
import { git, makeTempDir, removeTempDir, tempDir } from "../helpers/temp.ts";
import { documentOf } from "../upgrade/support/documents.ts";
import { runHere } from "../upgrade/support/in-process.ts";
import { stamps } from "../upgrade/support/stamps.ts";

interface Expected {
  /** What a run finds out by itself. */
  config: object;
  /** The repository's own files that it changes. */
  touches?: string[];
  /** The repository's own files that stand where a template goes: they stay, and wait for a person. */
  waits?: string[];
}

const repositories: Record<keyof typeof skeletons, Expected> = {
  "python-uv": {
    config: {
      project: "tidewatch",
      commands: { test: "uv run pytest", lint: "uv run ruff check", typecheck: "uv run mypy" },
      context: ["README.md", "CONTRIBUTING.md"],
    },
  },
  go: { config: { project: "ferry", commands: { test: "go test ./...", build: "make build" } } },
  "rust-workspace": { config: { commands: { test: "cargo test --workspace", build: "cargo build --workspace" } } },
  "pnpm-monorepo": { config: { commands: { test: "pnpm test", build: "pnpm run build" } }, touches: ["AGENTS.md"] },
  maven: { config: { commands: { test: "./mvnw test" } } },
  "docs-only": {
    config: { agents: ["copilot"], commands: { test: "", lint: "", typecheck: "", build: "" } },
    touches: [".github/copilot-instructions.md"],
  },
  "own-planning": {
    config: { project: "pier", agents: ["claude"], commands: { test: "bundle exec rspec" } },
    touches: ["CLAUDE.md"],
    waits: ["planning/README.md"],
  },
  huge: { config: { project: "huge", commands: { test: "npm test" } } },
};

/** Paths that differ from the commit, as git sees them. */
async function changed(root: string): Promise<string[]> {
  const status = await git(root, "status", "--porcelain", "--untracked-files=all");
  return status.split("\n").flatMap((line) => (line === "" ? [] : [line.slice(3)]));
}

const runner = "planning/DEV_RUNNER.md";
const mine = "A line of our own.";
let next: string;

beforeAll(async () => {
  next = await makeTempDir();
  await writeNextVersion(next);
  return () => removeTempDir(next);
});

describe.each(Object.entries(repositories))("%s", (name, { config, touches = [], waits = [] }) => {
  it("is scaffolded, left alone the second time, and upgraded over an edit", async () => {
    const root = await tempDir();
    await skeletons[name as keyof typeof skeletons](root);
    const run = async (...flags: string[]) => {
      const result = await runHere(["--yes", "--json", ...flags], { cwd: root });
      const document = documentOf(result);
      const waiting = document.files.filter(({ action }) => action === "conflict").map(({ path }) => path);
      expect({ waiting, exit: result.exit }).toEqual({ waiting: waits, exit: waits.length === 0 ? 0 : 4 });
      return document;
    };

    const created = await run();
    expect(created.result).toBe(waits.length === 0 ? "created" : "conflicts");
    const named = created.files.map(({ path }) => (waits.includes(path) ? `${path}.plan-init-new` : path));
    expect(new Set(await changed(root))).toEqual(new Set(named));
    expect((await git(root, "diff", "--name-only")).split("\n").filter(Boolean)).toEqual(touches);
    expect(parseConfig(await readFile(join(root, "planning/config.yml"), "utf8"), "config.yml")).toMatchObject(config);

    const before = await stamps(join(root, "planning"));
    expect((await run()).result).toBe(waits.length === 0 ? "current" : "conflicts");
    expect(await stamps(join(root, "planning"))).toEqual(before);
    expect(new Set(await changed(root))).toEqual(new Set(named));

    const text = await readFile(join(root, runner), "utf8");
    await writeFile(join(root, runner), text.replace(/^# .*$/m, `$&\n\n${mine}`));
    const upgraded = await run("--templates", next);
    expect(upgraded.files).toContainEqual(expect.objectContaining({ path: runner, action: "merged" }));
    const merged = await readFile(join(root, runner), "utf8");
    expect(merged).toContain(mine);
    expect(merged).toContain(nextLine);
  });
});
