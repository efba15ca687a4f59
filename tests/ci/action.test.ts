import { spawn } from "node:child_process";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { planPath } from "../../src/runs/setup.ts";
import { cli } from "../helpers/cli.ts";
import { commitAll, gitEnv, tempDir, writeFiles } from "../helpers/temp.ts";
import { snapshot } from "../helpers/tree.ts";
import { aPlan } from "../runs/a-plan.ts";
import { runHere } from "../upgrade/support/in-process.ts";

const project = fileURLToPath(new URL("../..", import.meta.url));

interface Step {
  name: string;
  if?: string;
  shell: string;
  "working-directory": string;
  env: Record<string, string>;
  run: string;
}

interface Action {
  inputs: Record<string, { description: string; default: string }>;
  runs: { using: string; steps: Step[] };
}

const action: Action = parse(await readFile(join(project, "action.yml"), "utf8"));
const { version } = JSON.parse(await readFile(join(project, "package.json"), "utf8")) as { version: string };

interface Played {
  exit: number | null;
  stdout: string;
  stderr: string;
  /** The arguments of each call of npx. */
  calls: string[][];
}

/** Runs the steps of the action as a runner of GitHub does, with npx replaced by one that knows plan-init as it was built. */
async function play(root: string, given: Record<string, string> = {}, calls = "carried out"): Promise<Played[]> {
  const inputs = {
    ...Object.fromEntries(Object.entries(action.inputs).map(([key, it]) => [key, it.default])),
    ...given,
  };
  const bin = await npxIn(await tempDir());
  const played: Played[] = [];
  for (const step of action.runs.steps) {
    const env = Object.fromEntries(Object.entries(step.env).map(([key, value]) => [key, filled(value, inputs)]));
    const cwd = join(root, filled(step["working-directory"], inputs));
    const log = join(bin, `calls-${played.length}`);
    await writeFile(log, "");
    const result = await bash(step.run, cwd, { ...gitEnv, ...env, ...around(bin, log), NPX_CALLS: calls });
    const lines = (await readFile(log, "utf8")).split("\n").filter((line) => line !== "");
    played.push({ ...result, calls: lines.map((line) => JSON.parse(line)) });
  }
  return played;
}

const around = (bin: string, log: string): Record<string, string> => ({
  PATH: `${bin}:${gitEnv.PATH}`,
  GITHUB_ACTION_PATH: project,
  NPX_LOG: log,
});

const filled = (value: string, inputs: Record<string, string>): string =>
  value.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, key: string) => inputs[key] ?? "");

/** An npx that writes its arguments down and runs plan-init, whatever version is asked for. */
async function npxIn(bin: string): Promise<string> {
  const script = `#!${process.execPath}
const fs = require("node:fs"), { spawnSync } = require("node:child_process");
const args = process.argv.slice(2);
fs.appendFileSync(process.env.NPX_LOG, JSON.stringify(args) + "\\n");
if (process.env.NPX_CALLS === "carried out") process.exit(spawnSync(process.execPath, [${JSON.stringify(cli)}, ...args.slice(2)], { stdio: "inherit" }).status);
`;
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, "npx"), script);
  await chmod(join(bin, "npx"), 0o755);
  return bin;
}

/** Runs a script as GitHub's runners do for `shell: bash`. */
function bash(script: string, cwd: string, env: Record<string, string>): Promise<Omit<Played, "calls">> {
  return new Promise((resolve, reject) => {
    const args = ["--noprofile", "--norc", "-eo", "pipefail", "-c", script];
    const child = spawn("bash", args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    const output = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      child[name].setEncoding("utf8").on("data", (chunk: string) => {
        output[name] += chunk;
      });
    }
    child.on("error", reject);
    child.on("close", (exit) => resolve({ exit, ...output }));
  });
}

/** A committed repository with planning in a folder of it, and a plan. */
async function repository(plan: string, folder = "."): Promise<string> {
  const root = await tempDir();
  const home = join(root, folder);
  await mkdir(home, { recursive: true });
  const { exit, stderr } = await runHere(["init", "--yes", "--here"], { cwd: home });
  if (exit !== 0) throw new Error(stderr);
  await writeFiles(home, { [planPath]: plan });
  await commitAll(root);
  return root;
}

const exits = (played: Played[]) => played.map(({ exit }) => exit);

describe("the action", () => {
  it("is composite, and hands inputs to its scripts through the environment alone", () => {
    expect(action.runs.using).toBe("composite");
    for (const { run, env, shell } of action.runs.steps) {
      expect(shell).toBe("bash");
      expect(run).not.toContain("${{");
      for (const value of Object.values(env)) expect(value).toMatch(/^\$\{\{ inputs\.[\w-]+ \}\}$/);
    }
    const used = new Set([...JSON.stringify(action.runs).matchAll(/inputs\.([\w-]+)/g)].map(([, key]) => key));
    expect([...used].sort()).toEqual(Object.keys(action.inputs).sort());
  });

  it("runs the version that it is itself, or the one that is asked for", async () => {
    const root = await repository(aPlan({ status: "executing" }));
    const played = await play(root);
    expect(exits(played)).toEqual([0, 0]);
    expect(played.flatMap(({ calls }) => calls)).toEqual([
      ["--yes", `plan-init@${version}`, "check", "--format", "github", "--allow-draft"],
      ["--yes", `plan-init@${version}`, "init", "--check"],
    ]);
    const [check, upToDate] = await play(root, { version: "1.2.3", "allow-draft": "false" });
    expect(check?.calls).toEqual([["--yes", "plan-init@1.2.3", "check", "--format", "github"]]);
    expect(upToDate?.calls).toEqual([["--yes", "plan-init@1.2.3", "init", "--check"]]);
  });

  it("annotates the lines of a plan with errors, and fails on one that was settled", async () => {
    const plan = aPlan({ status: "executing", milestones: { M1: {}, M2: { validation: null } } });
    const [check, upToDate] = await play(await repository(plan));
    const line = plan.split("\n").findIndex((text) => text.startsWith("### M2")) + 1;
    expect(check?.exit).toBe(3);
    expect(check?.stdout).toMatch(new RegExp(`^::error file=${planPath},line=${line},.*no-validation`, "m"));
    expect(upToDate?.exit).toBe(0);
  });

  it("annotates a draft and lets it pass, unless told otherwise", async () => {
    const root = await repository(aPlan({ milestones: { M1: { validation: null } } }));
    const [lenient] = await play(root);
    expect(lenient?.exit).toBe(0);
    expect(lenient?.stdout).toMatch(/^::error /m);
    const [strict] = await play(root, { "allow-draft": "false" });
    expect(strict?.exit).toBe(3);
  });

  it("fails when the planning files are behind", async () => {
    const root = await repository(aPlan({ status: "executing" }));
    await writeFiles(root, { "planning/config.yml": "project: another\ndefault_branch: main\nagents: []\n" });
    expect(exits(await play(root))).toEqual([0, 3]);
  });

  it("works in a part of a repository, and names files from its top", async () => {
    const plan = aPlan({ status: "executing", milestones: { M1: { validation: null } } });
    const root = await repository(plan, "packages/an api");
    const [check, upToDate] = await play(root, { "working-directory": "packages/an api" });
    expect(check?.stdout).toMatch(new RegExp(`^::error file=packages/an api/${planPath},`, "m"));
    expect([check?.exit, upToDate?.exit]).toEqual([3, 0]);
  });

  it("hands on further arguments, one for each word", async () => {
    const root = await repository(aPlan());
    await writeFiles(root, { "docs/other.md": aPlan({ status: "done" }) });
    const [check] = await play(root, { args: "  docs/other.md\n  --json " });
    expect(check?.calls[0]?.slice(5)).toEqual(["docs/other.md", "--json", "--allow-draft"]);
    expect(check?.exit).toBe(0);
  });

  it.each([
    ["version", "latest; touch pwned"],
    ["version", "$(touch pwned)"],
    ["version", '"; touch pwned; "'],
    ["version", "`touch pwned`"],
    ["version", "1.0.0 --package=other"],
    ["allow-draft", "true ]] && touch pwned; [[ a"],
    ["allow-draft", "$(touch pwned)"],
    ["args", "; touch pwned"],
    ["args", "$(touch pwned) && touch pwned"],
    ["args", "`touch pwned` | tee pwned > pwned"],
    ["args", "x[$(touch pwned)]"],
    ["args", "* ?? ~ $HOME"],
    ["args", "\n'; touch pwned\n"],
  ])("runs nothing that stands in an input: %s %j", async (input, value) => {
    const root = await tempDir();
    const [check, upToDate] = await play(root, { [input]: value }, "only written down");
    expect(await snapshot(root)).toEqual({});
    expect([check?.exit, upToDate?.exit, check?.calls.length, upToDate?.calls.length]).toEqual([0, 0, 1, 1]);
    const [yes, program, verb] = check?.calls[0] ?? [];
    expect([yes, verb]).toEqual(["--yes", "check"]);
    if (input === "version") expect(program).toBe(`plan-init@${value}`);
    if (input === "args") expect(check?.calls[0]?.slice(5, -1)).toEqual(value.trim().split(/\s+/));
  });
});
