import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { evidenceFile } from "../../src/evidence/record.ts";
import { runsDir } from "../../src/runs/names.ts";
import { git, makeTempDir, removeTempDir, writeFiles } from "../helpers/temp.ts";
import { snapshot } from "../helpers/tree.ts";
import { aPlan } from "../runs/a-plan.ts";
import { commit, documentOf } from "../runs/loop.ts";
import { opened } from "../runs/some-runs.ts";
import { runHere } from "../upgrade/support/in-process.ts";

const command = "test -f src/m1.ts";
const id = "2025-03-04T050607Z-add-login-abcd";

/** A repository in which M1 was built on a branch and verified. */
interface Built {
  root: string;
  baseline: string;
  commits: [string, string];
  /** A commit on another branch, from the baseline on. */
  aside: string;
  /** A commit before the baseline. */
  before: string;
  blob: string;
}

let built: Built;

beforeAll(async () => {
  const root = await makeTempDir();
  await git(root, "init", "--quiet");
  const before = await commit(root, { "README.md": "# Acme\n" }, "Start");
  const baseline = await commit(root, { "planning/config.yml": "project: acme\ndefault_branch: main\n" }, "Scaffold");
  await git(root, "checkout", "--quiet", "-b", "other");
  const aside = await commit(root, { "other.txt": "x" }, "Go aside");
  await git(root, "checkout", "--quiet", "-b", "feat/login", "main");
  const first = await commit(root, { "src/m1.ts": "1" }, "M1: begin");
  const second = await commit(root, { "src/m1.ts": "2", "src/extra.ts": "x" }, "M1: end");
  const blob = await git(root, "rev-parse", "HEAD:src/m1.ts");
  await writePlan(root, baseline, "done");
  built = { root, baseline, commits: [first, second], aside, before, blob };
  await writeFiles(root, { [`${runsDir}/${id}/run.json`]: runRecord });
  expect(await runHere(["verify", "M1", "--yes", "--changed"], { cwd: root })).toMatchObject({ exit: 0 });
  return () => removeTempDir(root);
});

const runRecord = JSON.stringify(opened({ id }));

const writePlan = (root: string, baseline: string, status: string) =>
  writeFiles(root, {
    "planning/_state/CANONICAL_PLAN.md": aPlan({
      planId: id,
      commit: baseline,
      milestones: { M1: { status, validation: `\`${command}\` → exit 0` }, M2: { files: "`src/**/*.ts`" } },
    }),
  });

const report = (given: Partial<Record<string, string>> = {}): string => {
  const lines: Record<string, string | undefined> = {
    Milestone: "M1",
    Status: "DONE",
    Branch: "feat/login",
    Commits: built.commits.map((hash) => hash.slice(0, 9)).join(", "),
    "Interface/API changes": "none",
    "Schema/config changes": "none",
    "Failing tests": "none",
    Validation: `\`${command}\` → exit 0`,
    ...given,
  };
  return Object.entries(lines)
    .flatMap(([label, value]) => (value === undefined ? [] : [`- ${label}: ${value}\n`]))
    .join("");
};

const fileOf = (name: string): string => join(built.root, runsDir, id, name);

/** What `delta` makes of a report. */
async function judge(text: string, root = built.root) {
  await mkdir(join(root, runsDir, id), { recursive: true });
  const file = join(root, runsDir, id, "delta-M1.md");
  await writeFile(file, text);
  onTestFinished(() => rm(file, { force: true }));
  const { exit, stdout, stderr } = await runHere(["delta", "M1", "--json"], { cwd: root });
  const document = documentOf("delta", { exit, stdout, stderr, line: "" });
  const [{ claims, notes, result }] = document.deltas;
  type Said = { claim: string; verdict: string; what: string };
  const doubtful = (claims as Said[]).filter(({ verdict }) => verdict !== "confirmed");
  return {
    exit,
    result,
    notes: notes as string[],
    doubtful: doubtful.map(({ claim, verdict, what }) => `${claim} ${verdict}: ${what}`),
  };
}

describe("an honest report", () => {
  it("is confirmed, with what it touched beyond the plan as a note, and nothing written", async () => {
    await writeFile(fileOf("delta-M1.md"), report());
    onTestFinished(() => rm(fileOf("delta-M1.md")));
    const before = await snapshot(built.root);
    const { exit, stdout } = await runHere(["delta"], { cwd: built.root });
    expect(exit).toBe(0);
    expect(stdout).toMatch(/^M1 DONE: confirmed/);
    expect(stdout).toContain("`src/extra.ts`");
    expect(await snapshot(built.root)).toEqual(before);
  });

  it("of something blocked is confirmed too", async () => {
    await writePlan(built.root, built.baseline, "blocked");
    onTestFinished(() => writePlan(built.root, built.baseline, "done"));
    const account = {
      Status: "BLOCKED",
      Commits: "none",
      Validation: "not run",
      "Expected / Found / Why": "a table / none / it was dropped in 2.0",
    };
    expect(await judge(report(account))).toMatchObject({ exit: 0, doubtful: [] });
    const silent = await judge(report({ ...account, "Expected / Found / Why": "" }));
    expect(silent.doubtful).toEqual([
      expect.stringContaining("account refuted: BLOCKED, and the report does not say Expected, Found, Why"),
    ]);
  });
});

describe("a report is doubted that", () => {
  const doubts: [what: string, given: () => Partial<Record<string, string>>, said: RegExp[]][] = [
    [
      "names another milestone",
      () => ({ Milestone: "M2" }),
      [
        /^milestone refuted: the report is about M2, and its file is called/,
        /^plan-status refuted/,
        /^validation refuted/,
        /^validation refuted/,
        /^evidence unknown: there is no evidence of `npm test -- m2`/,
      ],
    ],
    [
      "names a milestone that is none",
      () => ({ Milestone: "M7" }),
      [/^milestone refuted: the plan has no milestone `M7`/],
    ],
    ["has a status that is none", () => ({ Status: "finished" }), [/^status refuted: `finished` is no status/]],
    [
      "invents a hash",
      () => ({ Commits: "deadbeef1" }),
      [/^commit refuted: `deadbeef1` is no commit that exists here/],
    ],
    ["invents a whole hash", () => ({ Commits: "1".repeat(40) }), [/^commit refuted: `111111111111` is no commit/]],
    [
      "names a file's hash",
      () => ({ Commits: built.blob.slice(0, 12) }),
      [/^commit refuted: .* but no commit: a file/],
    ],
    [
      "names a commit of another branch",
      () => ({ Commits: built.aside }),
      [/^commit refuted: .* is not on `feat\/login`/, /^evidence unknown: .* before the last/],
    ],
    [
      "names a commit before the baseline",
      () => ({ Commits: built.before }),
      [/^commit refuted: .* does not descend from the plan's baseline/],
    ],
    ["names the baseline", () => ({ Commits: built.baseline }), [/^commit refuted: .* does not descend/]],
    ["names no commit", () => ({ Commits: "none" }), [/^commit refuted: DONE, and the report names no commit/]],
    [
      "names a branch that is none",
      () => ({ Branch: "feat/gone" }),
      [/^branch unknown: there is no branch `feat\/gone` here/],
    ],
    [
      "names what git would take for an option",
      () => ({ Branch: "--all" }),
      [/^branch unknown: there is no branch `--all`/],
    ],
    ["names what git would take for a range", () => ({ Branch: "main..other" }), [/^branch unknown/]],
    [
      "ran something else",
      () => ({ Validation: "`true` → exit 0" }),
      [/^validation refuted: `true` is not a validation of M1/, /^validation refuted: the report leaves out/],
    ],
    ["says nothing of failing tests", () => ({ "Failing tests": undefined }) as never, [/^failing-tests refuted/]],
    [
      "is done with failing tests",
      () => ({ "Failing tests": "login.test.ts" }),
      [/^failing-tests refuted: DONE, with failing tests: login/],
    ],
    [
      "is blocked where the plan says done",
      () => ({ Status: "BLOCKED", Why: "a", Expected: "b", Found: "c" }),
      [/^plan-status refuted: the report says BLOCKED, and the plan says that M1 is `done`/],
    ],
    [
      "tells a story",
      () => ({ Why: "x\n\n  x\n".repeat(9) }),
      [/^length refuted: the report has \d+ lines, and 15 are the most/],
    ],
  ];
  it.each(doubts)("%s", async (_, given, said) => {
    const { exit, doubtful } = await judge(report(given()));
    expect(exit).toBe(3);
    expect(doubtful).toEqual(said.map((words) => expect.stringMatching(words)));
  });
});

describe("the evidence", () => {
  /** Puts other lines in the place of the evidence for the running test. */
  async function withEvidence(
    change: (line: Record<string, unknown>) => Record<string, unknown> | string,
  ): Promise<string[]> {
    const file = join(built.root, evidenceFile(id));
    const { readFile } = await import("node:fs/promises");
    const text = await readFile(file, "utf8");
    onTestFinished(() => writeFile(file, text));
    const changed = change(JSON.parse(text.split("\n")[0] ?? ""));
    await writeFile(file, typeof changed === "string" ? changed : `${JSON.stringify(changed)}\n`);
    return (await judge(report())).doubtful;
  }

  const cases: [string, (line: Record<string, unknown>) => Record<string, unknown> | string, RegExp[]][] = [
    ["that is missing leaves it open", () => "", [/^evidence unknown: there is no evidence of `test -f/]],
    [
      "by hand is a claim",
      () => JSON.stringify({ milestone: "M1", command, exit: 0 }),
      [/^evidence unknown: .* written down by hand/],
    ],
    [
      "of another milestone is none",
      (line) => ({ ...line, milestone: "M2" }),
      [/^evidence unknown: there is no evidence/],
    ],
    [
      "of a failure refutes",
      (line) => ({ ...line, exit: 1, passed: false }),
      [/^failing-tests refuted: none, it says, but/, /^evidence refuted: .* failed when it was last tried: exit 1/],
    ],
    [
      "from before the last commit leaves it open",
      (line) => ({ ...line, commit: built.commits[0] }),
      [/^evidence unknown: .* before the last of these commits/],
    ],
    [
      "with uncommitted changes leaves it open",
      (line) => ({ ...line, dirty: true }),
      [/^evidence unknown: .* with uncommitted changes/],
    ],
    [
      "at a commit that is not here leaves it open",
      (line) => ({ ...line, commit: "1".repeat(40) }),
      [/^evidence unknown: .* is not here/],
    ],
    [
      "for another outcome leaves it open",
      (line) => ({ ...line, expected: "exit 1" }),
      [/^evidence unknown: .* something else was expected/],
    ],
    [
      "half written counts for nothing",
      (line) => JSON.stringify(line).slice(0, 80),
      [/^evidence unknown: there is no evidence/],
    ],
    ["of another structure of the plan still counts", (line) => ({ ...line, fingerprint: "0".repeat(64) }), []],
  ];
  it.each(cases)("%s", async (_, change, said) => {
    expect(await withEvidence(change)).toEqual(said.map((words) => expect.stringMatching(words)));
  });
});

describe("where git cannot tell", () => {
  it("no git: what needs it is unknown", async () => {
    const root = await makeTempDir();
    onTestFinished(() => removeTempDir(root));
    await writePlan(root, built.baseline, "done");
    await writeFiles(root, { [`${runsDir}/${id}/run.json`]: runRecord });
    const { exit, doubtful } = await judge(report(), root);
    expect(exit).toBe(3);
    expect(doubtful.filter((words) => /^(?:branch|commit) unknown: .*not a git repository/.test(words))).toHaveLength(
      3,
    );
  });

  it("a shallow clone: what was cut off is unknown, not refuted", async () => {
    const root = await makeTempDir();
    onTestFinished(() => removeTempDir(root));
    await git(root, "clone", "--quiet", "--depth", "1", "--branch", "feat/login", `file://${built.root}`, "clone");
    const clone = join(root, "clone");
    await writePlan(clone, built.baseline, "done");
    await writeFiles(clone, { [`${runsDir}/${id}/run.json`]: runRecord });
    const { doubtful } = await judge(report(), clone);
    const commits = doubtful.filter((words) => words.startsWith("commit"));
    expect(commits).toEqual([
      expect.stringMatching(/unknown: .*cut off/),
      expect.stringMatching(/unknown: .*baseline/),
    ]);
  });
});

describe("delta", () => {
  it("says which report is missing", async () => {
    const { exit, stderr } = await runHere(["delta", "M2"], { cwd: built.root });
    expect(exit).toBe(2);
    expect(stderr).toContain(`there is no \`${runsDir}/${id}/delta-M2.md\``);
  });

  it("takes another file, relative to where one is", async () => {
    await writeFiles(built.root, { "notes/m1.md": report() });
    onTestFinished(() => rm(join(built.root, "notes"), { recursive: true }));
    const from = { cwd: join(built.root, "notes") };
    expect(await runHere(["delta", "--file", "m1.md"], from)).toMatchObject({ exit: 0 });
    expect(await runHere(["delta", "--file", "none.md"], from)).toMatchObject({ exit: 2 });
    expect(await runHere(["delta", "M1", "--file", "m1.md"], from)).toMatchObject({ exit: 2 });
  });

  it("prints nothing that a terminal would act on", async () => {
    await writeFile(fileOf("delta-M1.md"), report({ Status: "\u001b[2Jgone", Branch: "a\u202eb" }));
    onTestFinished(() => rm(fileOf("delta-M1.md")));
    const { stdout } = await runHere(["delta", "M1"], { cwd: built.root });
    expect(stdout).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
  });
});
