import { access, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv } from "ajv";
import { expect } from "vitest";
import { type StrategyRun, strategyRunFile } from "../../../src/strategy/run/record.ts";
import { documentJsonSchema } from "../../../src/ui/documents/index.ts";
import { tempDir, writeFiles } from "../../helpers/temp.ts";
import { runHere } from "../../upgrade/support/in-process.ts";

export const runId = "2025-03-04T050000Z-quarter-ab12";

/** A run that is under way. */
export const aRun = (over: Partial<StrategyRun> = {}): StrategyRun => ({
  schema: 1,
  id: runId,
  goal: "",
  opened: "2025-03-04T05:00:00Z",
  program: "0.1.0",
  branch: "main",
  commit: null,
  number: 1,
  most: 5,
  outcomes: {},
  triaged: [],
  constraints: [],
  filed: [],
  wrote: [],
  ended: null,
  ...over,
});

/** A repository with an open strategy run. */
export interface StrategyRepo {
  root: string;
  /** Runs `strategy` with arguments. */
  say(...args: string[]): Promise<Said>;
  /** The same with a text on stdin. */
  pipe(stdin: string, ...args: string[]): Promise<Said>;
  read(path: string): Promise<string>;
  has(path: string): Promise<boolean>;
  /** Names of a folder's files, sorted; none where there is no folder. */
  list(folder: string): Promise<string[]>;
  run(): Promise<StrategyRun>;
  write(files: Record<string, string>): Promise<void>;
}

export interface Said {
  exit: number | null;
  stdout: string;
  stderr: string;
}

export async function strategyRepo(
  files: Record<string, string> = {},
  run: Partial<StrategyRun> = {},
): Promise<StrategyRepo> {
  const root = join(await tempDir(), "repo");
  await writeFiles(root, {
    "planning/config.yml": "project: acme\ndefault_branch: main\n",
    [strategyRunFile(runId)]: JSON.stringify(aRun(run)),
    ...files,
  });
  const pipe = (stdin: string, ...args: string[]) => runHere(["strategy", ...args], { cwd: root, stdin });
  return {
    root,
    pipe,
    say: (...args) => pipe("", ...args),
    read: (path) => readFile(join(root, path), "utf8"),
    has: (path) =>
      access(join(root, path)).then(
        () => true,
        () => false,
      ),
    list: async (folder) => (await readdir(join(root, folder)).catch(() => [])).sort(),
    run: async () => JSON.parse(await readFile(join(root, strategyRunFile(runId)), "utf8")),
    write: (more) => writeFiles(root, more),
  };
}

const validate = new Ajv({ strict: false }).compile(documentJsonSchema("strategy") as object);

/** The document of `--json`, held to its schema. */
export function documentOf({ stdout }: Said) {
  const document = JSON.parse(stdout);
  expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  return document;
}
