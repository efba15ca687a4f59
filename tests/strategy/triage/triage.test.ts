import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { predictionsDir } from "../../../src/strategy/paths.ts";
import { documentOf, runId, strategyRepo } from "../documents/repo.ts";

const [fresh, acted, dismissed] = [
  predictionsDir("unreviewed"),
  predictionsDir("actioned"),
  predictionsDir("dismissed"),
];

const good = `---
by: planner
date: 2025-03-01
confidence: 0.7
---

# The suite turns red within a month

## Evidence

- 4 of 20 runs failed last week (run 812)
- commit 12ab34c added a sleep
`;

describe("deciding", () => {
  test("a prediction that is acted on gets its outcome and moves; the run knows", async () => {
    const repo = await strategyRepo({ [`${fresh}/flaky.md`]: good });
    const said = await repo.say("triage", "flaky", "--act", "blocks two objectives: docs, ci");
    expect(said.stdout).toContain("flaky: acted on");
    expect(said.exit).toBe(0);
    expect(await repo.list(fresh)).toEqual([]);
    expect(await repo.read(`${acted}/flaky.md`)).toBe(
      good.replace(
        "0.7\n",
        `0.7\noutcome: actioned\nreason: "blocks two objectives: docs, ci"\ndecided: "2025-03-04T05:06:07Z"\nrun: "${runId}"\n`,
      ),
    );
    expect(await repo.run()).toMatchObject({
      triaged: [{ slug: "flaky", act: true, reason: "blocks two objectives: docs, ci" }],
      outcomes: { triage: { result: "done", words: "1 acted on, 0 dismissed" } },
      wrote: [`${fresh}/flaky.md`, `${acted}/flaky.md`],
    });
  });

  test("every byte of a file with CRLF and a byte order mark stays, but for the outcome", async () => {
    const crlf = `\uFEFF${good.replaceAll("\n", "\r\n")}`;
    const repo = await strategyRepo({ [`${fresh}/flaky.md`]: crlf });
    await repo.say("triage", "flaky", "--dismiss", "old news");
    const now = await repo.read(`${dismissed}/flaky.md`);
    expect(now.replace(/(?:outcome|reason|decided|run): .*\r\n/g, "")).toBe(crlf);
  });

  test("a prediction without any field can be dismissed, and not acted on", async () => {
    const repo = await strategyRepo({ [`${fresh}/bare.md`]: "just words\n" });
    const refused = await repo.say("triage", "bare", "--act", "sounds right", "--json");
    expect(refused.exit).toBe(3);
    const { data, result } = documentOf(refused);
    expect(result).toBe("unfinished");
    expect(data.findings.map(({ rule }: { rule: string }) => rule)).toEqual([
      "title",
      "evidence",
      "weight",
      "date",
      "by",
    ]);
    expect(await repo.read(`${fresh}/bare.md`)).toBe("just words\n");
    expect((await repo.say("triage", "bare", "--dismiss", "no evidence")).exit).toBe(0);
    expect(await repo.read(`${dismissed}/bare.md`)).toMatch(/\n---\n\njust words\n$/);
  });

  test("one that comes back needs evidence that was not there; both files are kept", async () => {
    const repo = await strategyRepo({ [`${fresh}/flaky.md`]: good });
    await repo.say("triage", "flaky", "--dismiss", "one bad week");
    const again = good.replace("- commit 12ab34c added a sleep", "- Commit `12ab34c`: added a sleep!");
    await repo.write({ [`${fresh}/flaky.md`]: again });
    const refused = await repo.say("triage", "flaky", "--act", "it is back");
    expect(refused.exit).toBe(3);
    expect(refused.stdout).toMatch(/dismissed before, .*dismissed\/flaky\.md.*nothing new/s);
    await repo.write({ [`${fresh}/flaky.md`]: `${good}- run 977 failed the same way\n` });
    expect((await repo.say("triage", "flaky", "--dismiss", "still only two")).exit).toBe(0);
    expect(await repo.list(dismissed)).toEqual(["flaky-2.md", "flaky.md"]);
    expect((await repo.run()).triaged.map(({ slug }) => slug)).toEqual(["flaky", "flaky-2"]);
    // Compared with all that were dismissed.
    await repo.write({ [`${fresh}/other-name.md`]: `${good}- run 977 failed the same way\n` });
    expect((await repo.say("triage", "other-name", "--act", "third time")).exit).toBe(3);
    await repo.write({ [`${fresh}/other-name.md`]: `${good}- run 1033 failed on main\n` });
    expect((await repo.say("triage", "other-name", "--act", "third time")).exit).toBe(0);
  });

  test("a decision that was made is told again, and its opposite refused", async () => {
    const repo = await strategyRepo({ [`${fresh}/flaky.md`]: good });
    await repo.say("triage", "flaky", "--act", "now");
    expect((await repo.say("triage", "flaky", "--act", "now")).exit).toBe(0);
    const other = await repo.say("triage", "flaky", "--dismiss", "changed my mind");
    expect(other.exit).toBe(4);
    expect(other.stdout).toContain("decided already");
  });

  test.each([["watch"], ["keep an eye on it"], ["monitor this closely"], ["wait and see"]])(
    "there is no watching: %s",
    async (reason) => {
      const repo = await strategyRepo({ [`${fresh}/flaky.md`]: good });
      const said = await repo.say("triage", "flaky", "--dismiss", reason);
      expect(said).toMatchObject({ exit: 2 });
      expect(said.stderr).toContain("no watching");
      expect(await repo.list(fresh)).toEqual(["flaky.md"]);
    },
  );

  test("a reason with a token in it is refused, and the value is not printed", async () => {
    const repo = await strategyRepo({ [`${fresh}/flaky.md`]: good });
    const token = `ghp_${"a1B2c3D4e5".repeat(4)}`;
    const said = await repo.say("triage", "flaky", "--act", `seen with ${token}`);
    expect(said.exit).toBe(4);
    expect(said.stdout).toContain("GitHub token");
    expect(said.stdout + said.stderr).not.toContain(token);
    expect(await repo.read(`${fresh}/flaky.md`)).toBe(good);
  });

  test.each([
    [["triage", "flaky"], 2],
    [["triage", "--act", "x"], 2],
    [["triage", "flaky", "--act", "x", "--dismiss", "y"], 2],
    [["triage", "flaky", "--act", " "], 2],
    [["triage", "../flaky", "--act", "now"], 4],
    [["triage", "nobody", "--act", "now"], 4],
  ])("%j is refused with exit %i, and nothing moves", async (args, exit) => {
    const repo = await strategyRepo({ [`${fresh}/flaky.md`]: good, [`${fresh}/../flaky.md`]: good });
    expect((await repo.say(...args)).exit).toBe(exit);
    expect(await repo.list(fresh)).toEqual(["flaky.md"]);
  });

  test("without an open run there is nothing to record in", async () => {
    const repo = await strategyRepo({}, { ended: "2025-03-04T05:05:00Z" });
    expect(await repo.say("triage")).toMatchObject({ exit: 4 });
  });
});

describe("listing", () => {
  test("tells what is wrong with each, exits with 3 while there is one, and writes nothing", async () => {
    const repo = await strategyRepo({
      [`${fresh}/a.md`]: good,
      [`${fresh}/b.md`]: good.replace("0.7", "soon").replace("2025-03-01", "2025-02-30"),
      [`${fresh}/C.md`]: "---\nby: [\n---\n",
      [`${fresh}/c.md`]: good.replace("suite", "build").replace("2025-03-01", "2031-01-01"),
      [`${fresh}/two words.md`]: good.replace("suite", "door"),
      [`${fresh}/notes.txt`]: "x",
      [`${fresh}/huge.md`]: "x".repeat(10 * 1024 * 1024),
      [`${fresh}/sub/inner.md`]: good,
      [`${fresh}/.gitkeep`]: "",
      [`${acted}/done.md`]: good.replace("suite", "gate"),
      [`${fresh}/done.md`]: good.replace("suite", "lock"),
    });
    await symlink(join(repo.root, "planning/config.yml"), join(repo.root, fresh, "link.md"));
    const said = await repo.say("triage", "--json");
    expect(said.exit).toBe(3);
    const { data } = documentOf(said);
    const rules = Object.fromEntries(
      data.predictions.map(({ path, findings }: { path: string; findings: { rule: string }[] }) => [
        path.slice(fresh.length + 1),
        findings.map(({ rule }) => rule).join(" "),
      ]),
    );
    expect(rules).toEqual({
      "a.md": "same-title",
      "b.md": "weight date same-title",
      "C.md": "front-matter same-slug",
      "c.md": "date same-slug",
      "two words.md": "name",
      "notes.txt": "name",
      "huge.md": "unreadable",
      sub: "unreadable",
      "link.md": "unreadable",
      "done.md": "acted-on",
    });
    expect((await repo.run()).outcomes.triage).toBeUndefined();
    expect((await repo.say("triage")).stdout).toContain("10 to decide on");
  });

  test("with nothing to decide on the step is done", async () => {
    const repo = await strategyRepo();
    expect((await repo.say("triage")).exit).toBe(0);
    expect((await repo.run()).outcomes.triage).toMatchObject({ result: "skipped" });
  });

  test("a folder of predictions that is a link is refused", async () => {
    const repo = await strategyRepo({ "elsewhere/x.md": good, "planning/strategy/predictions/README.md": "" });
    await symlink(join(repo.root, "elsewhere"), join(repo.root, fresh));
    expect((await repo.say("triage")).exit).toBe(4);
  });
});

describe("after a crash", () => {
  const stamped = good.replace(
    "0.7\n",
    `0.7\noutcome: dismissed\nreason: old\ndecided: "2025-03-04T05:01:00Z"\nrun: ${runId}\n`,
  );

  test("a file with its outcome that has not moved is moved by the next command", async () => {
    const repo = await strategyRepo({ [`${fresh}/flaky.md`]: stamped });
    const said = await repo.say("triage");
    expect(said.exit).toBe(0);
    expect(said.stdout).toContain("in the record now");
    expect(await repo.list(fresh)).toEqual([]);
    expect(await repo.list(dismissed)).toEqual(["flaky.md"]);
    expect((await repo.run()).triaged).toEqual([{ slug: "flaky", act: false, reason: "old" }]);
  });

  test("one that has moved and is not recorded is recorded once", async () => {
    const repo = await strategyRepo({ [`${dismissed}/flaky.md`]: stamped });
    await repo.say("triage");
    await repo.say("triage");
    const run = await repo.run();
    expect(run.triaged).toEqual([{ slug: "flaky", act: false, reason: "old" }]);
    expect(run.wrote).toEqual([`${fresh}/flaky.md`, `${dismissed}/flaky.md`]);
  });

  test("the outcome of another run counts for nothing", async () => {
    const repo = await strategyRepo({ [`${fresh}/flaky.md`]: stamped.replace(runId, "2024-01-01T000000Z-old-ab") });
    expect((await repo.say("triage")).exit).toBe(3);
    expect(await repo.list(fresh)).toEqual(["flaky.md"]);
  });
});
