import { chmod, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runsDir } from "../../src/runs/names.ts";
import { snapshot } from "../helpers/tree.ts";
import { aPlan } from "./a-plan.ts";
import { documentOf, loopWithoutGit } from "./loop.ts";

describe("a normal run", () => {
  it("is two records: the clean draft, and the confirming one", async () => {
    const on = await loopWithoutGit();
    const { run } = await on.start("--goal", "add login");
    await on.write({ milestones: { M1: {}, M2: { validation: null } } });
    const draft = await on.check();
    expect(draft).toMatchObject({
      exit: 3,
      line: /^VERDICT: CONTINUE 1\/3 — 1 error: milestone\/no-validation M2 \(line \d+\)$/,
    });
    const refused = await on.check("--record");
    expect(refused).toMatchObject({ exit: 3, line: draft.line });
    expect(refused.stdout).toContain("Nothing was recorded");
    expect(await on.recorded(run)).toEqual([]);

    await on.write({});
    const clean = await on.check();
    expect(clean).toMatchObject({ exit: 3, line: "VERDICT: CONTINUE 1/3 — no errors, iteration 1 not recorded yet" });
    expect(clean.stdout).toContain("  M1  $ npm test -- m1  → exit 0\n  M2  $ npm test -- m2  → exit 0\n");
    expect(await on.check("--record")).toMatchObject({ exit: 3, line: /^VERDICT: CONTINUE 1\/3 — / });
    // Looking does not confirm.
    expect(await on.check()).toMatchObject({ exit: 3, line: /^VERDICT: CONTINUE 1\/3 — / });
    const confirmed = await on.check("--record");
    expect(confirmed).toMatchObject({ exit: 0, line: /^VERDICT: STOP 2\/3 — / });
    expect(confirmed.stdout).not.toContain("wording");
    expect(await on.recorded(run)).toEqual(["CONTINUE confirm", "STOP converged"]);
    expect(await on.read(`${runsDir}/${run}/run.md`)).toMatch(/first draft \|\n\| 2 .*\| 0 +\| unchanged +\|/);
    expect(await on.check()).toMatchObject({ exit: 0, line: /^VERDICT: STOP 2\/3 — / });
    const plan = await on.read("planning/_state/CANONICAL_PLAN.md");
    expect(plan).toContain("- Status: converged\n- Iteration: 2 of 3\n");
    expect(await on.read(`${runsDir}/${run}/plan-2.md`)).toBe(plan);
    expect(await on.read(`${runsDir}/${run}/run.md`)).toContain("- Iteration: 2 of 3\n- Verdict: STOP");
  });

  it("counts nothing more when it has ended", async () => {
    const on = await loopWithoutGit();
    const { run } = await on.converge();
    const before = await snapshot(on.root);
    const again = await on.check("--record");
    expect(again).toMatchObject({ exit: 0, line: /^VERDICT: STOP 2\/3/ });
    expect(again.stdout).toContain("Nothing was counted: the run has ended");
    expect(await snapshot(on.root)).toEqual(before);
    await on.edit((text) => text.replace("npm test -- m2", "npm test -- other"));
    expect(await on.check()).toMatchObject({ exit: 3, line: /^VERDICT: CONTINUE 2\/3 — the plan is no longer/ });
    expect(await on.check("--record")).toMatchObject({ exit: 4, stderr: /the run `.+` has ended[\s\S]*M2/ });
    expect(await on.recorded(run)).toHaveLength(2);
  });

  it("takes wording, statuses and line endings for no change", async () => {
    const on = await loopWithoutGit();
    await on.start("--goal", "add login");
    await on.write({});
    await on.check("--record");
    await on.write({ wording: "replies", iteration: "1 of 3" });
    await on.edit((text) => text.replaceAll("\n", "\r\n"));
    const confirmed = await on.check("--record");
    expect(confirmed).toMatchObject({ exit: 0, line: /^VERDICT: STOP 2\/3/ });
    expect(confirmed.stdout.replace(/\s+/g, " ")).toContain(
      "The wording changed in 2 lines since iteration 1, the structure did not",
    );
    expect(await on.read("planning/_state/CANONICAL_PLAN.md")).not.toMatch(/(?<!\r)\n/);
  });
});

describe("what the plan is judged by", () => {
  it("is the intent of the first record", async () => {
    const on = await loopWithoutGit();
    await on.start("--goal", "add login");
    await on.write({});
    await on.check("--record");
    await on.write({ goal: "A person can sign in with a key" });
    const found = await on.check("--record");
    expect(found).toMatchObject({ exit: 3, line: /^VERDICT: CONTINUE 2\/3 — 1 error: intent\/changed G1/ });
  });

  it("are the ids of earlier runs, and the changes that the changelog has to explain", async () => {
    const on = await loopWithoutGit();
    await on.converge();
    await on.start("--reason", "M2 is something else now");
    await on.write({ milestones: { M1: {}, M2: { title: "Something else" } } });
    expect((await on.check()).stdout).toContain("milestone/id-reused");
    await on.write({});
    await on.check("--record");
    await on.write({ milestones: { M1: {}, M2: {}, M3: {} } });
    expect(await on.check()).toMatchObject({ exit: 3, line: /changelog\/unexplained M3/ });
  });

  it("are the commands that failed at the baseline", async () => {
    const on = await loopWithoutGit();
    const { run } = await on.start("--goal", "add login");
    await on.write({});
    const command = { name: "test", command: "npm test -- m2", exit: 1, ms: 900 };
    const record = { schema: 1, at: "2025-03-04T05:06:07Z", commit: null, commands: [command] };
    const file = join(on.root, runsDir, run, "baseline.json");
    await writeFile(file, JSON.stringify(record));
    expect((await on.check()).stdout).toMatch(/milestone\/red-at-baseline\n.*M2/);
    await writeFile(file, "{");
    expect((await on.check()).stdout).not.toContain("red-at-baseline");
  });
});

describe("plain check", () => {
  it("writes nothing in any state, not even with an unwritable folder", async () => {
    const on = await loopWithoutGit();
    await on.converge();
    for (const change of [
      (text: string) => text,
      (text: string) => text.replace("- Rollback: revert the commit of M1\n", ""),
    ]) {
      await on.edit(change);
      const before = await snapshot(on.root);
      await on.check();
      await on.check("--json");
      await on.check("--format", "github");
      expect(await snapshot(on.root)).toEqual(before);
    }
    await chmod(join(on.root, "planning"), 0o555);
    expect((await on.check()).exit).toBe(3);
    await chmod(join(on.root, "planning"), 0o755);
  });

  it("says of a repository without planning what to do", async () => {
    const on = await loopWithoutGit();
    await rm(join(on.root, "planning"), { recursive: true });
    expect(await on.check()).toMatchObject({ exit: 2, stdout: "", stderr: /plan-init has not been here yet/ });
  });

  it("says of a lost plan what to do", async () => {
    const on = await loopWithoutGit();
    await rm(join(on.root, "planning/_state/CANONICAL_PLAN.md"));
    expect(await on.check()).toMatchObject({ exit: 2, stderr: /there is no plan/ });
  });

  it("checks any other file, without a run", async () => {
    const on = await loopWithoutGit();
    await on.converge();
    await writeFile(join(on.root, "other.md"), aPlan({ status: "converged" }));
    expect(await on.check("other.md")).toMatchObject({ exit: 0, line: /^VERDICT: STOP 0\/3/ });
    expect(await on.check("other.md", "--record")).toMatchObject({ exit: 2, stderr: /cannot be recorded/ });
    expect(await on.check("none.md")).toMatchObject({ exit: 2, stderr: /there is no `none.md`/ });
  });

  it("annotates for GitHub, the verdict first", async () => {
    const on = await loopWithoutGit();
    await on.write({ milestones: { M1: { validation: null } } });
    const [first, second] = (await on.check("--format", "github")).stdout.split("\n");
    expect(first).toMatch(/^VERDICT: CONTINUE 1\/3/);
    expect(second).toMatch(/^::error file=planning\/_state\/CANONICAL_PLAN\.md,line=\d+,/);
  });
});

describe("a run that does not converge", () => {
  it("stops at its budget, names what is unconfirmed, and a person confirms it", async () => {
    const on = await loopWithoutGit();
    const { run } = await on.start("--goal", "add login", "--max", "2");
    await on.write({});
    await on.check("--record");
    await on.write({ milestones: { M1: {}, M2: {}, M3: {} }, changelog: "M3: the review asked for it" });
    const ahead = await on.check();
    expect(ahead).toMatchObject({ exit: 3 });
    expect(ahead.stdout).toContain("Recorded as it is, this would be STOP 2/2");
    const spent = await on.check("--record");
    expect(spent).toMatchObject({ exit: 0, line: /^VERDICT: STOP 2\/2/ });
    expect(spent.stdout).toContain("plan-init check --confirm");
    expect(await on.read("planning/_state/CANONICAL_PLAN.md")).toContain("- Status: draft");
    expect(await on.start("--goal", "add login")).toMatchObject({ exit: 4, stderr: /ended without a settled plan/ });
    const confirmed = await on.check("--confirm");
    expect(confirmed).toMatchObject({ exit: 0, line: "VERDICT: STOP 2/2 — confirmed by a person" });
    expect(confirmed.stdout).toMatch(/Accepted: .*M3/);
    expect(await on.read("planning/_state/CANONICAL_PLAN.md")).toContain("- Status: converged");
    expect(await on.recorded(run)).toEqual(["CONTINUE confirm", "STOP budget"]);
    expect(await on.check("--confirm")).toMatchObject({ exit: 2, stderr: /nothing to confirm/ });
    expect(await on.check()).toMatchObject({ exit: 0 });
  });

  it("escalates when findings stay and nothing changes", async () => {
    const on = await loopWithoutGit();
    await on.start("--goal", "add login");
    await on.write({ milestones: { M1: {}, M2: { validation: null } } });
    expect(await on.check("--record", "--with-findings")).toMatchObject({
      exit: 3,
      line: /^VERDICT: CONTINUE 1\/3 — 1 error/,
    });
    expect(await on.check("--record", "--with-findings")).toMatchObject({ exit: 4, line: /^VERDICT: ESCALATE 2\/3/ });
    await on.write({});
    expect(await on.check()).toMatchObject({ exit: 4, line: /^VERDICT: ESCALATE 2\/3/ });
    expect(await on.start("--goal", "add login")).toMatchObject({ exit: 4 });
    expect(await on.start("--reason", "M2 is split now")).toMatchObject({ exit: 0 });
    expect(await on.check()).toMatchObject({ exit: 3, line: /^VERDICT: CONTINUE 1\/3/ });
  });

  it("escalates when it goes back to an earlier shape", async () => {
    const on = await loopWithoutGit();
    await on.start("--goal", "add login", "--max", "5");
    const shapes = [
      { M1: {}, M2: {} },
      { M1: {}, M2: {}, M3: {} },
      { M1: {}, M2: {} },
    ];
    const verdicts: string[] = [];
    for (const milestones of shapes) {
      await on.write({ milestones, changelog: "M1, M2, M3: to and fro" });
      verdicts.push((await on.check("--record")).line.slice(9, 24));
    }
    expect(verdicts.map((line) => line.split(" ")[0])).toEqual(["CONTINUE", "CONTINUE", "ESCALATE"]);
  });

  it("confirms nothing while it goes on, and nothing with errors", async () => {
    const on = await loopWithoutGit();
    expect(await on.check("--confirm")).toMatchObject({ exit: 2, stderr: /no run/ });
    await on.start("--goal", "add login", "--max", "1");
    await on.write({});
    expect(await on.check("--confirm")).toMatchObject({ exit: 2, stderr: /the run goes on/ });
    await on.check("--record");
    await on.write({ milestones: { M1: { validation: null } } });
    expect(await on.check("--confirm")).toMatchObject({ exit: 3, stderr: /with an error cannot be confirmed/ });
  });
});

describe("a record that is not to be had", () => {
  it("without a run says how to open one", async () => {
    const on = await loopWithoutGit();
    await on.write({});
    expect(await on.check("--record")).toMatchObject({ exit: 2, stderr: /plan-init start --goal/ });
  });

  it.each([
    ["damaged", "{", "run.json` cannot be read"],
    ["empty", "", "it is empty"],
    ["in conflict", "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n", "conflict markers"],
    ["from the future", '{"schema": 2}', "a newer plan-init"],
  ])("because it is %s is refused in words, and never written over", async (_, text, words) => {
    const on = await loopWithoutGit();
    const { run } = await on.converge();
    await writeFile(join(on.root, runsDir, run, "run.json"), text);
    const before = await snapshot(on.root);
    for (const flags of [[], ["--record"], ["--confirm"]]) {
      expect(await on.check(...flags)).toMatchObject({ exit: 4, stdout: "", stderr: expect.stringContaining(words) });
    }
    expect(await snapshot(on.root)).toEqual(before);
  });

  it("because a snapshot is gone is none of them: the verdict stands", async () => {
    const on = await loopWithoutGit();
    const { run } = await on.converge();
    await rm(join(on.root, runsDir, run, "plan-1.md"));
    const found = await on.check();
    expect(found).toMatchObject({ exit: 0 });
    expect(found.stdout).toContain("`plan-1.md` of this run is gone");
  });

  it("because the run is gone says so", async () => {
    const on = await loopWithoutGit();
    const { run } = await on.converge();
    await rm(join(on.root, runsDir, run), { recursive: true });
    const found = await on.check();
    expect(found).toMatchObject({ exit: 0, line: /^VERDICT: STOP 0\/3 — no errors; converged by its own word/ });
    expect(found.stdout).toContain(`the plan names the run \`${run}\``);
    expect((await readFile(join(on.root, "planning/_state/CANONICAL_PLAN.md"), "utf8")).includes(run)).toBe(true);
  });
});

describe("check --json", () => {
  it("says what the text says, as one document", async () => {
    const on = await loopWithoutGit();
    await on.write({ milestones: { M1: {}, M2: { validation: null } } });
    const none = documentOf("check", await on.check("--json"));
    expect(none).toMatchObject({
      result: "CONTINUE",
      run: null,
      recorded: null,
      verdict: { reason: "findings", max: 3 },
    });
    expect(none.findings).toMatchObject([{ rule: "milestone/no-validation", id: "M2", severity: "error" }]);
    const { run } = await on.start("--goal", "add login");
    await on.write({});
    expect(documentOf("check", await on.check("--format", "json"))).toMatchObject({
      verdict: { reason: "unrecorded" },
      ifRecorded: { kind: "CONTINUE", reason: "confirm", iteration: 1 },
    });
    const recorded = documentOf("check", await on.check("--record", "--json"));
    expect(recorded).toMatchObject({ result: "CONTINUE", run, recorded: `${runsDir}/${run}/plan-1.md` });
    expect(recorded).not.toHaveProperty("ifRecorded");
    await on.write({ milestones: { M1: {}, M2: {}, M3: {} }, changelog: "M3: asked for" });
    expect(documentOf("check", await on.check("--json")).changes).toEqual(["M3 added"]);
  });

  it("fails as a document, too", async () => {
    const on = await loopWithoutGit();
    for (const flags of [["--json"], ["--format", "json"], ["--format=json"]]) {
      const { exit, stdout } = await on.check("--record", ...flags);
      expect({ exit, ...JSON.parse(stdout) }).toMatchObject({
        exit: 2,
        schema: "plan-init/error/1",
        error: { code: "no-run" },
      });
    }
  });

  it.each([
    [["--record", "--confirm"], /do not go together/],
    [["--with-findings"], /says how to record/],
    [["--format", "xml"], /Allowed choices are text, json, github/],
  ])("refuses %j", async (flags, stderr) => {
    const on = await loopWithoutGit();
    expect(await on.check(...flags)).toMatchObject({ exit: 2, stdout: "", stderr: expect.stringMatching(stderr) });
  });
});

describe("a plan that is none", () => {
  it.each([
    ["empty", ""],
    ["of another kind", "# TODO\n\n- [ ] one\n"],
    ["a line without end", "x".repeat(100_000)],
  ])("%s has findings", async (_, text) => {
    const on = await loopWithoutGit();
    await writeFile(join(on.root, "planning/_state/CANONICAL_PLAN.md"), text);
    expect(await on.check()).toMatchObject({ exit: 3, line: /^VERDICT: CONTINUE 1\/3 — \d+ errors/ });
  });

  it.each([
    ["binary", Buffer.from([0xff, 0xfe, 0x00, 0x01]), "it is not UTF-8"],
    ["of 50 MB", "x\n".repeat(25_000_000), "it has 50000000 bytes"],
  ])("%s is said to be none", async (_, content, why) => {
    const on = await loopWithoutGit();
    await writeFile(join(on.root, "planning/_state/CANONICAL_PLAN.md"), content);
    expect(await on.check()).toMatchObject({ exit: 4, stderr: expect.stringContaining(why) });
  });
});
