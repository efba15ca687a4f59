import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { planPath } from "../../src/runs/setup.ts";
import { tempDir, writeFiles } from "../helpers/temp.ts";
import { aPlan } from "../runs/a-plan.ts";
import { everyFile, scaffold } from "../templates/support/scaffold.ts";
import { runHere } from "../upgrade/support/in-process.ts";

const textOf = (path: string) => readFile(fileURLToPath(new URL(`../../${path}`, import.meta.url)), "utf8");

interface Hook {
  id: string;
  name: string;
  entry: string;
  language: string;
  files: string;
  pass_filenames: boolean;
}

const hooks = parse(await textOf(".pre-commit-hooks.yaml")) as Hook[];
const [check, upToDate] = hooks;
const { bin } = JSON.parse(await textOf("package.json")) as { bin: Record<string, string> };

/** Runs a hook as pre-commit does: its entry, split at blanks, at the top of the repository. */
async function commit(cwd: string, { entry }: Hook) {
  const [program = "", ...argv] = entry.split(" ");
  expect(bin).toHaveProperty(program);
  return (await runHere(argv, { cwd })).exit;
}

async function repository(): Promise<string> {
  const root = await tempDir();
  expect((await runHere(["init", "--yes"], { cwd: root })).exit).toBe(0);
  return root;
}

describe("the hooks for pre-commit", () => {
  it("run where planning files are committed, and only there", () => {
    const all = [...scaffold(everyFile).keys(), "planning/config.yml", "planning/_runs/x/run.json"];
    const matching = (hook: Hook | undefined) => all.filter((path) => new RegExp(hook?.files ?? "").test(path));
    expect(matching(upToDate)).toEqual(all);
    expect(matching(check)).toEqual(all.filter((path) => path.startsWith("planning/")));
    for (const { files } of hooks) {
      for (const path of ["src/planning/x.ts", "src/x.ts", "docs/CLAUDE.md"])
        expect(path).not.toMatch(new RegExp(files));
    }
  });

  it("let a fresh scaffold and a draft be committed, and no settled plan with errors", async () => {
    const root = await repository();
    for (const hook of hooks) expect([hook.id, await commit(root, hook)]).toEqual([hook.id, 0]);
    const milestones = { M1: { validation: null } };
    await writeFiles(root, { [planPath]: aPlan({ milestones }) });
    expect(await commit(root, check as Hook)).toBe(0);
    await writeFiles(root, { [planPath]: aPlan({ milestones, status: "converged" }) });
    expect(await commit(root, check as Hook)).toBe(3);
    await writeFiles(root, { [planPath]: aPlan({ status: "converged" }) });
    expect(await commit(root, check as Hook)).toBe(0);
  });

  it("keep files that are behind from being committed", async () => {
    const root = await repository();
    const config = join(root, "planning/config.yml");
    const text = await readFile(config, "utf8");
    await writeFiles(root, { "planning/config.yml": text.replace("max_iterations: 3", "max_iterations: 5") });
    expect(await commit(root, upToDate as Hook)).toBe(3);
  });
});

describe("docs/ci.md", async () => {
  const blocks = [...(await textOf("docs/ci.md")).matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text = ""]) =>
    parse(text),
  );
  const { version } = JSON.parse(await textOf("package.json")) as { version: string };
  const { inputs } = parse(await textOf("action.yml")) as { inputs: Record<string, unknown> };

  it("has a workflow that calls the action by inputs it has", () => {
    const jobs = blocks.flatMap((block) => Object.values(block.jobs ?? {})) as {
      steps: { uses?: string; with?: object }[];
    }[];
    const steps = jobs.flatMap((job) => job.steps).filter(({ uses }) => uses?.includes("/plan-init@"));
    expect(steps.length).toBeGreaterThan(0);
    for (const step of steps) {
      expect(step.uses).toMatch(new RegExp(`/plan-init@v${version}$`));
      for (const key of Object.keys(step.with ?? {})) expect(inputs).toHaveProperty(key);
    }
  });

  it("has the hooks as they are", () => {
    const repos = blocks.flatMap((block) => block.repos ?? []) as {
      repo: string;
      rev?: string;
      hooks: Partial<Hook>[];
    }[];
    expect(repos.map(({ repo }) => repo)).toEqual([expect.stringMatching(/\/plan-init$/), "local"]);
    expect(repos[0]?.rev).toBe(`v${version}`);
    expect(repos[0]?.hooks).toEqual(hooks.map(({ id }) => ({ id })));
    for (const [at, hook] of (repos[1]?.hooks ?? []).entries()) {
      const { id, name, entry, language, files, pass_filenames } = hooks[at] as Hook;
      const added = { additional_dependencies: [`plan-init@${version}`] };
      expect(hook).toEqual({ id, name, entry, language, files, pass_filenames, ...added });
    }
  });
});
