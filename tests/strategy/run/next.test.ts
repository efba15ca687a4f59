import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { nextInRun } from "../../../src/strategy/run/next.ts";
import type { Outcome, Step } from "../../../src/strategy/run/record.ts";
import { aRun } from "../documents/repo.ts";
import { aFieldWithoutGit } from "./a-repository.ts";

const at = "2025-03-04T05:00:00Z";
const outcome = (result: Outcome["result"]): Outcome => ({ at, result, words: "" });
const stepsNamed = (lines: readonly string[]) =>
  lines.map((line) => `${/strategy (\w+)/.exec(line)?.[1]}${line.endsWith("(it failed)") ? "!" : ""}`);

describe("what comes next in a run", () => {
  test.each<[string, Partial<Record<Step, Outcome["result"]>>, string[]]>([
    ["the first open step", {}, ["preflight"]],
    [
      "what failed first",
      { preflight: "done", triage: "skipped", tree: "failed", filing: "failed" },
      ["tree!", "file!", "journal"],
    ],
    ["what failed later", { preflight: "done", triage: "done", filing: "failed" }, ["tree", "file!"]],
    [
      "the end",
      { preflight: "done", triage: "done", tree: "done", filing: "skipped", journal: "done", memory: "skipped" },
      ["end"],
    ],
  ])("%s", (_, results, expected) => {
    const outcomes = Object.fromEntries(Object.entries(results).map(([step, result]) => [step, outcome(result)]));
    expect(stepsNamed(nextInRun(aRun({ outcomes })))).toEqual(expected);
  });
});

const unreviewed = "planning/strategy/predictions/unreviewed";
const prediction = (title: string) =>
  `---\ndate: 2025-03-01\nby: ana\nseverity: high\n---\n\n# ${title}\n\n## Evidence\n\n- run 812 failed\n`;

const tree = `# Prerequisite Tree

## Objective: Beta (@beta)

- [ ] Sign-up works (@signup)
- [ ] Storage has transactions (#7)
- [ ] Mail arrives (@mail) ⏳ blocked-on-vault (vault/pending/mail.md)

Status: BLOCKED — 3 prerequisites unresolved
`;

const work = (title: string) =>
  `# ${title}\n## Problem\nx\n## Proposed solution\nx\n## Affected files\n- \`a.ts\`\n## Acceptance criteria\n- [ ] ${title}\n## Dependencies\nnone\n`;

const asked =
  "# A domain\n## What\nx\n## Why\nx\n## Unblocks\n- @mail\n## Human action\n1. Buy `x` at https://example.org\n## What happens then\nx\n";

describe("what an agent is told on its way", () => {
  const planning = { "planning/_state/PREREQUISITES.md": tree };

  test("nothing to look at first is no mistake: the runner's CONFIG begins with an empty goal", async () => {
    const on = await aFieldWithoutGit(planning);
    expect((await on.say("start", "--goal", "")).exit).toBe(0);
    expect(await on.open()).toMatchObject({ goal: "" });
  });

  test("predictions that come in late are decided on first, one after the other", async () => {
    const on = await aFieldWithoutGit(planning);
    await on.say("start");
    expect((await on.json("triage")).document.result).toBe("done");
    await on.write({ [`${unreviewed}/one.md`]: prediction("One"), [`${unreviewed}/two.md`]: prediction("Two") });
    expect(stepsNamed((await on.json("preflight")).document.next.slice(1))).toEqual(["triage"]);
    expect(stepsNamed((await on.json("triage", "one", "--act", "it holds")).document.next)).toEqual(["triage"]);
    expect((await on.open()).outcomes.triage).toBeUndefined();
    expect(stepsNamed((await on.json("triage", "two", "--dismiss", "it does not")).document.next)).toEqual(["tree"]);
    expect((await on.open()).outcomes.triage).toMatchObject({ words: "1 acted on, 1 dismissed" });
  });

  test("an item that waits for a file of the vault that nobody wrote is an error before there is a vault", async () => {
    const on = await aFieldWithoutGit(planning);
    await on.write({ "planning/strategy/README.md": "" });
    await on.say("start");
    const { exit, stdout } = await on.say("tree");
    expect(exit).toBe(3);
    expect(stdout).toContain("`vault/pending/mail.md` is not there");
  });

  test("the context tells of the journal's last words, not of the run's own", async () => {
    const on = await aFieldWithoutGit({
      ...planning,
      "planning/strategy/journal/2025-03-03.md":
        "# Journal 2025-03-03\n\n## Run 0 (`other`)\n\nThe words of yesterday\n",
    });
    await on.say("start");
    await on.say("journal");
    await on.say("preflight");
    const { id } = await on.open();
    const context = await on.read(`planning/_runs/${id}/context.md`);
    expect(context).toContain("The words of yesterday");
    expect(context).not.toContain("### Observations");
  });

  test("filing goes on until nothing is left, and the last word is what to plan", async () => {
    const on = await aFieldWithoutGit({ ...planning, "planning/strategy/README.md": "" });
    await on.say("start");
    await on.say("triage");
    await on.write({ "storage.md": work("Use a log"), "signup.md": work("Ask for no code"), "mail.md": asked });
    // What is said already is not said once more.
    expect(stepsNamed((await on.json("file")).document.next)).toEqual(["file", "tree"]);
    expect(stepsNamed((await on.json("stuck", "--write")).document.next)).toEqual(["undefined", "tree"]);
    const vaulted = await on.json("vault", "add", "mail", "--from", "mail.md");
    expect(vaulted.document.next[0]).toMatch(/^2 more may be filed, at @signup, #7: /);
    expect((await on.say("tree")).exit).toBe(0);
    const { next } = (await on.json("file", "7", "--from", "storage.md")).document;
    expect(next[0]).toMatch(/^1 more may be filed, at @signup: /);
    const last = (await on.json("file", "@signup", "--from", "signup.md")).document;
    expect(stepsNamed(last.next)).toEqual(["journal"]);
    expect((await on.say("file")).stdout).toContain("#7  Storage has transactions; blocks 1; planning/");
    await on.say("journal");
    await on.fill();
    await on.say("journal");
    expect((await on.say("end")).exit).toBe(0);
    // A shell would take `#7` for a comment.
    expect((await on.json("commit")).document.next.at(-1)).toBe(
      "in a new session, plan it: `plan-init start --from 7`",
    );
  });

  test("where the tree goes in a circle, filing says so, and is not over", async () => {
    const circle = "## Objective: A (@a)\n- [ ] x (@x) — depends on @y\n- [ ] y (@y) — depends on @x\n";
    const on = await aFieldWithoutGit({ "planning/_state/PREREQUISITES.md": circle });
    await on.say("start");
    const { exit, document } = await on.json("file");
    expect([exit, document.words]).toEqual([4, "Not filed: the tree goes in a circle"]);
    expect((await on.open()).outcomes.filing).toBeUndefined();
  });

  test("what is asked of people is marked where it is not marked yet", async () => {
    const on = await aFieldWithoutGit({ "planning/_state/PREREQUISITES.md": tree.replace(/ ⏳.*/, "") });
    await on.say("start");
    await writeFile(join(on.root, "mail.md"), asked);
    const { next } = (await on.json("vault", "add", "mail", "--from", "mail.md")).document;
    expect(next[0]).toBe(
      "mark @mail in the tree, `⏳ blocked-on-vault (vault/pending/mail.md)`, then: `plan-init strategy tree`",
    );
  });
});

test("a vision that was written during the run is told of, and left to people", async () => {
  const on = await aFieldWithoutGit();
  await rm(join(on.root, "planning/VISION.md"));
  await on.say("start");
  await on.write({ "planning/VISION.md": "# Vision\n" });
  const { document } = await on.json("commit");
  expect(document.notes).toContain(
    "`planning/VISION.md` was changed during the run and is not in the commit: it is people's to commit",
  );
  expect((await on.open()).wrote).not.toContain("planning/VISION.md");
});

test("work that was refused is an occasion for a run, once", async () => {
  const on = await aFieldWithoutGit();
  const skipped = async () => (await on.say("start")).exit === 4;
  await on.playThrough();
  expect(await skipped()).toBe(true);
  const run = "2025-03-04T060000Z-log-in-ab12";
  await on.write({
    [`planning/_runs/${run}/run.json`]: JSON.stringify({ goal: "log in", from: { id: "@bootstrap" } }),
    [`planning/_runs/${run}/delta-M1.md`]: "- Milestone: M1\n- Status: DONE\n",
  });
  expect(await skipped()).toBe(true);
  await on.write({ [`planning/_runs/${run}/delta-M1.md`]: "- Milestone: M1\n- Status: BLOCKED\n" });
  const { id } = await on.playThrough();
  expect(await on.read(`planning/_runs/${id}/context.md`)).toContain("- Why now: refusals changed");
  expect(await skipped()).toBe(true);
  await mkdir(join(on.root, "planning/archive/2025-03-log-in/runs"), { recursive: true });
  await rename(join(on.root, "planning/_runs", run), join(on.root, "planning/archive/2025-03-log-in/runs", run));
  expect(await skipped()).toBe(true);
});
