import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { expect } from "vitest";
import { runsDir } from "../../src/runs/names.ts";
import { planPath } from "../../src/runs/setup.ts";
import { documentJsonSchema } from "../../src/ui/documents/index.ts";
import { commitAll, git, tempDir, writeFiles } from "../helpers/temp.ts";
import { runHere } from "../upgrade/support/in-process.ts";
import { aPlan, type PlanParts } from "./a-plan.ts";

/** What a verb answered. */
export interface Answer {
  exit: number | null;
  stdout: string;
  stderr: string;
  /** The first line on stdout. */
  line: string;
}

/** A repository in which a planning loop is played. */
export interface Loop {
  root: string;
  /** Runs `check` with flags. */
  check(...flags: string[]): Promise<Answer>;
  /** Runs `start` with flags; `run` is the run's id, empty when it was refused. */
  start(...flags: string[]): Promise<Answer & { run: string }>;
  /** A run that has converged on a plan. */
  converge(parts?: PlanParts): Promise<{ run: string }>;
  /** Writes a plan of these parts, with the id and the commit of the one that is there. */
  write(parts: PlanParts): Promise<void>;
  edit(change: (text: string) => string): Promise<void>;
  read(path: string): Promise<string>;
  /** Verdicts of the records of a run, in order. */
  recorded(run: string): Promise<string[]>;
}

/** A folder outside git, where every command is three times as fast. */
export async function loopWithoutGit(): Promise<Loop> {
  const root = join(await tempDir(), "repo");
  await writeFiles(root, scaffold);
  return playing(root);
}

const scaffold = { "planning/config.yml": "project: acme\ndefault_branch: main\n", [planPath]: aPlan() };

/** Makes a committed repository with a scaffolded plan in it. */
export async function loop(files: Record<string, string> = { "README.md": "# Acme\n" }): Promise<Loop> {
  const root = await tempDir();
  await writeFiles(root, { ...files, ...scaffold });
  await commitAll(root);
  return playing(root);
}

/** The verbs on a repository that is there. */
export function playing(root: string, env: Record<string, string> = {}): Loop {
  const plan = join(root, planPath);
  const say = async (...argv: string[]): Promise<Answer> => {
    const { exit, stdout, stderr } = await runHere(argv, { cwd: root, env });
    return { exit, stdout, stderr, line: stdout.split("\n")[0] ?? "" };
  };
  const on: Loop = {
    root,
    check: (...flags) => say("check", ...flags),
    start: async (...flags) => {
      const answer = await say("start", ...flags);
      return { ...answer, run: /planning\/_runs\/(\S+)/.exec(answer.exit === 0 ? answer.line : "")?.[1] ?? "" };
    },
    converge: async (parts = {}) => {
      const { run } = await on.start("--goal", "add login");
      await on.write(parts);
      await on.check("--record");
      expect(await on.check("--record")).toMatchObject({ exit: 0 });
      return { run };
    },
    write: async (parts) => {
      const now = await readFile(plan, "utf8");
      const [planId, commit] = [/Plan ID: `([^`]+)`/, /Commit: `([^`]+)`/].map((each) => each.exec(now)?.[1]);
      await writeFile(plan, aPlan({ ...(planId && { planId }), ...(commit && { commit }), ...parts }));
    },
    edit: async (change) => writeFile(plan, change(await readFile(plan, "utf8"))),
    read: (path) => readFile(join(root, path), "utf8"),
    recorded: async (run) => {
      const { iterations } = JSON.parse(await on.read(`${runsDir}/${run}/run.json`));
      return iterations.map(
        ({ verdict }: { verdict: { kind: string; reason: string } }) => `${verdict.kind} ${verdict.reason}`,
      );
    },
  };
  return on;
}

const validators = new Map<string, ValidateFunction>();

/** The document of `--json`, held to its schema. */
export function documentOf(name: "start" | "check" | "verify" | "delta" | "status" | "archive", { stdout }: Answer) {
  const validate =
    validators.get(name) ??
    new Ajv({ strict: false, formats: { "date-time": true } }).compile(documentJsonSchema(name) as object);
  validators.set(name, validate);
  const document = JSON.parse(stdout);
  expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  return document;
}

/** Commits files and returns the hash. */
export async function commit(root: string, files: Record<string, string>, message: string): Promise<string> {
  await writeFiles(root, files);
  await git(root, "add", "--all");
  await git(root, "commit", "--quiet", "--message", message);
  return git(root, "rev-parse", "HEAD");
}
