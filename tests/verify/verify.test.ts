import { existsSync } from "node:fs";
import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { evidenceFile } from "../../src/evidence/record.ts";
import { parseBaselineRecord } from "../../src/runs/baseline-record.ts";
import { git, writeFiles } from "../helpers/temp.ts";
import { snapshot } from "../helpers/tree.ts";
import { commit, documentOf, loop, loopWithoutGit } from "../runs/loop.ts";
import { runHere } from "../upgrade/support/in-process.ts";
import { building, buildingInGit, withCommand } from "./in-repo.ts";

describe("verify", () => {
  it("runs what comes next and keeps the evidence", async () => {
    const on = await buildingInGit({
      M1: withCommand("echo seen; echo twelve passed"),
      M2: withCommand("touch not-run"),
    });
    const { exit, stdout } = await on.verify("--yes");
    expect(exit).toBe(0);
    expect(stdout).toContain("$ echo seen; echo twelve passed");
    const head = await git(on.root, "rev-parse", "HEAD");
    expect(await on.evidence()).toEqual([
      {
        by: "verify",
        kind: "command",
        milestone: "M1",
        command: "echo seen; echo twelve passed",
        expected: "exit 0",
        exit: 0,
        signal: null,
        timedOut: false,
        passed: true,
        ms: expect.any(Number),
        tail: "seen\ntwelve passed",
        commit: head,
        dirty: false,
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
        at: "2025-03-04T05:06:07.000Z",
      },
    ]);
    expect(existsSync(join(on.root, "not-run"))).toBe(false);
  });

  const commands: [what: string, command: string, outcome: string, exit: number][] = [
    ["a pipe and quotes", `printf 'a b\\nc' | grep "a b"`, "exit 0", 0],
    ["the end of a pipe", "false | true", "exit 0", 0],
    ["other letters", `test "grün→✓" = 'grün→✓'`, "exit 0", 0],
    ["a failure", "exit 7", "exit 0", 3],
    ["a failure that is expected", "exit 7", "exit 7", 0],
    ["any failure that is expected", "exit 9", "exits non-zero", 0],
    ["a signal of its own", "kill -9 $$", "exit 0", 3],
    ["a command that does not exist", "no-such-command-here", "exit 0", 3],
    ["what looks like a flag", "-x", "exit 0", 3],
    ["a question that nobody answers", 'read answer && test -n "$answer"', "exit 0", 3],
    ["what it is to print", "echo 1; echo ready", "exit 0, prints `ready`", 0],
    ["another number than it is to print", "echo 1", "prints 2", 3],
    ["variables of its own", "a='$(touch pwned)'; test \"$a\" = '$(touch pwned)' && test ! -e pwned", "exit 0", 0],
  ];
  it("judges commands by their exit status, and by what they are to print", async () => {
    const milestones = commands.map(([, command, outcome], at) => [`M${at + 1}`, withCommand(command, outcome)]);
    const on = await building(Object.fromEntries(milestones));
    expect(await on.verify("--all", "--yes")).toMatchObject({ exit: 3 });
    const seen = (await on.evidence()).map(({ passed }, at) => [commands[at]?.[0], passed]);
    expect(seen).toEqual(commands.map(([what, , , exit]) => [what, exit === 0]));
    expect(existsSync(join(on.root, "pwned"))).toBe(false);
  });

  describe("without a terminal", () => {
    const talks = "for i in $(seq 100); do echo line $i; done";

    it("keeps what a command prints to itself, and shows the end of what failed", async () => {
      const on = await building({ M1: withCommand(talks), M2: withCommand(`${talks}; exit 3`) });
      const quiet = await on.verify("M1", "--yes");
      expect(quiet.stdout).not.toContain("line 99\n");
      const { stdout } = await on.verify("M2", "--yes");
      expect(stdout).toContain("line 99\nline 100\n→ exit 3");
      expect(stdout).not.toContain("line 50\n");
    });

    it("shows everything when it is asked to", async () => {
      const on = await building({ M1: withCommand(talks) });
      expect((await on.verify("M1", "--yes", "--verbose")).stdout).toContain("line 1\nline 2\n");
    });
  });

  it("blames the plan, not the code, for what is no command", async () => {
    const on = await building({ M1: withCommand("no-such-command-here") });
    expect((await on.verify("--yes")).stdout).toContain("Next: mend the plan where it names no command");
  });

  it("names what is missing from an output", async () => {
    const on = await building({ M1: withCommand("echo other words", "prints `ready`") });
    const { exit, stdout } = await on.verify("--yes");
    expect(exit).toBe(3);
    expect(stdout).toMatch(
      /FAILED: echo other words → exit 0, .*\n +expected: prints ready\n +not in the last lines: ready\n +last line: other words\n/,
    );
  });

  it("runs no file that an outcome names", async () => {
    const on = await building({ M1: withCommand("true", "exit 0; `./touch-me.sh` tells how it went") });
    await writeFile(join(on.root, "touch-me.sh"), "touch ran\n", { mode: 0o755 });
    expect(await on.verify("--all", "--yes")).toMatchObject({ exit: 0 });
    expect(existsSync(join(on.root, "ran"))).toBe(false);
  });

  it("runs in the top folder, whatever the current one", async () => {
    const on = await buildingInGit({ M1: withCommand("test -f planning/config.yml") });
    await mkdir(join(on.root, "deep/er"), { recursive: true });
    expect(await on.verify("-C", join(on.root, "deep/er"), "--yes")).toMatchObject({ exit: 0 });
  });

  it("says when there were uncommitted changes, outside planning/ alone", async () => {
    const on = await buildingInGit({ M1: withCommand("true") });
    await on.verify("--yes");
    await writeFiles(on.root, { "new.txt": "x" });
    await on.verify("--yes");
    expect((await on.evidence()).map(({ dirty }) => dirty)).toEqual([false, true]);
  });

  it("takes all milestones that are not dropped, and the named ones in any case", async () => {
    const on = await building({
      M1: withCommand("true"),
      M2: { ...withCommand("false"), status: "dropped" },
      M3: withCommand("false"),
    });
    expect(await on.verify("--all", "--yes")).toMatchObject({ exit: 3 });
    expect(await on.verify("m1", "--yes")).toMatchObject({ exit: 0 });
    expect((await on.evidence()).map(({ milestone }) => milestone)).toEqual(["M1", "M3", "M1"]);
  });

  it("leaves to a person what only a person can see", async () => {
    const validation = "`true` → exit 0; manual: open the page → it is blue";
    const on = await building({ M1: { validation } });
    const { exit, stdout } = await on.verify("--yes", "--json");
    expect(exit).toBe(4);
    const [milestone] = documentOf("verify", { exit, stdout, stderr: "", line: "" }).milestones;
    expect(milestone.checks.map(({ kind, result }: { kind: string; result: string }) => [kind, result])).toEqual([
      ["command", "passed"],
      ["manual", "open"],
    ]);
    expect(await on.evidence()).toHaveLength(1);
  });

  it("prints one document on stdout, and what runs on stderr", async () => {
    const on = await building({ M1: withCommand("echo out; echo err >&2; exit 3") });
    const { exit, stdout, stderr } = await on.verify("--yes", "--json");
    expect(exit).toBe(3);
    const document = documentOf("verify", { exit, stdout, stderr, line: "" });
    expect(document).toMatchObject({
      result: "failed",
      milestones: [{ id: "M1", checks: [{ exit: 3, result: "failed" }] }],
    });
    expect(document.milestones[0].checks[0].tail.split("\n").sort()).toEqual(["err", "out"]);
    expect(stderr).toContain("$ echo out; echo err >&2; exit 3");
    expect(stderr).toContain("out\n");
  });
});

describe("before anything runs", () => {
  it("nobody to ask means no, with the commands named, and nothing written", async () => {
    const on = await building({ M1: withCommand("touch pwned") });
    const before = await snapshot(on.root);
    const { exit, stderr } = await on.verify();
    expect(exit).toBe(2);
    expect(stderr).toContain("`touch pwned`");
    expect(stderr).toContain("`--yes`");
    expect(await snapshot(on.root)).toEqual(before);
  });

  it("a dry run prints and runs nothing", async () => {
    const on = await building({ M1: withCommand("touch pwned") });
    const before = await snapshot(on.root);
    const { exit, stdout } = await on.verify("--dry-run");
    expect(exit).toBe(0);
    expect(stdout).toContain("$ touch pwned");
    const { result, file } = documentOf("verify", { ...(await on.verify("--dry-run", "--json")), line: "" });
    expect({ result, file }).toEqual({ result: "preview", file: null });
    expect(await snapshot(on.root)).toEqual(before);
  });

  it("`--yes` covers commands as they were settled, no others", async () => {
    const on = await building({ M1: withCommand("true") });
    await on.edit((text) => text.replace("`true`", "`touch pwned`"));
    const refused = await on.verify("--yes");
    expect(refused.exit).toBe(4);
    expect(refused.stderr).toContain("`touch pwned` (it was `true`)");
    expect(existsSync(join(on.root, "pwned"))).toBe(false);
    expect(await on.verify("--yes", "--changed")).toMatchObject({ exit: 0 });
    expect(existsSync(join(on.root, "pwned"))).toBe(true);
  });

  it("a person's word settles what was changed", async () => {
    const on = await building({ M1: withCommand("true") });
    await on.edit((text) => text.replace("`true`", "`touch agreed`"));
    expect(await on.check("--confirm")).toMatchObject({ exit: 0 });
    expect(await on.verify("--yes")).toMatchObject({ exit: 0 });
    expect(existsSync(join(on.root, "agreed"))).toBe(true);
  });

  it("an expected failure that was none is a change; another total is none", async () => {
    const on = await building({ M1: withCommand("true", "exit 0, 12 passed") });
    await on.edit((text) => text.replace("exit 0, 12 passed", "exit 0, 13 passed"));
    expect(await on.verify("--yes")).toMatchObject({ exit: 0 });
    await on.edit((text) => text.replace("exit 0, 13 passed", "exit 1"));
    expect(await on.verify("--yes")).toMatchObject({ exit: 4 });
  });

  it("another milestone's command is a change too", async () => {
    const on = await building({ M1: withCommand("true"), M2: withCommand("touch pwned") });
    await on.edit((text) => text.replace("`true`", "`touch pwned`"));
    expect(await on.verify("M1", "--yes")).toMatchObject({ exit: 4 });
  });

  const tampered: [what: string, damage: (file: string) => Promise<void>][] = [
    ["gone", (file) => rm(file)],
    ["edited along with the plan", (file) => writeFile(file, "# Canonical plan\n")],
  ];
  it.each(tampered)("a snapshot that is %s settles nothing", async (_, damage) => {
    const on = await building({ M1: withCommand("true") });
    await damage(join(on.root, `planning/_runs/${on.run}/plan-2.md`));
    expect(await on.verify("--yes")).toMatchObject({ exit: 4 });
  });

  it("a plan that has not converged settles nothing", async () => {
    const on = await loopWithoutGit();
    const { run } = await on.start("--goal", "add login");
    const refusal = async () => (await runHere(["verify", "--yes"], { cwd: on.root })).stderr;
    expect(await refusal()).toContain("the plan was never recorded");
    expect(await on.check("--record")).toMatchObject({ exit: 3 });
    expect(await refusal()).toContain("neither converged nor been confirmed");
    expect(existsSync(join(on.root, evidenceFile(run)))).toBe(false);
  });

  it("a command with an escape in it is refused", async () => {
    const on = await building({ M1: withCommand("true") });
    await on.edit((text) => text.replace("`true`", "`touch pwned \u001b[2K\u001b[1A`"));
    const { exit, stdout, stderr } = await on.verify("--yes", "--changed");
    expect(exit).toBe(2);
    expect(stdout + stderr).not.toContain("\u001b");
    expect(existsSync(join(on.root, "pwned"))).toBe(false);
  });

  it("what could pass for something else is written out", async () => {
    const on = await building({ M1: withCommand("echo a\u202eb") });
    const { stdout } = await on.verify("--dry-run");
    expect(stdout).toContain("$ echo a\\u202eb");
  });

  const mistyped: [string[], RegExp][] = [
    [["M9"], /no milestone `M9`\n.*did you mean/],
    [["--all", "M1"], /do not go together/],
    [["--baseline", "M1"], /leave the milestones out/],
    [["--timeout", "soon"], /no duration/],
    [["--timeout", "0"], /no duration/],
  ];
  it("mistyped flags are refused", async () => {
    const on = await building({ M1: withCommand("touch pwned") });
    for (const [flags, words] of mistyped) {
      const answer = await on.verify("--yes", ...flags);
      expect(answer.stderr).toMatch(words);
      expect(answer.exit).toBe(2);
    }
    expect(existsSync(join(on.root, "pwned"))).toBe(false);
  });

  it("writes through no link", async () => {
    const on = await building({ M1: withCommand("true") });
    await writeFiles(on.root, { "outside.txt": "mine\n" });
    await symlink(join(on.root, "outside.txt"), join(on.root, evidenceFile(on.run)));
    expect(await on.verify("--yes")).toMatchObject({ exit: 4 });
    expect(await on.read("outside.txt")).toBe("mine\n");
  });
});

describe("verify --baseline", () => {
  const config = (commands: string) => `project: acme\ndefault_branch: main\ncommands:\n${commands}`;

  async function opened(commands: string) {
    const on = await loop();
    await commit(on.root, { "planning/config.yml": config(commands) }, "Configure");
    const { run } = await on.start("--goal", "add login");
    return { ...on, run, verify: (...flags: string[]) => runHere(["verify", ...flags], { cwd: on.root }) };
  }

  it("writes down which commands are green", async () => {
    const on = await opened('  test: "true"\n  lint: exit 4\n  build: "true"\n');
    const { exit, stdout } = await on.verify("--baseline", "--yes");
    expect(exit).toBe(0);
    const record = parseBaselineRecord(await on.read(`planning/_runs/${on.run}/baseline.json`));
    expect(record).toMatchObject({ schema: 1, commit: await git(on.root, "rev-parse", "HEAD") });
    expect(record?.commands.map(({ name, exit: status }) => [name, status])).toEqual([
      ["test", 0],
      ["build", 0],
      ["lint", 4],
    ]);
    expect(stdout).toContain("planning/_runs/");
    const document = documentOf("verify", { ...(await on.verify("--baseline", "--yes", "--json")), line: "" });
    expect(document).toMatchObject({
      result: "baseline",
      commands: [{ name: "test" }, { name: "build" }, { name: "lint", exit: 4 }],
    });
    // The rule that reads it.
    await on.write({ milestones: { M1: { validation: "`exit 4` → exit 0" } } });
    expect((await on.check()).stdout).toContain("milestone/red-at-baseline");
  });

  it("asks again for commands that the run was not opened with", async () => {
    const on = await opened('  test: "true"\n');
    await writeFile(join(on.root, "planning/config.yml"), config("  test: touch pwned\n"));
    expect(await on.verify("--baseline", "--yes")).toMatchObject({ exit: 4 });
    expect(existsSync(join(on.root, "pwned"))).toBe(false);
  });

  it("says when the baseline is behind", async () => {
    const on = await opened('  test: "true"\n');
    await commit(on.root, { "a.txt": "a" }, "Go on");
    expect((await on.verify("--baseline", "--yes")).stdout).toMatch(/not at the\s+baseline/);
  });

  it("has nothing to do without commands", async () => {
    const on = await opened("  {}\n");
    expect(await on.verify("--baseline", "--yes")).toMatchObject({ exit: 2 });
  });
});
