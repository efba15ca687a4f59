import { mkdir, readdir, rename, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { git, tempDir } from "../../helpers/temp.ts";
import { aField, aFieldWithoutGit, aTree, playing } from "./a-repository.ts";

const runsDir = "planning/_runs";
const statePath = "planning/strategy/state.json";

describe("a run from beginning to end", () => {
  it("keeps an outcome for each step, and the state advances with the end alone", async () => {
    const on = await aField();
    const started = await on.json("start", "--goal", "docs ready");
    expect(started).toMatchObject({ exit: 0, document: { step: "start", result: "done" } });
    const { id, number, branch, commit, goal } = await on.open();
    expect({ number, branch, goal }).toEqual({ number: 1, branch: "main", goal: "docs ready" });
    expect(commit).toBe(await git(on.root, "rev-parse", "HEAD"));
    expect(await on.read(`${runsDir}/${id}/context.md`)).toContain("The documentation site is up.");

    expect(await on.say("end")).toMatchObject({
      exit: 4,
      stderr: expect.stringContaining("there is no section of this run"),
    });
    expect(await on.json("tree")).toMatchObject({
      exit: 0,
      document: { data: { constraints: [{ id: "@bootstrap", score: 1 }] } },
    });
    expect(await on.json("journal")).toMatchObject({ exit: 3, document: { result: "unfinished" } });
    await on.fill();
    expect(await on.say("journal")).toMatchObject({ exit: 0 });
    expect(await on.json("memory")).toMatchObject({ exit: 0, document: { words: "The memory is not due" } });
    await expect(on.read(statePath)).rejects.toThrow();

    const ended = await on.json("end");
    expect(ended).toMatchObject({ exit: 0, document: { data: { constraints: [{ name: "@bootstrap", score: 1 }] } } });
    const [run] = await on.runs();
    expect(run?.ended).toBe("2025-03-04T05:06:07Z");
    expect(
      Object.entries(run?.outcomes ?? {})
        .map(([step, outcome]) => `${step} ${outcome?.result}`)
        .sort(),
    ).toEqual(["filing skipped", "journal done", "memory skipped", "preflight done", "tree done", "triage skipped"]);
    expect(JSON.parse(await on.read(statePath))).toMatchObject({ schema: 1, runs: 1, last: { id, commit } });
    expect(await on.say("resume")).toMatchObject({ exit: 4 });
  });

  it("started twice it is one run, whatever is asked of it", async () => {
    const on = await aFieldWithoutGit();
    await on.say("start", "--goal", "one");
    const again = await on.json("start", "--goal", "two");
    expect(again).toMatchObject({ exit: 0 });
    expect(again.document.words).toContain("Went on with strategy run 1");
    expect(again.document.notes).toEqual([expect.stringContaining("the open run is about “one”")]);
    expect(await readdir(join(on.root, runsDir))).toHaveLength(1);
  });

  it("two at once are one", async () => {
    const on = await aFieldWithoutGit();
    const said = await Promise.all([on.say("start"), on.say("start"), on.say("start")]);
    expect(said.map(({ exit }) => exit)).toEqual([0, 0, 0]);
    expect(await on.runs()).toHaveLength(1);
  });

  it("the tree step writes Status lines, tells what is different, and keeps what errors there are", async () => {
    const on = await aFieldWithoutGit();
    await on.playThrough();
    await on.edit("planning/_state/PREREQUISITES.md", (text) =>
      text.replace("[ ] Bootstrap", "[x] Bootstrap").replace("DONE", "x"),
    );
    await on.say("start");
    const told = await on.json("tree");
    expect(told.document.data.news).toEqual([
      "@bootstrap: resolved, was open",
      "@docs: BLOCKED — awaiting vault, was BLOCKED — 2 prerequisites unresolved",
    ]);
    expect(await on.read("planning/_state/PREREQUISITES.md")).toContain("Status: BLOCKED — awaiting vault");
    await on.edit(
      "planning/_state/PREREQUISITES.md",
      (text) => `${text}\n## Objective: Again (@docs)\n- [ ] a (@a) — depends on @b\n- [ ] b (@b) — depends on @a\n`,
    );
    expect(await on.json("tree")).toMatchObject({ exit: 4, document: { result: "unfinished" } });
    expect((await on.open()).outcomes.tree?.result).toBe("failed");
    expect(await on.say("end")).toMatchObject({ exit: 4, stderr: expect.stringContaining("cycle") });
  });
});

describe("a run that is not opened", () => {
  it("nothing has changed: says so, keeps why, and `--reason` goes on anyway", async () => {
    const on = await aField();
    await on.playThrough();
    on.now = new Date("2025-03-05T05:06:07Z");
    const skipped = await on.json("start");
    expect(skipped).toMatchObject({ exit: 4, document: { result: "skipped", run: null } });
    expect(skipped.document.words).toMatch(/^Skipped: no commit outside `planning\/`/);
    expect(await readdir(join(on.root, runsDir))).toHaveLength(1);
    expect(await on.say("start", "--reason", "a new quarter")).toMatchObject({ exit: 0 });
    const context = await on.read(`${runsDir}/${(await on.open()).id}/context.md`);
    expect(context).toContain("Why now: a new quarter");
    expect(context).toMatch(/Skipped since the last run: once, last at 2025-03-05T05:06:07Z: no commit/);
  });

  it.each([
    ["vision", "planning/VISION.md"],
    ["resources", "planning/RESOURCES.md"],
    ["tree", "planning/_state/PREREQUISITES.md"],
    ["predictions", "planning/strategy/predictions/unreviewed/a.md"],
    ["vault", "planning/strategy/vault/approved/a.md"],
    ["backlog", "planning/strategy/backlog/a.md"],
  ])("a change of the %s is an occasion", async (group, path) => {
    const on = await aFieldWithoutGit();
    await on.playThrough();
    await on.write({ [path]: path.endsWith("PREREQUISITES.md") ? `${aTree}\n` : "changed\n" });
    expect(await on.say("start")).toMatchObject({ exit: 0 });
    expect(await on.read(`${runsDir}/${(await on.open()).id}/context.md`)).toContain(`Why now: ${group} changed`);
  });

  it("a commit is one, unless it is about planning alone", async () => {
    const on = await aField();
    await on.playThrough();
    await git(on.root, "add", "--all");
    await git(on.root, "commit", "--quiet", "-m", "Planning");
    expect(await on.say("start")).toMatchObject({ exit: 4 });
    await on.write({ "src/a.ts": "1\n" });
    await git(on.root, "add", "--all");
    await git(on.root, "commit", "--quiet", "-m", "Code");
    expect(await on.say("start")).toMatchObject({ exit: 0 });
    expect(await on.read(`${runsDir}/${(await on.open()).id}/context.md`)).toContain("Why now: 1 file changed since");
  });

  it("what somebody changed while a run was under way is news for the next one", async () => {
    const on = await aFieldWithoutGit();
    await on.say("start");
    await on.write({ "planning/VISION.md": "# Vision\n\nSomething else.\n" });
    await on.say("tree");
    await on.say("journal");
    await on.fill();
    expect(await on.say("end")).toMatchObject({ exit: 0 });
    expect(await on.say("start")).toMatchObject({ exit: 0 });
  });

  it("switched off, by a file that says why", async () => {
    const on = await aFieldWithoutGit({ "planning/strategy/INACTIVE": "moving house\n" });
    const { exit, stderr } = await on.say("start");
    expect({ exit, stderr }).toMatchObject({
      exit: 4,
      stderr: expect.stringContaining("INACTIVE` is there (moving house)"),
    });
    expect(await on.runs()).toEqual([]);
  });

  it("too little memory: not yet", async () => {
    const on = await aFieldWithoutGit();
    const told = await on.json("start", "--min-memory", "9999999");
    expect(told).toMatchObject({
      exit: 3,
      document: { result: "skipped", words: expect.stringMatching(/MB of memory are free/) },
    });
    expect(await on.say("start", "--min-memory", "much")).toMatchObject({ exit: 2 });
    expect(await on.say("start", "--min-memory", "0")).toMatchObject({ exit: 0 });
  });
});

describe("what is damaged, missing or odd", () => {
  it.each([
    ["{", 4, "cannot be read"],
    ["", 4, "it is empty"],
    ['{"schema":2}', 4, "newer plan-init"],
    ['{"schema":1,"runs":"many","last":null}', 4, "cannot be read: runs"],
    ['<<<<<<< ours\n{"schema":1}\n=======\n>>>>>>> theirs\n', 4, "conflict markers"],
  ])("state %j: exit %i", async (text, exit, words) => {
    const on = await aFieldWithoutGit({ [statePath]: text });
    expect(await on.say("start")).toMatchObject({ exit, stderr: expect.stringContaining(words) });
    expect(await on.read(statePath)).toBe(text);
  });

  it.each([
    ["{}", "cannot be read"],
    ['{"schema":9}', "newer plan-init"],
  ])("a record that says %j", async (text, words) => {
    const on = await aFieldWithoutGit();
    await on.say("start");
    const { id } = await on.open();
    await on.write({ [`${runsDir}/${id}/strategy.json`]: text });
    for (const step of ["start", "resume", "tree", "end", "commit"]) {
      expect(await on.say(step)).toMatchObject({ exit: 4, stderr: expect.stringContaining(words) });
    }
  });

  it("without a tree and a vision a run begins, and cannot end", async () => {
    const on = await aFieldWithoutGit();
    await rename(join(on.root, "planning/VISION.md"), join(on.root, "VISION.md"));
    await rename(join(on.root, "planning/_state/PREREQUISITES.md"), join(on.root, "TREE.md"));
    const told = await on.json("start");
    expect(told).toMatchObject({ exit: 0 });
    expect(told.document.notes).toHaveLength(3);
    expect(await on.say("tree")).toMatchObject({ exit: 2 });
    expect((await on.open()).outcomes.tree).toMatchObject({
      result: "failed",
      words: expect.stringContaining("no prerequisite tree"),
    });
    expect(await on.say("end")).toMatchObject({
      exit: 4,
      stderr: expect.stringContaining("there is no prerequisite tree"),
    });
  });

  it("links are refused, whatever they lead to", async () => {
    const on = await aFieldWithoutGit();
    await mkdir(join(on.root, "elsewhere"));
    await rename(join(on.root, "planning/strategy"), join(on.root, "strategy"));
    await symlink(join(on.root, "elsewhere"), join(on.root, "planning/strategy"));
    expect(await on.say("start")).toMatchObject({ exit: 4, stderr: expect.stringMatching(/symbolic link/) });
    expect(await readdir(join(on.root, "elsewhere"))).toEqual([]);
  });

  it("a preflight that fails leaves the run open, and is done with the next start", async () => {
    const on = await aFieldWithoutGit();
    await on.edit("planning/_state/PREREQUISITES.md", (text) => `<<<<<<< a\n${text}=======\n>>>>>>> b\n`);
    expect(await on.json("start")).toMatchObject({ exit: 4, document: { result: "unfinished" } });
    expect((await on.open()).outcomes.preflight?.result).toBe("failed");
    await on.write({ "planning/_state/PREREQUISITES.md": aTree });
    expect(await on.say("start")).toMatchObject({ exit: 0 });
    expect((await on.open()).outcomes.preflight?.result).toBe("done");
  });

  it("a clock that goes backwards: runs count by number, and the last one is the last", async () => {
    const on = await aFieldWithoutGit();
    await on.playThrough();
    on.now = new Date("2024-12-31T23:59:58Z");
    const told = await on.json("start", "--reason", "once more");
    expect(told.document.notes.join()).toContain("earlier than the last run");
    expect((await on.open()).number).toBe(2);
    await on.say("tree");
    await on.say("journal");
    await on.fill();
    expect(await on.say("end")).toMatchObject({ exit: 0 });
    expect((await on.runs()).map(({ number }) => number)).toEqual([2, 1]);
    expect(await readdir(join(on.root, "planning/strategy/journal"))).toEqual(["2024-12-31.md", "2025-03-04.md"]);
    expect(JSON.parse(await on.read(statePath)).runs).toBe(2);
  });

  it("an unreviewed prediction keeps the run open", async () => {
    const folder = "planning/strategy/predictions/unreviewed";
    const on = await aFieldWithoutGit({
      [`${folder}/slow-ci.md`]: "# CI is slow\n",
      [`${folder}/README.md`]: "# No prediction\n",
    });
    await on.say("start");
    const { exit, stderr } = await on.say("end");
    expect({ exit, stderr }).toMatchObject({ exit: 4, stderr: expect.stringContaining("`slow-ci` has no outcome") });
    expect(stderr).not.toContain("README");
  });

  it("a run that another branch left unfinished was overtaken when a later one ended", async () => {
    const on = await aFieldWithoutGit();
    await on.playThrough();
    const [first] = await on.runs();
    const left = { ...first, id: "2025-03-09T000000Z-left-a1b2", number: 1, ended: null };
    await on.write({ [`${runsDir}/${left.id}/strategy.json`]: JSON.stringify(left) });
    expect(await on.say("resume")).toMatchObject({ exit: 4 });
    expect(await on.say("start", "--reason", "on")).toMatchObject({ exit: 0 });
    expect(await on.open()).toMatchObject({ number: 2 });
  });
});

describe("with `sync: ff-only`", () => {
  const cloned = async () => {
    const on = await aField({ "planning/config.yml": "project: acme\ndefault_branch: main\nsync: ff-only\n" });
    const other = join(await tempDir(), "other");
    await git(on.root, "clone", "--quiet", on.root, other);
    await git(on.root, "commit", "--quiet", "--allow-empty", "-m", "Ahead");
    return { origin: on, clone: playing(other) };
  };

  it("the branch is brought up to date before a run is opened, and left alone while one is", async () => {
    const { origin, clone } = await cloned();
    const told = await clone.json("start");
    expect(told.document.notes).toContain("sync: fast-forwarded by 1 commit to origin/main");
    expect((await clone.open()).commit).toBe(await git(origin.root, "rev-parse", "HEAD"));
    await git(origin.root, "commit", "--quiet", "--allow-empty", "-m", "Further");
    expect((await clone.json("start")).document.notes).toEqual([]);
    expect((await clone.open()).commit).toBe(await git(clone.root, "rev-parse", "HEAD"));
  });

  it("a branch that has diverged is for a person, and no run is opened", async () => {
    const { clone } = await cloned();
    await git(clone.root, "commit", "--quiet", "--allow-empty", "-m", "Mine");
    expect(await clone.say("start")).toMatchObject({ exit: 4, stderr: expect.stringContaining("have diverged") });
    expect(await clone.runs()).toEqual([]);
  });
});

describe("journal", () => {
  const file = "planning/strategy/journal/2025-03-04.md";

  it("of another tool it is kept, byte for byte, and appended to with its own line endings", async () => {
    const theirs = "Standup\r\n=======\r\n\r\n- talked\r\n";
    const on = await aFieldWithoutGit({ [file]: theirs });
    await on.say("start");
    await on.say("journal");
    const text = await on.read(file);
    expect(text.startsWith(theirs)).toBe(true);
    expect(text.replaceAll("\r\n", "")).not.toContain("\n");
    expect(text).toContain("## Run 1, 05:06 UTC");
  });

  it("two runs of a day have a section each; too long a one is not complete", async () => {
    const on = await aFieldWithoutGit();
    const first = await on.playThrough();
    await on.say("start", "--reason", "again");
    const { id } = await on.open();
    await on.say("journal");
    await on.edit(file, (text) =>
      text.replace(/(### Deferred\n)(?![\s\S]*### Deferred)/, `$1${"- a line\n".repeat(40)}`),
    );
    const told = await on.json("journal");
    expect(told.document.data.problems).toEqual([
      expect.stringMatching(/has \d+ lines, more than 50/),
      "`### Observations` is not filled in",
    ]);
    const text = await on.read(file);
    expect([first.id, id].map((each) => text.split(each).length - 1)).toEqual([1, 1]);
  });

  it("is not written over while git has left conflicts in it, nor with a secret in it", async () => {
    const on = await aFieldWithoutGit();
    await on.say("start");
    await on.say("journal");
    const before = await on.read(file);
    await on.edit(file, (text) => `${text}\nthe key is AKIA${"Q2R7XTWL".repeat(2)}\n`);
    expect(await on.say("journal")).toMatchObject({
      exit: 4,
      stderr: expect.stringMatching(/line \d+ looks like it holds a secret \(AWS access key\)/),
    });
    await writeFile(join(on.root, file), `<<<<<<< a\n${before}=======\n>>>>>>> b\n`);
    expect(await on.say("journal")).toMatchObject({
      exit: 4,
      stderr: expect.stringContaining("git could not merge two journals"),
    });
    expect((await on.open()).outcomes.journal?.result).toBe("failed");
  });
});

describe("memory", () => {
  const file = "planning/_state/MEMORY.md";

  it("is due with the fifth run, and until it was seen to", async () => {
    const on = await aFieldWithoutGit();
    for (let number = 1; number <= 4; number++) await on.playThrough("--reason", `run ${number}`);
    await on.playThrough("--reason", "the fifth, which forgets it");
    expect(await on.say("start", "--reason", "the sixth")).toMatchObject({ exit: 0 });
    expect(await on.read(`${runsDir}/${(await on.open()).id}/context.md`)).toContain("Memory: due");
    expect(await on.say("memory")).toMatchObject({ exit: 3, stdout: expect.stringContaining("was not touched") });
    await on.write({ [file]: "# Memory\n\n- 12 tests failed on 2025-03-01\n" });
    expect(await on.json("memory")).toMatchObject({
      exit: 3,
      document: { data: { findings: [{ kind: "date" }, { kind: "count" }] } },
    });
    await on.write({ [file]: "# Memory\n\n- Flaky suites hide real failures\n" });
    expect(await on.say("memory")).toMatchObject({ exit: 0 });
    expect(await on.open()).toMatchObject({
      wrote: [file],
      outcomes: { memory: { result: "done", words: "distilled" } },
    });
    expect(await on.say("memory", "--check")).toMatchObject({ exit: 0 });
  });
});
