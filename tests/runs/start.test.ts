import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runsDir } from "../../src/runs/names.ts";
import { planPath } from "../../src/runs/setup.ts";
import { git, tempDir } from "../helpers/temp.ts";
import { snapshot } from "../helpers/tree.ts";
import { aPlan } from "./a-plan.ts";
import { commit, documentOf, loop } from "./loop.ts";
import { opened } from "./some-runs.ts";

describe("start", () => {
  it("opens a run and stamps the plan, and not a byte more", async () => {
    const on = await loop();
    const { run, ...answer } = await on.start("--goal", "Add login!", "--note", "storage=Redis = fast", "--json");
    const document = documentOf("start", answer);
    expect(document).toMatchObject({ result: "opened", goal: "Add login!", iteration: 0, max: 3, mode: "execution" });
    expect(document.run).toMatch(/^2025-03-04T050607Z-add-login-[a-z0-9]{4}$/);
    const commit = await git(on.root, "rev-parse", "HEAD");
    expect(await on.read(planPath)).toBe(
      aPlan({ planId: document.run, commit }).replace("2026-11-20T22:10:03Z", "2025-03-04T05:06:07Z"),
    );
    const page = await on.read(`${runsDir}/${document.run}/run.md`);
    expect(page).toContain("- storage: Redis = fast");
    expect(run).toBe("");
  });

  it("keeps the plan's own style", async () => {
    const on = await loop();
    const styled = aPlan()
      .replace("- Status: draft", "* **Status:** draft")
      .replace("- Commit: none (no commits yet)", "- **Commit**: none")
      .replace("- Branch: `main`\n", "")
      .replaceAll("\n", "\r\n");
    await writeFile(join(on.root, planPath), `\uFEFF${styled}`);
    const { run } = await on.start("--goal", "add login");
    const head = await git(on.root, "rev-parse", "HEAD");
    const plan = await on.read(planPath);
    expect(plan).toContain("* **Status:** draft\r\n");
    expect(plan).toContain(`- **Commit**: \`${head}\`\r\n`);
    expect(plan).toContain("- Upstream: none\r\n- Branch: `main`\r\n");
    expect(plan).toContain(`- Plan ID: \`${run}\`\r\n`);
    expect(plan).not.toMatch(/(?<!\r)\n/);
  });

  it("adds the sections to a plan that has none", async () => {
    const on = await loop();
    await writeFile(join(on.root, planPath), "# Canonical plan: Log in\n\n## Scope boundaries\n\n- In: x\n");
    const { run } = await on.start("--goal", "add login");
    expect(await on.read(planPath)).toBe(`# Canonical plan: Log in

## Plan ID / Timestamp

- Plan ID: \`${run}\`
- Timestamp: 2025-03-04T05:06:07Z
- Mode: execution
- Status: draft
- Iteration: 0 of 3

## Repo baseline

- Branch: \`main\`
- Commit: \`${await git(on.root, "rev-parse", "HEAD")}\`
- Working tree: clean
- Upstream: none

## Scope boundaries

- In: x
`);
  });

  it("goes on with an unfinished run of the same goal, on the present baseline", async () => {
    const on = await loop();
    const { run } = await on.start("--goal", "add login");
    await on.write({});
    await on.check("--record");
    const head = await commit(on.root, { "README.md": "# Acme 2\n" }, "Elsewhere");
    const again = await on.start("--goal", "Add login.", "--note", "q=a", "--max", "9");
    expect(again).toMatchObject({ exit: 0, line: `Went on with ${runsDir}/${run}` });
    expect(again.stdout).toContain("the budget stays 3");
    expect(await on.read(planPath)).toContain(`- Commit: \`${head}\``);
    const before = await snapshot(on.root);
    expect(await on.start()).toMatchObject({ exit: 0, run });
    expect(await snapshot(on.root)).toEqual(before);
  });

  it("opens another run for another goal, and says what is left", async () => {
    const on = await loop();
    const first = await on.start("--goal", "add login");
    const second = await on.start("--goal", "add logout");
    expect(second).toMatchObject({ exit: 0, line: /^Opened / });
    expect(second.stdout).toContain(`the plan was about another goal, "add login" (\`${first.run}\`)`);
    expect(second.run).not.toBe(first.run);
  });

  it("does without a plan, and makes none", async () => {
    const on = await loop();
    await rm(join(on.root, planPath));
    const { exit, stdout, run } = await on.start("--goal", "add login");
    expect({ exit, stdout }).toMatchObject({
      exit: 0,
      stdout: expect.stringContaining(`there is no \`${planPath}\` yet`),
    });
    await writeFile(join(on.root, planPath), aPlan({ planId: run }));
    expect(await on.check("--record")).toMatchObject({ exit: 3, line: /^VERDICT: CONTINUE 1\/3/ });
  });

  it("leaves the plan alone in strategy mode", async () => {
    const on = await loop();
    const before = await on.read(planPath);
    const { run } = await on.start("--goal", "next quarter", "--mode", "strategy");
    expect(await on.read(planPath)).toBe(before);
    expect(await on.start("--goal", "next quarter", "--mode", "strategy")).toMatchObject({ exit: 0, run });
    expect(await on.check("--record")).toMatchObject({ exit: 2, stderr: /there is no run to record in/ });
  });

  it("plans what the config says when nobody says otherwise", async () => {
    const on = await loop();
    await writeFile(join(on.root, "planning/config.yml"), "project: a\ndefault_branch: main\nmode: strategy\n");
    const before = await on.read(planPath);
    const { run } = await on.start("--goal", "next quarter");
    expect(await on.start("--goal", "next quarter")).toMatchObject({ exit: 0, run });
    expect(await on.read(planPath)).toBe(before);
    expect((await on.start("--goal", "next quarter", "--mode", "execution")).run).not.toBe(run);
  });

  it("outside git says so in the baseline", async () => {
    const on = await loop();
    await rm(join(on.root, ".git"), { recursive: true });
    await on.start("--goal", "add login");
    expect(await on.read(planPath)).toContain("- Commit: none (not a git repository)\n- Working tree: not applicable");
  });

  it.each([
    [[], /nobody said what this run is about/],
    [["--goal", "  "], /`--goal` is empty/],
    [["--goal", "x".repeat(2001)], /longer than 2000/],
    [["--goal", "x", "--max", "11"], /from 1 to 10/],
    [["--goal", "x", "--max", "two"], /from 1 to 10/],
    [["--goal", "x", "--note", "nothing"], /has no `=`/],
    [["--goal", "x", "--slug", "!!!"], /has no letter/],
    [["--goal", "x", "--mode", "other"], /Allowed choices are execution, strategy/],
  ])("refuses %j", async (flags, stderr) => {
    const on = await loop();
    const before = await snapshot(on.root);
    expect(await on.start(...flags)).toMatchObject({ exit: 2, stderr: expect.stringMatching(stderr) });
    expect(await snapshot(on.root)).toEqual(before);
  });

  it("only helps with --help, and wants a set-up", async () => {
    const on = await loop();
    const before = await snapshot(on.root);
    expect(await on.start("--help", "--goal", "x")).toMatchObject({ exit: 0, stdout: /--reason/ });
    expect(await snapshot(on.root)).toEqual(before);
    await rm(join(on.root, "planning"), { recursive: true });
    expect(await on.start("--goal", "x")).toMatchObject({ exit: 2, stderr: /plan-init has not been here yet/ });
  });

  it("minds no clock: a run of the future is said, and the plan's own run is the one that counts", async () => {
    const on = await loop();
    const future = opened({ id: "2099-01-01T000000Z-other-aaaa", goal: "other" });
    await mkdir(join(on.root, runsDir, future.id), { recursive: true });
    await writeFile(join(on.root, runsDir, future.id, "run.json"), JSON.stringify(future));
    const { run, stdout } = await on.start("--goal", "add login");
    expect(stdout.replace(/\s+/g, " ")).toContain("earlier than the run `2099-01-01T000000Z-other-aaaa`");
    await on.write({});
    await on.check("--record");
    expect(await on.recorded(run)).toEqual(["CONTINUE confirm"]);
    expect(await on.recorded(future.id)).toEqual([]);
  });

  it("writes through no link", async () => {
    const on = await loop();
    const outside = await tempDir();
    await symlink(outside, join(on.root, runsDir));
    expect(await on.start("--goal", "add login")).toMatchObject({ exit: 4, stderr: /a symbolic link/ });
    expect(await snapshot(outside)).toEqual({});
    expect(await on.read(planPath)).toBe(aPlan());
  });
});

describe("a plan-of-the-day", () => {
  const files = { "README.md": "# Acme\n", "src/m1.ts": "1\n" };
  const modifying = { milestones: { M1: { files: "`src/m1.ts`" }, M2: {} } };

  it("is refused, with the next milestone to build", async () => {
    const on = await loop(files);
    const { run } = await on.converge(modifying);
    await commit(on.root, { "README.md": "# Acme 2\n" }, "Elsewhere");
    const before = await snapshot(on.root);
    const refused = await on.start("--goal", "add login");
    expect(refused).toMatchObject({ exit: 4, stdout: "" });
    expect(refused.stderr).toContain(`nothing new is known since the plan converged (\`${run}\`)`);
    expect(refused.stderr).toContain("build its next milestone, M1: Part M1: `plan-init prompt dev`");
    expect(await snapshot(on.root)).toEqual(before);
    await on.edit((text) =>
      text.replace("- Status: todo", "- Status: done").replace("- Status: converged", "- Status: executing"),
    );
    expect((await on.start()).stderr).toContain("M2: Part M2");
  });

  it("is none with a reason, which is kept", async () => {
    const on = await loop(files);
    const first = await on.converge(modifying);
    const { run, exit } = await on.start("--reason", "the API was withdrawn");
    expect(exit).toBe(0);
    const record = JSON.parse(await on.read(`${runsDir}/${run}/run.json`));
    expect(record).toMatchObject({
      reason: "the API was withdrawn",
      follows: first.run,
      goal: "add login",
      formerly: { M1: "Part M1" },
    });
    expect(await on.read(`${runsDir}/${run}/run.md`)).toContain("- Reason: the API was withdrawn");
    expect(await on.read(planPath)).toContain("- Status: draft\n- Iteration: 0 of 3");
  });

  it.each<[string, (root: string, run: string) => Promise<unknown>, string]>([
    [
      "somebody's commit on its paths",
      (root) => commit(root, { "src/m1.ts": "2\n" }, "Fix it"),
      "1 commit on its paths",
    ],
    [
      "a delta against it",
      (root, run) => writeFile(join(root, runsDir, run, "delta-M1.md"), "- Status: BLOCKED\n"),
      "`delta-M1.md` says",
    ],
    [
      "a review against it",
      (root, run) => writeFile(join(root, runsDir, run, "review-1.md"), "VERDICT: NO-GO\n"),
      "NO-GO",
    ],
  ])("is none after %s", async (_, happen, news) => {
    const on = await loop(files);
    const { run } = await on.converge(modifying);
    await happen(on.root, run);
    const next = await on.start("--goal", "add login");
    expect(next).toMatchObject({ exit: 0, line: /^Opened / });
    expect(next.stdout.replace(/\s+/g, " ")).toContain(news);
  });

  it("is none when the plan is gone", async () => {
    const on = await loop(files);
    await on.converge(modifying);
    await rm(join(on.root, planPath));
    expect(await on.start()).toMatchObject({ exit: 0, line: /^Opened / });
  });

  it("is none when the person changed the goals", async () => {
    const on = await loop(files);
    await on.converge(modifying);
    await on.edit((text) => text.replace("A person can sign in", "A person can sign in twice"));
    expect(await on.start()).toMatchObject({ exit: 0, line: /^Opened / });
  });

  it("is still one after the plan's own commits", async () => {
    const on = await loop(files);
    const { run } = await on.converge(modifying);
    await commit(on.root, { "src/m1.ts": "2\n" }, "M1: answer with a session");
    const hash = await commit(on.root, { "src/m1.ts": "3\n" }, "Mend it");
    await writeFile(
      join(on.root, runsDir, run, "delta-M1.md"),
      `- Milestone: M1\n- Status: DONE\n- Commits: ${hash.slice(0, 7)}\n`,
    );
    expect(await on.start()).toMatchObject({ exit: 4, stderr: /nothing new is known/ });
    expect((await on.check()).stdout).not.toContain("baseline/drift");
  });
});

describe("drift", () => {
  const files = { "README.md": "# Acme\n", "src/m1.ts": "1\n" };
  const modifying = { milestones: { M1: { files: "`src/m1.ts`" }, M2: {} } };

  it("is a warning that names the milestone", async () => {
    const on = await loop(files);
    await on.converge(modifying);
    await commit(on.root, { "src/m1.ts": "2\n" }, "Fix it");
    const found = await on.check();
    expect(found.exit).toBe(0);
    expect(found.stdout).toMatch(/warning.*touches files of M1/s);
    expect(found.stdout).toContain("baseline/drift");
  });

  it("of a baseline that was rebased away is counted from the fork, and said", async () => {
    const on = await loop(files);
    const fork = await git(on.root, "rev-parse", "HEAD");
    await commit(on.root, { "src/m1.ts": "mine\n" }, "Mine");
    await on.start("--goal", "add login");
    await on.write(modifying);
    await git(on.root, "stash", "--quiet", "--include-untracked");
    await git(on.root, "reset", "--quiet", "--hard", fork);
    await commit(on.root, { "src/m1.ts": "theirs\n" }, "Theirs");
    await git(on.root, "stash", "pop", "--quiet");
    const found = await on.check();
    expect(found.stdout).toContain("the baseline is not in HEAD's history");
    expect(found.stdout).toContain("baseline/drift");
    await on.start();
    expect((await on.check()).stdout).not.toContain("baseline");
  });

  it("of a commit that exists nowhere is an error", async () => {
    const on = await loop(files);
    await on.start("--goal", "add login");
    await on.write({ ...modifying, commit: "0123456789012345678901234567890123456789" });
    expect(await on.check()).toMatchObject({ exit: 3, line: /baseline\/unknown-commit/ });
  });
});

describe("with `sync: ff-only`", () => {
  async function behind() {
    const parent = await tempDir();
    const origin = await loop();
    await git(parent, "clone", "--quiet", "--bare", origin.root, "bare.git");
    await git(parent, "clone", "--quiet", "bare.git", "theirs");
    const on = await loop();
    await rm(on.root, { recursive: true });
    await git(parent, "clone", "--quiet", "bare.git", on.root);
    await commit(join(parent, "theirs"), { "new.txt": "1" }, "Theirs");
    await git(join(parent, "theirs"), "push", "--quiet");
    await writeFile(join(on.root, "planning/config.yml"), "project: acme\ndefault_branch: main\nsync: ff-only\n");
    return { on, theirs: join(parent, "theirs") };
  }

  it("the branch is fast-forwarded before the baseline is stamped", async () => {
    const { on, theirs } = await behind();
    const answer = await on.start("--goal", "add login", "--json");
    expect(documentOf("start", answer)).toMatchObject({ sync: { kind: "forwarded" } });
    expect(await on.read(planPath)).toContain(await git(theirs, "rev-parse", "HEAD"));
  });

  it("divergence is refused, and no run opened", async () => {
    const { on } = await behind();
    await git(on.root, "commit", "--quiet", "--allow-empty", "--message", "Mine");
    const before = await snapshot(on.root);
    expect(await on.start("--goal", "add login")).toMatchObject({
      exit: 4,
      stderr: /have diverged \(1 ahead, 1 behind\)/,
    });
    expect(await snapshot(on.root)).toEqual(before);
  });
});
