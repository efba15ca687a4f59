import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { expect } from "vitest";
import type { StrategyRun } from "../../../src/strategy/run/record.ts";
import { openStrategyRun, readStrategyRuns } from "../../../src/strategy/run/store.ts";
import { documentJsonSchema } from "../../../src/ui/documents/index.ts";
import { commitAll, tempDir, writeFiles } from "../../helpers/temp.ts";
import { runHere } from "../../upgrade/support/in-process.ts";

export const aTree = `# Prerequisite Tree

## Objective: Documentation site (@docs)
- [x] Core stable
- [ ] Bootstrap works (@bootstrap)
- [ ] Domain for the site (@docs-domain) ⏳ blocked-on-vault (vault/pending/docs-domain.md)
Status: BLOCKED — 2 prerequisites unresolved
`;

export const scaffold = {
  "README.md": "# Acme\n",
  "planning/config.yml": "project: acme\ndefault_branch: main\n",
  "planning/VISION.md": "# Vision\n\nThe documentation site is up.\n",
  "planning/_state/PREREQUISITES.md": aTree,
  "planning/strategy/vault/pending/docs-domain.md": "# Buy the domain\n",
};

export interface Said {
  exit: number | null;
  stdout: string;
  stderr: string;
}

/** What `--json` prints. */
export interface Document {
  schema: string;
  step: string;
  result: string;
  run: string | null;
  words: string;
  data: Record<string, unknown>;
  notes: string[];
  next: string[];
}

/** A repository that strategy runs are played in. */
export interface Field {
  root: string;
  /** Types `plan-init strategy …`. */
  say(step: string, ...argv: string[]): Promise<Said>;
  /** The same with `--json`, held to the schema. */
  json(step: string, ...argv: string[]): Promise<Said & { document: Document }>;
  read(path: string): Promise<string>;
  edit(path: string, change: (text: string) => string): Promise<void>;
  write(files: Record<string, string>): Promise<void>;
  open(): Promise<StrategyRun>;
  runs(): Promise<StrategyRun[]>;
  /** Fills in the slots of the journal of that day. */
  fill(): Promise<void>;
  /** All that a run with nothing to decide on needs, `end` included. */
  playThrough(...flags: string[]): Promise<StrategyRun>;
  /** What the clock says from now on. */
  now: Date;
}

let validate: ValidateFunction | undefined;

/** The verbs on a folder that is there. */
export function playing(root: string, env: Record<string, string> = {}): Field {
  const field: Field = {
    root,
    now: new Date("2025-03-04T05:06:07Z"),
    // A machine that tests run on may be short of memory.
    say: (step, ...argv) =>
      runHere(["strategy", step, ...(step === "start" ? ["--min-memory", "0"] : []), ...argv], {
        cwd: root,
        env,
        now: field.now,
      }),
    json: async (step, ...argv) => {
      const said = await field.say(step, ...argv, "--json");
      const document = JSON.parse(said.stdout);
      if (document.schema === "plan-init/strategy/1") {
        validate ??= new Ajv({ strict: false }).compile(documentJsonSchema("strategy") as object);
        expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
      }
      return { ...said, document };
    },
    read: (path) => readFile(join(root, path), "utf8"),
    edit: async (path, change) => writeFile(join(root, path), change(await field.read(path))),
    write: (files) => writeFiles(root, files),
    open: async () => {
      const run = await openStrategyRun(root);
      if (run === undefined) throw new Error("there is no open run");
      return run;
    },
    runs: async () => (await readStrategyRuns(root)).runs,
    fill: async () => {
      const { opened } = await field.open();
      await field.edit(`planning/strategy/journal/${opened.slice(0, 10)}.md`, (text) =>
        text.replace(/<!-- (?:what|everything)[^>]*-->/g, "Nothing out of the ordinary."),
      );
    },
    playThrough: async (...flags) => {
      expect(await field.say("start", ...flags)).toMatchObject({ exit: 0 });
      const run = await field.open();
      expect(await field.say("tree")).toMatchObject({ exit: 0 });
      expect(await field.say("journal")).toMatchObject({ exit: 3 });
      await field.fill();
      expect(await field.say("journal")).toMatchObject({ exit: 0 });
      expect(await field.say("end")).toMatchObject({ exit: 0 });
      return run;
    },
  };
  return field;
}

/** A committed repository with a vision and a tree. */
export async function aField(files: Record<string, string> = {}): Promise<Field> {
  const root = await tempDir();
  await writeFiles(root, { ...scaffold, ...files });
  await commitAll(root);
  return playing(root);
}

/** A folder outside git, where every command is several times as fast. */
export async function aFieldWithoutGit(files: Record<string, string> = {}): Promise<Field> {
  const root = join(await tempDir(), "repo");
  await writeFiles(root, { ...scaffold, ...files });
  return playing(root);
}
