import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runsDir } from "../../src/runs/names.ts";
import { planPath } from "../../src/runs/setup.ts";
import { treePath } from "../../src/strategy/paths.ts";
import { writeFiles } from "../helpers/temp.ts";
import { runHere } from "../upgrade/support/in-process.ts";
import { commit, documentOf, type Loop, loop, loopWithoutGit } from "./loop.ts";

const workPath = "planning/strategy/backlog/login.md";
const filed = (
  title = "Log in",
  criteria = "- [ ] A wrong password gets `401`\n- [ ] Sessions end\n  after an hour\n",
) => `---
id: "@login"
objectives: ["@beta", "@docs"]
status: backlog
---

# ${title}

## Problem

Nobody can sign in:
@everybody is locked out.

## Acceptance criteria

${criteria}`;

const criteria = ["A wrong password gets `401`", "Sessions end after an hour"];
const covered = criteria.map((each, at) => `- S${at + 2}: ${each} — check: \`npm test -- s${at}\` → exit 0`).join("\n");

/** A loop in which that work is filed. */
async function aLoop(make: () => Promise<Loop> = loopWithoutGit): Promise<Loop> {
  const on = await make();
  await writeFiles(on.root, { [workPath]: filed() });
  return on;
}

const record = async (on: Loop, run: string) => JSON.parse(await on.read(`${runsDir}/${run}/run.json`));

/** Carries the criteria over. */
const carry = (on: Loop) =>
  on.edit((text) =>
    text.replace(/^- S1: .*$/m, `$&\n${covered}`).replace("- M1, M2: first", "- S2, S3, M1, M2: first"),
  );

describe("start --from", () => {
  it("carries title, reason, objectives and criteria over into record, page and document", async () => {
    const on = await aLoop();
    const { run, ...answer } = await on.start("--from", "login", "--json");
    const document = documentOf("start", answer);
    expect(document).toMatchObject({
      result: "opened",
      goal: "Log in",
      mode: "execution",
      from: { id: "@login", work: workPath },
    });
    expect(document.next[0]).toBe(
      `copy the acceptance criteria of \`${runsDir}/${document.run}/run.md\` into Success criteria, word for word`,
    );
    expect(await record(on, document.run)).toMatchObject({
      goal: "Log in",
      from: {
        id: "@login",
        work: workPath,
        objectives: ["@beta", "@docs"],
        problem: "Nobody can sign in: @everybody is locked out.",
        criteria,
      },
    });
    const page = await on.read(`${runsDir}/${document.run}/run.md`);
    expect(page).toContain(`- From: \`@login\`, for \`@beta\`, \`@docs\` (\`${workPath}\`)`);
    expect(page).toContain("- Problem: Nobody can sign in: `@everybody` is locked out.");
    expect(page).toMatch(
      /## Acceptance criteria .*\n\n- A wrong password gets `?.*401.*\n- Sessions end after an hour\n/,
    );
    expect(run).toBe("");
  });

  it("is for execution, whatever the config says", async () => {
    const on = await aLoop();
    await writeFiles(on.root, { "planning/config.yml": "project: acme\ndefault_branch: main\nmode: strategy\n" });
    const { run } = await on.start("--from", "@login");
    expect(await record(on, run)).toMatchObject({ mode: "execution" });
    expect(await on.start("--goal", "Log in", "--mode", "execution")).toMatchObject({ run });
  });

  it.each([
    ["nothing filed there", "@logn", 2, "did you mean `@login`?"],
    ["nothing like it", "@quarter", 2, "there is work at"],
    ["no id at all", " ", 2, "give the id of filed work"],
    ["done", "@done", 4, "its status is `merged`"],
    ["evidence", "@speed", 4, "a run of `bench`"],
    ["nothing to plan by", "@bare", 4, "a section Problem, an open box"],
  ])("%s is refused, and nothing is written", async (_, id, exit, words) => {
    const on = await aLoop();
    await writeFiles(on.root, {
      "planning/strategy/backlog/done.md": "---\nid: '@done'\nstatus: merged\n---\n\n# Done\n",
      "planning/strategy/backlog/speed.md": "---\nid: '@speed'\ncapability: bench\n---\n\n# Speed\n",
      "planning/strategy/backlog/bare.md": "---\nid: '@bare'\n---\n\n# Bare\n",
    });
    const before = await on.read(planPath);
    const answer = await on.start("--from", id);
    expect(answer).toMatchObject({ exit, stdout: "" });
    expect(answer.stderr).toContain(words);
    expect(await on.read(planPath)).toBe(before);
  });

  it.each([
    [["--goal", "x"], "do not go together"],
    [["--mode", "strategy"], "execution mode"],
  ])("refuses %j beside it", async (flags, words) => {
    const on = await aLoop();
    const answer = await on.start("--from", "@login", ...flags);
    expect(answer.exit).toBe(2);
    expect(answer.stderr).toContain(words);
  });

  it("is gone on with by its title or its id, as the work is now", async () => {
    const on = await aLoop();
    const { run } = await on.start("--from", "@login");
    expect(await on.start("--goal", "log in")).toMatchObject({ exit: 0, run });
    await writeFiles(on.root, { [workPath]: filed("Sign in", "- [ ] It works\n") });
    expect(await on.start("--from", "@LOGIN")).toMatchObject({ exit: 0, run });
    expect(await record(on, run)).toMatchObject({ goal: "Sign in", from: { id: "@login", criteria: ["It works"] } });
  });

  it("keeps to what it was opened with from the first record on, and says so", async () => {
    const on = await aLoop();
    const { run } = await on.start("--from", "@login");
    await carry(on);
    await on.check("--record");
    await writeFiles(on.root, { [workPath]: filed("Sign in", "- [ ] It works\n") });
    const again = await on.start("--from", "@login");
    expect(again).toMatchObject({ exit: 0, run });
    expect(again.stdout.replace(/\s+/g, " ")).toContain("has changed since the first record: the run keeps to what");
    expect(await record(on, run)).toMatchObject({ goal: "Log in", from: { criteria } });
  });

  it("is about its work still when it is planned on", async () => {
    const on = await aLoop();
    await on.start("--from", "@login");
    const { run } = await on.start("--reason", "the API is gone");
    expect(await record(on, run)).toMatchObject({ goal: "Log in", from: { id: "@login", criteria } });
    const other = await on.start("--goal", "something else");
    expect((await record(on, other.run)).from).toBeUndefined();
  });
});

describe("check of a plan for filed work", () => {
  it("names each criterion that the plan does not carry, until it does", async () => {
    const on = await aLoop();
    const { run } = await on.start("--from", "@login");
    const missing = documentOf("check", await on.check("--json"));
    expect(missing.findings).toMatchObject(
      criteria.map((each) => ({
        rule: "criteria/not-carried",
        what: expect.stringContaining(`"${each}"`),
      })),
    );
    await on.check("--record", "--with-findings");
    await carry(on);
    expect(documentOf("check", await on.check("--json")).findings).toEqual([]);
    // It came late, and is no moving of goal posts.
    await on.check("--record");
    expect(await on.check("--record")).toMatchObject({ exit: 0 });
    expect((await on.recorded(run)).at(-1)).toBe("STOP converged");
  });
});

describe("archive of a plan for filed work", () => {
  const close = async (on: Loop, status: string, ...flags: string[]): Promise<string[]> => {
    await on.start("--from", "@login");
    await on.edit((text) => text.replaceAll("- Status: todo", `- Status: ${status}`));
    const answer = await runHere(["archive", "--json", ...flags], { cwd: on.root });
    return documentOf("archive", { ...answer, line: "" }).next;
  };

  it("says that somebody is to say what is true now", async () => {
    expect((await close(await aLoop(), "done"))[0]).toBe(
      `say what is true now: tick @login in \`${treePath}\`, with a pointer to its proof, and set \`status: done\` in \`${workPath}\``,
    );
  });

  it("says nothing of the kind where it is given up", async () => {
    expect((await close(await aLoop(), "todo", "--abandon", "no time")).join()).not.toContain("@login");
  });
});

const tree = `# Prerequisite Tree

## Objective: Beta (@beta)

- [ ] Signing in works (@login)

Status: BLOCKED — 1 prerequisite unresolved
`;

it("what execution refuses comes back as a signal for the id that it was filed at", async () => {
  const on = await aLoop(loop);
  await commit(on.root, { [treePath]: tree }, "Plan the quarter");
  const strategy = async (...argv: string[]) => (await runHere(["strategy", ...argv], { cwd: on.root })).stdout;
  const { run: first } = await on.start("--from", "@login");
  await carry(on);
  await on.check("--record");
  expect(await on.check("--record")).toMatchObject({ exit: 0 });
  expect(await on.start("--from", "@login")).toMatchObject({ exit: 4 });
  const refuse = (run: string) =>
    writeFile(
      join(on.root, runsDir, run, "delta-M1.md"),
      "- Milestone: M1\n- Status: BLOCKED\n- Expected: a session store\n- Found: none\n- Why: nobody chose one\n",
    );
  await refuse(first);
  expect(await strategy("stuck")).toContain("Nothing is stuck");
  const { run: second } = await on.start("--from", "@login");
  expect(second).not.toBe(first);
  expect(await record(on, second)).toMatchObject({ follows: first, from: { id: "@login" } });
  await on.check("--record");
  expect(await on.check("--record")).toMatchObject({ exit: 0 });
  await refuse(second);
  const signals = JSON.parse(await strategy("stuck", "--json")).data.signals;
  expect(signals).toEqual([
    {
      id: "@login",
      kind: "BOUNCED",
      count: 2,
      // Both were opened in the same second.
      evidence: [first, second].map((run) => `${runsDir}/${run}/delta-M1.md`).sort(),
      stuck: true,
    },
  ]);
  const again = await on.start("--from", "@login");
  expect(again).toMatchObject({ exit: 4, run: "" });
  expect(again.stderr).toContain("came back before (BOUNCED 2x)");
  expect(await on.start("--goal", "Log in")).toMatchObject({ exit: 4, run: "" });
  expect(await on.start("--from", "@login", "--reason", "the store is there now")).toMatchObject({ exit: 0 });
  await strategy("start", "--min-memory", "0");
  expect(await strategy("stuck", "--write")).toMatch(
    /Next:\s+- split it into 2 to 5 smaller ones: .*stuck split @login/,
  );
  expect(await on.read(treePath)).toContain("- [ ] Signing in works (@login) ⚠ stuck: BOUNCED 2x\n");
});
