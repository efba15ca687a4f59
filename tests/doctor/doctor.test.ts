import path from "node:path";
import { Ajv } from "ajv";
import fs from "fs-extra";
import { describe, expect, it } from "vitest";
import { documentJsonSchema } from "../../src/ui/documents.ts";
import { planInit } from "../helpers/cli.ts";
import { git, tempDir } from "../helpers/temp.ts";
import { snapshot } from "../helpers/tree.ts";

const validate = new Ajv({ strict: false }).compile(documentJsonSchema("doctor") as object);

async function scaffolded(): Promise<string> {
  const root = await tempDir();
  await git(root, "init", "-q");
  await fs.writeFile(path.join(root, "README.md"), "# Acme\n");
  await git(root, "add", ".");
  await git(root, "commit", "-qm", "start");
  expect((await planInit(["--yes"], { cwd: root })).exit).toBe(0);
  return root;
}

async function examine(root: string) {
  const { exit, stdout, stderr } = await planInit(["doctor", "--json"], { cwd: root });
  expect(stderr).toBe("");
  const document = JSON.parse(stdout);
  expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  const findings = document.findings as {
    check: string;
    severity: string;
    path?: string;
    line?: number;
    fix?: string;
  }[];
  return { exit, findings, serious: findings.filter(({ severity }) => severity !== "info").map(({ check }) => check) };
}

const manifest = "planning/.plan-init/manifest.json";
const runner = "planning/PLANNER_RUNNER.md";

interface Row {
  trouble: string;
  make: (root: string) => Promise<unknown>;
  checks: string[];
}

const at = (root: string, file: string) => path.join(root, file);
const edit = async (root: string, file: string, change: (text: string) => string) =>
  fs.writeFile(at(root, file), change(await fs.readFile(at(root, file), "utf8")));

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
  {
    trouble: "git that ignores planning/",
    make: (root) => fs.writeFile(at(root, ".gitignore"), "planning/\n"),
    checks: ["git/ignored"],
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
  expect((await planInit(["--yes"], { cwd: root })).exit).toBe(4);
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

  it("names the file and the line of an unresolved conflict", async () => {
    const root = await scaffolded();
    await edit(root, manifest, (text) =>
      text.replace(/("mode": "merge",\s+"path": "planning\/PLANNER_RUNNER.md",\s+"state": )"ok"/, '$1"conflicted"'),
    );
    await fs.writeFile(
      at(root, runner),
      "# x\n\n<<<<<<< yours\na\n||||||| template 0.1.0\nb\n=======\nc\n>>>>>>> template 0.2.0\n",
    );
    const { findings } = await examine(root);
    expect(findings[0]).toMatchObject({ check: "files/unresolved", path: runner, line: 3 });
  });

  it("names formatters that read planning/, and is content when they leave it alone", async () => {
    const root = await scaffolded();
    await fs.writeFile(at(root, ".prettierrc"), "{}\n");
    const reading = await examine(root);
    expect(reading.findings).toContainEqual(
      expect.objectContaining({ check: "tools/reads-planning", severity: "info" }),
    );
    await fs.writeFile(at(root, ".prettierignore"), "planning/\n");
    const ignoring = await examine(root);
    expect(ignoring.findings.map(({ check }) => check)).not.toContain("tools/reads-planning");
  });

  it("says what to run where plan-init has not been", async () => {
    const root = await tempDir();
    const { exit, serious } = await examine(root);
    expect(exit).toBe(3);
    expect(serious).toContain("setup/absent");
  });
});
