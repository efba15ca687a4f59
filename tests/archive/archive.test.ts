import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { eventLine } from "../../src/review/events.ts";
import { planPath } from "../../src/runs/setup.ts";
import { git, writeFiles } from "../helpers/temp.ts";
import { finding, play } from "../review/session.ts";
import { commit, loop, loopWithoutGit } from "../runs/loop.ts";
import { treeOf } from "../upgrade/support/tree.ts";
import { blocked, saw } from "./a-closing.ts";
import { archived, built, paths, say, seeded } from "./support.ts";

describe("a plan that is done", () => {
  test("goes with its run, and an empty one stands in its place", async () => {
    const on = await loopWithoutGit();
    const { run } = await on.converge();
    await on.write(built);
    await writeFiles(on.root, { [`planning/_runs/${run}/notes/own.md`]: "mine\n" });
    const before = await treeOf(on.root);
    const { document } = await archived(on);
    expect(document).toMatchObject({
      result: "archived",
      outcome: "done",
      why: null,
      title: "Log in",
      runs: [run],
      notes: [],
    });
    const folder = "planning/archive/2025-03-log-in";
    expect(document.path).toBe(folder);
    const after = await treeOf(on.root);
    expect(after[`${folder}/CANONICAL_PLAN.md`]).toBe(before[planPath]);
    for (const file of ["run.json", "run.md", "plan-1.md", "plan-2.md", "notes/own.md"]) {
      expect(after[`${folder}/runs/${run}/${file}`]).toBe(before[`planning/_runs/${run}/${file}`]);
    }
    expect(Object.keys(after).filter((path) => path.startsWith("planning/_runs"))).toEqual([]);
    expect(after[planPath]).toContain("# Canonical plan: `<title>`");
    expect(await say(on, "archive")).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining("there is no plan to archive"),
    });
    expect((await on.start("--goal", "add logout")).exit).toBe(0);
  });

  test("without a run goes alone", async () => {
    const on = await loopWithoutGit();
    await on.write(built);
    const { document, page } = await archived(on);
    expect(document.runs).toEqual([]);
    expect(page).toContain("- Runs: none\n");
    expect(await paths(on)).toEqual([
      planPath,
      "planning/archive/2025-03-log-in/CANONICAL_PLAN.md",
      "planning/archive/2025-03-log-in/README.md",
      "planning/config.yml",
    ]);
  });

  test("takes the runs along that it was planned in before, and no other", async () => {
    const on = await loopWithoutGit();
    const first = await on.converge();
    const second = await on.start("--reason", "the API was withdrawn");
    const foreign = "2025-01-01T000000Z-foreign-abcd";
    await writeFiles(on.root, { [`planning/_runs/${foreign}/run.md`]: "# Another\n" });
    await on.write(built);
    const { document, page } = await archived(on);
    expect(document.runs).toEqual([first.run, second.run]);
    expect(page).toContain("opened because: the API was withdrawn");
    expect((await paths(on)).filter((path) => path.includes("_runs"))).toEqual([`planning/_runs/${foreign}/run.md`]);
  });

  test("gets a number of its own in the same month, and overwrites nothing", async () => {
    const on = await loopWithoutGit();
    await writeFiles(on.root, {
      "planning/archive/2025-03-log-in/README.md": "mine\n",
      "planning/archive/2025-03-log-in-2": "a file\n",
    });
    await on.write(built);
    expect((await archived(on)).document.path).toBe("planning/archive/2025-03-log-in-3");
    await on.write(built);
    expect((await archived(on)).document.path).toBe("planning/archive/2025-03-log-in-4");
    expect(await on.read("planning/archive/2025-03-log-in/README.md")).toBe("mine\n");
  });

  test("keeps its bytes and permissions, odd as they are", async () => {
    const on = await loopWithoutGit();
    const { run } = await on.converge();
    await on.write(built);
    await on.edit((text) => `\uFEFF${text.replaceAll("\n", "\r\n")}`);
    const text = await on.read(planPath);
    const bytes = Buffer.from([0, 255, 254, 10, 13]);
    await writeFile(join(on.root, "planning/_runs", run, "screen.png"), bytes);
    await chmod(join(on.root, planPath), 0o600);
    const { document } = await archived(on);
    expect(await on.read(`${document.path}/CANONICAL_PLAN.md`)).toBe(text);
    const after = await treeOf(on.root);
    expect(after[`${document.path}/CANONICAL_PLAN.md`]).toMatch(/^600 /);
    expect(after[`${document.path}/runs/${run}/screen.png`]).toBe(`644 ${bytes.toString("hex")}`);
  });
});

describe("the page says", () => {
  test("what was checked, what failed, and what was learned", async () => {
    const on = await loop();
    const { run } = await on.converge();
    const own = await commit(on.root, { "src/m1.ts": "1\n" }, "M1: answer with a session");
    await commit(on.root, { "other.ts": "1\n" }, "Somebody else's work");
    await on.write({ milestones: { M1: { status: "done" }, M2: { status: "dropped" } } });
    const evidence = [
      saw({ command: "npm test -- m1", exit: 1, at: "2025-03-03T01:00:00.000Z" }),
      saw({ command: "npm test -- m1", exit: 0, at: "2025-03-03T02:00:00.000Z", commit: own }),
      saw({ command: "npm test -- login", exit: 0, at: "2025-03-03T03:00:00.000Z", commit: own }),
    ];
    await writeFiles(on.root, {
      [`planning/_runs/${run}/evidence.jsonl`]: `${evidence.map((line) => JSON.stringify(line)).join("\n")}\n{"cut off`,
      [`planning/_runs/${run}/delta-M2.md`]: blocked("A1 is wrong: sessions are | short"),
      [`planning/_runs/${run}/review-1.md`]: "# Review\n\nVERDICT: NO-GO\n",
      [`planning/_runs/${run}/events.jsonl`]: play({ cap: 2 })
        .round("a", [finding()])
        .answer()
        .round("b", [], { verdict: "GO" })
        .events.map(eventLine)
        .join(""),
      [`planning/_runs/${run}/review-2.md`]: "# Review\n\nVERDICT: GO\n",
    });
    const { page } = await archived(on, "--learned", "sessions outlive a *restart*", "--learned", "ask first");
    const lines = page.split("\n");
    const hash = own.slice(0, 10);
    expect(page).toContain(`\n  - \`${run}\`: 2 of 3 iterations, converged; review: GO 2/2 — go: `);
    for (const line of [
      "- Outcome: done",
      "- G1: A person can sign in — met by the criteria below",
      `  - \`npm test -- login\` → exit 0: passed 2025-03-03T03:00:00.000Z, exit 0, at \`${hash}\``,
      "- M1 done: Part M1",
      `  - \`npm test -- m1\` → exit 0: passed 2025-03-03T02:00:00.000Z, exit 0, at \`${hash}\``,
      "- M2 dropped: Part M2",
      "  - `delta-M2.md`: BLOCKED, commits `3f2c1e9`",
      `- \`${hash}\` M1: answer with a session`,
      "- `3f2c1e9`, by a report; not in the history since the baseline",
      "- M2 in `delta-M2.md`: BLOCKED",
      "  - Found: A1 is wrong: sessions are \\| short",
      "- `review-1.md` ended in NO-GO",
      "- sessions outlive a \\*restart\\*",
      "- ask first",
      "- Assumption A1: The session store keeps its interface — called into question by `delta-M2.md`",
      "- Still open, Q1: How long does a session last?",
    ]) {
      expect(lines).toContain(line);
    }
    expect(page).toMatch(
      /M1: `npm test -- m1` failed once, last: failed 2025-03-03T01:00:00.000Z, exit 1, .*; it passed later/,
    );
    expect(page).not.toContain("Somebody else");
    expect(page).not.toContain("review-2");
  });

  test("why a plan was abandoned, and claims nothing", async () => {
    const on = await loopWithoutGit();
    await on.converge();
    const { document, page } = await archived(on, "--abandon", "the vendor\n# closed the API", "--slug", "no api");
    expect(document).toMatchObject({
      outcome: "abandoned",
      why: "the vendor # closed the API",
      path: "planning/archive/2025-03-no-api",
    });
    expect(page).toContain("- Outcome: abandoned: the vendor \\# closed the API\n");
    expect(page).toContain("- G1: A person can sign in — not claimed\n");
    expect(page).toContain("- M1 todo: Part M1\n");
  });
});

test("a run that nobody wrote a plan for can be given up, and is called by its goal", async () => {
  const on = await loopWithoutGit();
  await on.edit(() => seeded);
  const { run } = await on.start("--goal", "add login");
  expect((await say(on, "archive")).exit).toBe(4);
  const { document, page } = await archived(on, "--abandon", "never mind");
  expect(document).toMatchObject({ path: "planning/archive/2025-03-add-login", title: "add login", runs: [run] });
  expect(page).toContain("# Archive: add login\n");
  expect(page).not.toContain("\\<");
  expect(await on.read(`${document.path}/CANONICAL_PLAN.md`)).toContain(run);
});

describe("what belongs to other plans stays", () => {
  test.each([
    ["names a run that is gone", "`2024-01-01T000000Z-lost-abcd`"],
    ["has an id of its own", "login"],
    ["has no id", ""],
  ])("when the plan %s", async (_, id) => {
    const on = await loopWithoutGit();
    await on.start("--goal", "add login");
    await on.write(built);
    await on.edit((text) => text.replace(/- Plan ID: .*\n/, id && `- Plan ID: ${id}\n`));
    const { document } = await archived(on);
    expect(document).toMatchObject({ runs: [], notes: [expect.stringContaining("no run goes along")] });
    expect((await paths(on)).filter((path) => path.startsWith("planning/_runs/"))).not.toEqual([]);
  });

  test.each([
    ["leads out of the repository", "../../../etc"],
    ["is gone", "2024-01-01T000000Z-lost-abcd"],
    ["is a circle", undefined],
  ])("when the chain %s", async (_, follows) => {
    const on = await loopWithoutGit();
    const { run } = await on.converge();
    await on.write(built);
    const file = join("planning/_runs", run, "run.json");
    const record = JSON.parse(await on.read(file));
    await writeFiles(on.root, { [file]: JSON.stringify({ ...record, follows: follows ?? run }) });
    const { document } = await archived(on);
    expect(document.runs).toEqual([run]);
    expect(document.notes).toEqual(follows === undefined ? [] : [expect.stringContaining(follows)]);
  });
});

describe("hostile names", () => {
  test.each([
    ["../../../etc/passwd", "2025-03-etc-passwd"],
    [`${"long ".repeat(60)}`, "2025-03-long-long-long-long-long-long-long-long"],
    ["\u001b[31mred\u202e", "2025-03-31mred"],
  ])("%j", async (title, name) => {
    const on = await loopWithoutGit();
    await on.write(built);
    await on.edit((text) => text.replace("# Canonical plan: Log in", `# Canonical plan: ${title}`));
    const answer = await say(on, "archive");
    expect(answer.exit).toBe(0);
    expect(answer.stdout).toContain(`planning/archive/${name}/`);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
    expect(answer.stdout).not.toMatch(/\u001b|\u202e/);
  });
});

describe("in git", () => {
  test("history is kept, the index is left alone, and undo takes it back byte for byte", async () => {
    const on = await loop();
    const { run } = await on.converge();
    await on.write(built);
    await git(on.root, "add", "--all");
    await git(on.root, "commit", "--quiet", "--message", "Plan a login");
    const before = await treeOf(on.root);
    const { document } = await archived(on);
    expect(await git(on.root, "diff", "--cached", "--name-only")).toBe("");
    expect(await say(on, "undo")).toMatchObject({ exit: 0, line: "Took back `plan-init archive`" });
    expect(await treeOf(on.root)).toEqual(before);
    expect(await git(on.root, "status", "--porcelain")).toBe("");
    expect((await archived(on)).document.files).toEqual(document.files);
    await git(on.root, "add", "--all");
    await git(on.root, "commit", "--quiet", "--message", "Close it");
    const renames = await git(on.root, "show", "--name-status", "--format=", "--find-renames", "HEAD");
    expect(renames).toMatch(new RegExp(`^R100\\t\\S+/${run}/plan-1.md`, "m"));
    for (const file of ["CANONICAL_PLAN.md", `runs/${run}/run.json`]) {
      const log = await git(on.root, "log", "--follow", "--format=%s", "--", `${document.path}/${file}`);
      expect(log.split("\n").slice(0, 2)).toEqual(["Close it", "Plan a login"]);
    }
  });

  test("runs that are kept out of git stay out of it", async () => {
    const on = await loop({ ".gitignore": "planning/_runs/\n" });
    const { run } = await on.converge();
    await on.write(built);
    await writeFiles(on.root, { "planning/config.yml": "project: acme\ndefault_branch: main\ncommit_runs: false\n" });
    const { document, page } = await archived(on);
    expect(await on.read(`${document.path}/runs/${run}/run.json`)).toContain(run);
    expect(page).toContain("which git ignores");
    const status = await git(on.root, "status", "--porcelain", "--untracked-files=all");
    expect(status).not.toContain("/runs/");
    expect(status).toContain("README.md");
  });
});

describe("undo after somebody went on", () => {
  test("is refused, and loses nothing when it is told to keep what was edited", async () => {
    const on = await loopWithoutGit();
    const { run } = await on.converge();
    await on.write(built);
    const text = await on.read(planPath);
    const { document } = await archived(on);
    const next = await on.start("--goal", "add logout");
    expect(next.exit).toBe(0);
    expect(await say(on, "undo")).toMatchObject({ exit: 4, stderr: expect.stringContaining(planPath) });
    expect((await say(on, "undo", "--keep-edited")).exit).toBe(0);
    expect(await on.read(planPath)).toContain(next.run);
    expect(await on.read(`${document.path}/CANONICAL_PLAN.md`)).toBe(text);
    expect(await on.read(`planning/_runs/${run}/run.json`)).toContain(run);
    expect((await on.check()).exit).toBe(3);
  });
});
