import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { backlogDir, treePath } from "../../../src/strategy/paths.ts";
import type { StrategyRun } from "../../../src/strategy/run/record.ts";
import { documentOf, runId, strategyRepo } from "../documents/repo.ts";

const tree = `# Prerequisite Tree

## Objective: Documentation site (@docs)

- [x] Core stable (@core)
- [ ] Bootstrap works (@bootstrap)
- [ ] Theme chosen (@theme)
- [ ] Search works (@search) — depends on @bootstrap
- [ ] Domain (@domain) ⏳ blocked-on-vault (vault/pending/domain.md)
- [ ] Flaky suite (#77) ⚠ stuck: BOUNCED 2x

## Objective: Release (@release)

- [ ] Bootstrap works (@bootstrap)
`;

const draft = `# Make bootstrap work

## Problem

It stops at step 3.

## Proposed solution

Create the folder first.

## Affected files

- \`src/bootstrap.ts\`: the order

## Acceptance criteria

- [ ] \`npm run bootstrap\` ends with 0

## Dependencies

none
`;

const repoWith = (files: Record<string, string> = {}, run: Partial<StrategyRun> = {}) =>
  strategyRepo({ [treePath]: tree, ...files }, run);

const inBacklog = (name: string) => `${backlogDir}/${name}.md`;

describe("filing work", () => {
  test("writes the draft with what is computed above it, and records it", async () => {
    const repo = await repoWith();
    const said = await repo.pipe(draft, "file", "@bootstrap", "--from", "-");
    expect(said.stdout).toContain("Filed work at @bootstrap");
    expect(said.exit).toBe(0);
    expect(await repo.read(inBacklog("make-bootstrap-work"))).toBe(`---
id: "@bootstrap"
objectives: ["@docs", "@release"]
score: 2
filed: "2025-03-04"
run: "${runId}"
status: backlog
priority: 1
---

${draft}`);
    expect(await repo.run()).toMatchObject({
      filed: [{ id: "@bootstrap", kind: "work", slug: "make-bootstrap-work" }],
      outcomes: { filing: { result: "done", words: "1 of 4 filed: @bootstrap" } },
      wrote: [inBacklog("make-bootstrap-work")],
    });
  });

  test("keeps the draft's own front matter, line endings and byte order mark", async () => {
    const repo = await repoWith({
      "draft.md": `\uFEFF---\r\nslug: boot\r\nowner: ci\r\n---\r\n${draft.replaceAll("\n", "\r\n")}`,
    });
    expect((await repo.say("file", "bootstrap", "--from", "draft.md")).exit).toBe(0);
    const text = await repo.read(inBacklog("boot"));
    expect(
      text.startsWith('\uFEFF---\r\nslug: boot\r\nowner: ci\r\nid: "@bootstrap"\r\nobjectives:\r\n  - "@docs"\r\n'),
    ).toBe(true);
    expect(text.endsWith(`---\r\n${draft.replaceAll("\n", "\r\n")}`)).toBe(true);
    expect(text.replaceAll("\r\n", "")).not.toContain("\n");
  });

  test.each<[string, string, RegExp]>([
    ["@nothing", "the tree has no", /has no `@nothing`/],
    ["@boostrap", "a near miss", /did you mean `@bootstrap`/],
    ["@core", "what is done", /`@core` is done/],
    ["@search", "what waits", /`@search` waits for @bootstrap/],
    ["@domain", "what is in the vault", /waits for a person \(vault\/pending\/domain.md\)/],
    ["77", "what is stuck", /`#77` is stuck \(BOUNCED 2x\).*stuck split 77 /s],
    ["@docs", "an objective", /is an objective/],
    ["../docs", "no id at all", /has no/],
  ])("at %s is refused: %s", async (id, _, words) => {
    const repo = await repoWith();
    const said = await repo.pipe(draft, "file", id, "--from", "-");
    expect(said.stdout).toMatch(words);
    expect(said.exit).toBe(4);
    expect(await repo.list(backlogDir)).toEqual([]);
    expect((await repo.run()).filed).toEqual([]);
  });

  test("once the tree step has settled the constraints, the run's own count", async () => {
    const outcomes = { tree: { at: "2025-03-04T05:00:00Z", result: "done" as const, words: "" } };
    const repo = await repoWith({}, { outcomes, constraints: ["@theme"] });
    const refused = await repo.pipe(draft, "file", "@bootstrap", "--from", "-");
    expect(refused).toMatchObject({ exit: 4 });
    expect(refused.stdout).toContain("not among the constraints of this run");
    expect((await repo.pipe(draft, "file", "@theme", "--from", "-")).exit).toBe(0);
  });

  test("a settled constraint that was marked or ticked since is no constraint any more", async () => {
    const outcomes = { tree: { at: "2025-03-04T05:00:00Z", result: "done" as const, words: "" } };
    const later = tree.replace("(@theme)", "(@theme) ⚠ stuck: nobody dares").replace("[ ] Search", "[x] Search");
    const repo = await repoWith({ [treePath]: later }, { outcomes, constraints: ["@theme", "@search"] });
    expect((await repo.pipe(draft, "file", "@theme", "--from", "-")).stdout).toContain("is stuck");
    expect((await repo.pipe(draft, "file", "@search", "--from", "-")).stdout).toContain("is done");
    expect(await repo.list(backlogDir)).toEqual([]);
  });

  test("in a tree that goes in a circle nothing is filed", async () => {
    const circle = `${tree}- [ ] A (@a) — depends on @b\n- [ ] B (@b) — depends on @a\n`;
    const repo = await repoWith({ [treePath]: circle });
    expect((await repo.pipe(draft, "file", "@theme", "--from", "-")).stdout).toContain("goes in a circle");
  });

  test("without a tree there is nothing to file at", async () => {
    const repo = await strategyRepo();
    expect(await repo.pipe(draft, "file", "@theme", "--from", "-")).toMatchObject({ exit: 2 });
  });

  test.each<[string, (text: string) => string, string[]]>([
    ["says nothing", () => "", ["title", "section", "section", "section", "section", "section"]],
    ["is the skeleton", () => "SKELETON", ["section", "section", "section", "section"]],
    ["lacks a section", (text) => text.replace("## Problem", "## Troubles"), ["section"]],
    ["has an empty one", (text) => text.replace("It stops at step 3.", "<!-- what -->\n\n---"), ["section"]],
    ["names no file", (text) => text.replace("- `src/bootstrap.ts`: the order", "Some of them."), ["files"]],
    ["names a file elsewhere", (text) => text.replace("src/bootstrap.ts", "../other/x.ts"), ["files"]],
    ["names an absolute path", (text) => text.replace("src/bootstrap.ts", "/etc/passwd"), ["files"]],
    ["has no checkbox", (text) => text.replace("- [ ] `npm", "- `npm"), ["criteria"]],
    ["has an empty checkbox", (text) => text.replace("`npm run bootstrap` ends with 0", ""), ["section"]],
    ["has a box that is ticked", (text) => text.replace("[ ]", "[x]"), ["criteria", "criteria"]],
    ["is about another", (text) => `---\nid: "@theme"\n---\n${text}`, ["id"]],
    ["has broken front matter", (text) => `---\nid: [\n---\n${text}`, ["front-matter"]],
    ["climbs out by its slug", (text) => `---\nslug: ../../x\n---\n${text}`, ["slug"]],
    ["has a slug of Windows' own", (text) => `---\nslug: con\n---\n${text}`, ["slug"]],
    ["has a title without a name", (text) => text.replace("Make bootstrap work", "起動"), ["slug"]],
    ["has a section twice", (text) => `${text}## Problem\n\nAgain.\n`, ["twice"]],
  ])("a draft that %s is not filed", async (_, change, rules) => {
    const repo = await repoWith();
    const changed = change(draft);
    const text = changed === "SKELETON" ? (await repo.say("file", "--template")).stdout : changed;
    const said = await repo.pipe(text, "file", "@bootstrap", "--from", "-", "--json");
    expect(said.exit).toBe(3);
    const { data } = documentOf(said);
    expect(data.findings.map(({ rule }: { rule: string }) => rule)).toEqual(rules);
    expect(await repo.list(backlogDir)).toEqual([]);
  });

  test("a draft with a token in it is refused, and the value not told", async () => {
    const repo = await repoWith();
    const token = `ghp_${"a1B2c3D4e5".repeat(4)}`;
    const said = await repo.pipe(`${draft}\n${token}\n`, "file", "@bootstrap", "--from", "-");
    expect(said.exit).toBe(4);
    expect(said.stdout).toMatch(/2\d:1 {2}it looks like a secret: GitHub token/);
    expect(said.stdout).not.toContain(token);
    expect(await repo.list(backlogDir)).toEqual([]);
  });

  test.each<[string, string | Buffer, RegExp]>([
    ["10 MB", "x".repeat(10 * 1024 * 1024), /more than|bytes/],
    ["NUL bytes", "a\0b", /NUL/],
  ])("%s on stdin and in a file are refused", async (_, text, words) => {
    const repo = await repoWith({ "draft.md": String(text) });
    for (const from of ["-", "draft.md"]) {
      const said = await repo.pipe(String(text), "file", "@bootstrap", "--from", from);
      expect(said.exit).toBe(4);
      expect(said.stderr).toMatch(words);
    }
  });

  test("a draft that is not there is a mistake of typing", async () => {
    const repo = await repoWith();
    expect(await repo.say("file", "@bootstrap", "--from", "none.md")).toMatchObject({ exit: 2 });
    expect((await repo.run()).outcomes.filing).toBeUndefined();
  });

  test.each([
    [["file", "@theme"]],
    [["file", "--from", "x.md"]],
    [["file", "@theme", "--from", "x.md", "--capability", "bench"]],
    [["file", "--sync", "--template"]],
    [["file", "--none", " "]],
  ])("%j is refused", async (args) => {
    const repo = await repoWith();
    expect((await repo.say(...args)).exit).toBe(2);
  });
});

describe("doubles", () => {
  const filed = (front: string, title: string) => `---\n${front}\n---\n\n# ${title}\n`;

  test.each<[string, Record<string, string>, string | undefined]>([
    ["of the same id", { old: filed('id: "@BOOTSTRAP"\nstatus: backlog', "Old") }, "same-id"],
    ["of the same id that is done", { old: filed('id: "@bootstrap"\nstatus: done', "Old") }, undefined],
    ["of the same slug", { Make_Bootstrap_Work: filed('id: "#1"', "Old") }, "same-slug"],
    ["of the same title", { old: filed('id: "#1"', "  MAKE: bootstrap -- work! ") }, "same-title"],
    ["that cannot be read but has the name", { "make-bootstrap-work": "\0" }, "same-slug"],
    ["of another matter", { old: filed('id: "#1"', "Old") }, undefined],
  ])("there is work %s", async (_, backlog, rule) => {
    const files = Object.fromEntries(Object.entries(backlog).map(([name, text]) => [inBacklog(name), text]));
    const repo = await repoWith(files);
    const said = await repo.pipe(draft, "file", "@bootstrap", "--from", "-", "--json");
    const { data } = documentOf(said);
    expect(said.exit).toBe(rule === undefined ? 0 : 3);
    expect(data.findings?.map((finding: { rule: string }) => finding.rule)).toEqual(
      rule === undefined ? undefined : [rule],
    );
    for (const [path, text] of Object.entries(files)) expect(await repo.read(path)).toBe(text);
  });

  test("the tree has that title at another place", async () => {
    const repo = await repoWith();
    const said = await repo.pipe(
      draft.replace("Make bootstrap work", "Theme chosen!"),
      "file",
      "@bootstrap",
      "--from",
      "-",
    );
    expect(said.exit).toBe(3);
    expect(said.stdout).toContain("the tree has that title at @theme");
    const own = await repo.pipe(
      draft.replace("Make bootstrap work", "Bootstrap works"),
      "file",
      "@bootstrap",
      "--from",
      "-",
    );
    expect(own.exit).toBe(0);
  });

  test("filing the same twice gives one file", async () => {
    const repo = await repoWith();
    await repo.pipe(draft, "file", "@bootstrap", "--from", "-");
    expect((await repo.pipe(draft, "file", "@bootstrap", "--from", "-")).exit).toBe(3);
    expect((await repo.run()).filed).toHaveLength(1);
  });
});

describe("the budget", () => {
  const many = (count: number) =>
    `## Objective: All (@all)\n${Array.from({ length: count }, (_, n) => `- [ ] Part ${n} (@p${n})`).join("\n")}\n`;
  const decisions = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ slug: `s${n}`, act: false, reason: "r" }));

  test.each([
    [0, 5, 4],
    [0, 2, 2],
    [1, 5, 2],
    [3, 5, 4],
    [9, 5, 5],
  ])("after %i decisions and with %i constraints, %i may be filed", async (triaged, most, expected) => {
    const repo = await repoWith({ [treePath]: many(8) }, { triaged: decisions(triaged), most });
    const exits: (number | null)[] = [];
    for (let n = 0; n < Math.min(expected + 1, most); n++) {
      const said = await repo.pipe(
        draft.replace("Make bootstrap work", `Do part ${n}`),
        "file",
        `p${n}`,
        "--from",
        "-",
      );
      exits.push(said.exit);
    }
    expect(exits.filter((exit) => exit === 0)).toHaveLength(expected);
    expect(exits.slice(expected).every((exit) => exit === 4)).toBe(true);
    expect(await repo.list(backlogDir)).toHaveLength(expected);
  });

  test("what waits in the vault counts", async () => {
    const filed = ["a", "b", "c", "d"].map((slug) => ({ id: null, kind: "vault" as const, slug }));
    const repo = await repoWith({}, { filed });
    const said = await repo.pipe(draft, "file", "@bootstrap", "--from", "-");
    expect(said.exit).toBe(4);
    expect(said.stdout).toContain("budget of this run is used up (4)");
  });

  test("what was written before a crash and not recorded counts", async () => {
    const repo = await repoWith({ [inBacklog("made")]: `---\nid: "@theme"\nrun: "${runId}"\n---\n# Made\n` });
    await repo.pipe(draft, "file", "@bootstrap", "--from", "-");
    const run = await repo.run();
    expect(run.filed.map(({ slug }) => slug)).toEqual(["made", "make-bootstrap-work"]);
    expect(run.wrote).toEqual([inBacklog("made"), inBacklog("make-bootstrap-work")]);
  });
});

describe("evidence instead of code", () => {
  const files = {
    "package.json": JSON.stringify({ scripts: { bench: "touch ran" } }),
    Makefile: "soak: build\n\ttouch ran\nbuild:\n\ttrue\n",
    "planning/strategy/capabilities/load-test.md": "# Load test\n",
  };

  test.each([
    ["bench", "`npm run bench` (package.json scripts.bench)"],
    ["soak", "`make soak` (Makefile target soak)"],
    ["load-test", "as `planning/strategy/capabilities/load-test.md` says"],
  ])("%s is written down as work, and not run", async (name, how) => {
    const repo = await repoWith(files);
    const said = await repo.say("file", "@bootstrap", "--capability", name);
    expect(said.exit).toBe(0);
    const text = await repo.read(inBacklog(`bootstrap-${name}`));
    expect(text).toContain(how);
    expect(text).toMatch(/kind: evidence\ncapability: \S+\nobjectives: \["@docs", "@release"\]\nscore: 2\n/);
    expect(await repo.has("ran")).toBe(false);
    // Beside it, there may be work that changes code; a second time, not.
    expect((await repo.say("file", "@bootstrap", "--capability", name)).exit).toBe(3);
    expect((await repo.pipe(draft, "file", "@bootstrap", "--from", "-")).exit).toBe(0);
  });

  test("it may be about no constraint, and needs a name that is there", async () => {
    const repo = await repoWith(files);
    expect((await repo.say("file", "--capability", "bench")).exit).toBe(0);
    expect((await repo.run()).filed).toEqual([{ id: null, kind: "work", slug: "bench" }]);
    const unknown = await repo.say("file", "@theme", "--capability", "benhc");
    expect(unknown.exit).toBe(4);
    expect(unknown.stdout).toContain("did you mean `bench`?");
  });
});

describe("priorities", () => {
  const work = (id: string, priority: string, ending = "\n") =>
    ["---", `id: "${id}"`, `priority: ${priority} # by rank`, "status: in progress", "---", "# T", ""].join(ending);

  test("follow the constraints; status and all other bytes stay", async () => {
    const repo = await repoWith({
      [inBacklog("a")]: work("@theme", "none"),
      [inBacklog("b")]: work("#9", "1", "\r\n"),
      [inBacklog("c")]: work("@bootstrap", "1"),
      [inBacklog("d")]: "---\nid: [\n---\n",
      [inBacklog("e")]: "# No front matter\n",
      [inBacklog("f")]: '---\nid: "@theme"\n---\n# New\n',
    });
    const said = await repo.say("file", "--sync", "--json");
    expect(said.exit).toBe(0);
    expect(documentOf(said).data.changed).toEqual(["a", "b", "f"].map(inBacklog));
    expect(await repo.read(inBacklog("a"))).toBe(work("@theme", "2"));
    expect(await repo.read(inBacklog("b"))).toBe(work("#9", "none", "\r\n"));
    expect(await repo.read(inBacklog("c"))).toBe(work("@bootstrap", "1"));
    expect(await repo.read(inBacklog("d"))).toBe("---\nid: [\n---\n");
    expect(await repo.read(inBacklog("f"))).toBe('---\nid: "@theme"\npriority: 2\n---\n# New\n');
    expect(documentOf(await repo.say("file", "--sync", "--json")).data.changed).toEqual([]);
  });
});

describe("what there is to file", () => {
  test("is listed, and asked for until somebody says that it is enough", async () => {
    const repo = await repoWith();
    const said = await repo.say("file");
    expect(said.exit).toBe(3);
    expect(said.stdout).toMatch(/2 of 2 constraints have no work; 4 may be filed/);
    expect(await repo.say("file", "--none", "the quarter is full")).toMatchObject({ exit: 0 });
    expect((await repo.run()).outcomes.filing).toMatchObject({
      result: "skipped",
      words: "0 filed: the quarter is full",
    });
    expect((await repo.say("file")).exit).toBe(0);
  });

  test("is nothing where nothing can begin", async () => {
    const repo = await repoWith({ [treePath]: "## Objective: A (@a)\n- [x] Done (@b)\n" });
    expect((await repo.say("file")).exit).toBe(0);
    expect((await repo.run()).outcomes.filing).toMatchObject({ result: "skipped" });
  });

  test("a backlog that is a link is not written through", async () => {
    const repo = await repoWith({ "elsewhere/.keep": "", "planning/strategy/x": "" });
    await symlink(join(repo.root, "elsewhere"), join(repo.root, backlogDir));
    expect((await repo.pipe(draft, "file", "@bootstrap", "--from", "-")).exit).toBe(4);
    expect(await repo.list("elsewhere")).toEqual([".keep"]);
  });
});
