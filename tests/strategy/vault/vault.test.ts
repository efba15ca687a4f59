import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { resourcesPath, treePath, vaultDir } from "../../../src/strategy/paths.ts";
import type { StrategyRun } from "../../../src/strategy/run/record.ts";
import { vague } from "../../../src/strategy/vault/action.ts";
import { documentOf, runId, strategyRepo } from "../documents/repo.ts";

const tree = `## Objective: Documentation site (@docs)

- [ ] Domain for the site (@docs-domain)
- [x] Core (@core)
`;

const draft = `# A domain for the docs

## What

The domain example.org.

## Why

Nobody else can sign for it.

## Unblocks

- @docs-domain

## Human action

1. Buy example.org at the registrar
2. Put the token into \`DNS_TOKEN\` of the CI settings

## What happens then

The site is deployed there.
`;

const resource = `
## Resource

- type: domain
- capability: serve the docs
- env: DNS_TOKEN, DNS_ZONE
`;

const at = (state: "pending" | "approved" | "fired" | "rejected", slug: string) => `${vaultDir(state)}/${slug}.md`;
const repoWith = (files: Record<string, string> = {}, run: Partial<StrategyRun> = {}) =>
  strategyRepo({ [treePath]: tree, ...files }, run);

describe("adding", () => {
  test("an item is written with what is known above it, counted and recorded", async () => {
    const repo = await repoWith();
    const said = await repo.pipe(draft, "vault", "add", "docs-domain", "--from", "-");
    expect(said.exit).toBe(0);
    expect(said.stdout).toContain("⏳ blocked-on-vault (vault/pending/docs-domain.md)");
    expect(await repo.read(at("pending", "docs-domain"))).toBe(
      `---\nstatus: pending\nunblocks: ["@docs-domain"]\nfiled: "2025-03-04"\nrun: "${runId}"\n---\n\n${draft}`,
    );
    expect(await repo.run()).toMatchObject({
      filed: [{ id: "@docs-domain", kind: "vault", slug: "docs-domain" }],
      outcomes: { filing: { result: "done" } },
      wrote: [at("pending", "docs-domain")],
    });
  });

  test.each<[string, (text: string) => string, string[]]>([
    ["says nothing", () => "", ["title", "section", "section", "section", "section", "section"]],
    ["has an empty section", (text) => text.replace("Nobody else can sign for it.", ""), ["section"]],
    ["asks to decide", (text) => text.replace("Buy example.org at the registrar", "Decide the approach"), ["steps"]],
    ["has no numbers before its steps", (text) => text.replace("1. ", "- ").replace("2. ", "- "), ["steps"]],
    ["unblocks nothing of the tree", (text) => text.replace("- @docs-domain", "- @elsewhere"), ["unblocks"]],
    ["names no id", (text) => text.replace("- @docs-domain", "The docs"), ["unblocks"]],
    ["unblocks what is done", (text) => text.replace("- @docs-domain", "- @core"), ["unblocks"]],
    ["writes a value", (text) => `${text}${resource.replace("DNS_ZONE", "DNS_ZONE=prod-4711")}`, ["resource"]],
    ["has a resource without a type", (text) => `${text}${resource.replace("- type: domain\n", "")}`, ["resource"]],
    ["has more in its resource", (text) => `${text}${resource}- password: x\n`, ["resource"]],
    ["names its resource badly", (text) => `${text}${resource}- id: ../x\n`, ["resource"]],
    ["has broken front matter", (text) => `---\na: [\n---\n${text}`, ["front-matter"]],
  ])("a draft that %s is not added", async (_, change, rules) => {
    const repo = await repoWith();
    const said = await repo.pipe(change(draft), "vault", "add", "x", "--from", "-", "--json");
    expect(said.exit).toBe(3);
    expect(documentOf(said).data.findings.map(({ rule }: { rule: string }) => rule)).toEqual(rules);
    expect(await repo.list(vaultDir("pending"))).toEqual([]);
  });

  test("the skeleton is no draft yet", async () => {
    const repo = await repoWith();
    const { stdout } = await repo.say("vault", "add", "--template");
    expect(stdout).toContain("## What happens then");
    expect((await repo.pipe(stdout, "vault", "add", "x", "--from", "-")).exit).toBe(3);
  });

  test("a token in a draft is refused, and not told", async () => {
    const repo = await repoWith();
    const token = `ghp_${"a1B2c3D4e5".repeat(4)}`;
    const said = await repo.pipe(draft.replace("`DNS_TOKEN`", token), "vault", "add", "x", "--from", "-");
    expect(said.exit).toBe(4);
    expect(said.stdout + said.stderr).not.toContain(token);
  });

  test.each(["pending", "approved", "fired", "rejected"] as const)(
    "what lies in %s is not asked for again",
    async (state) => {
      const repo = await repoWith({ [at(state, "Docs_Domain")]: draft });
      const named = await repo.pipe(
        draft.replace("# A domain", "# Another"),
        "vault",
        "add",
        "docs-domain",
        "--from",
        "-",
        "--json",
      );
      expect(documentOf(named).data.findings.map(({ rule }: { rule: string }) => rule)).toEqual(["same-slug"]);
      const titled = await repo.pipe(draft, "vault", "add", "other", "--from", "-", "--json");
      expect(documentOf(titled).data.findings.map(({ rule }: { rule: string }) => rule)).toEqual(["same-title"]);
      expect(titled.exit).toBe(3);
    },
  );

  test.each(["../x", "a/b", "con", ".hidden", "x".repeat(200)])("the slug %s is none", async (slug) => {
    const repo = await repoWith();
    expect((await repo.pipe(draft, "vault", "add", slug, "--from", "-")).exit).toBe(3);
    expect(await repo.list(vaultDir("pending"))).toEqual([]);
  });

  test("it needs a run, and room in the budget", async () => {
    const none = await repoWith({}, { ended: "2025-03-04T05:05:00Z" });
    expect((await none.pipe(draft, "vault", "add", "x", "--from", "-")).exit).toBe(4);
    const full = await repoWith(
      {},
      { filed: Array.from({ length: 4 }, (_, n) => ({ id: null, kind: "work", slug: `s${n}` })) },
    );
    expect((await full.pipe(draft, "vault", "add", "x", "--from", "-")).exit).toBe(4);
  });

  test("what was added before a crash and not recorded counts", async () => {
    const repo = await repoWith({
      [at("approved", "made")]: `---\nrun: "${runId}"\n---\n# Made\n\n## Unblocks\n\n#12\n`,
    });
    await repo.pipe(draft, "vault", "add", "docs-domain", "--from", "-");
    expect((await repo.run()).filed).toEqual([
      { id: "#12", kind: "vault", slug: "made" },
      { id: "@docs-domain", kind: "vault", slug: "docs-domain" },
    ]);
  });
});

describe("a step", () => {
  test.each([
    ["Decide the approach", false],
    ["Please **decide** on the approach", false],
    ["We need to figure out hosting", false],
    ["Review the options", false],
    ["Which registrar?", false],
    ["TBD", false],
    ["...", false],
    ["Choose the plan `Team` at https://example.org/plans", true],
    ["Pick region eu-west-1", true],
    ["Review and sign contract 4711", true],
    ["Buy example.org", true],
    ["Set `DNS_TOKEN` in the settings of the CI", true],
    ["Open the settings and click Enable", true],
  ])("%s: %s", (step, isOne) => {
    expect(vague(step) === undefined).toBe(isOne);
  });
});

test("a hostile step takes no time", () => {
  const started = performance.now();
  for (const piece of [" ", "please ", "please, ", "*", "`", '"', "a.", "A_"]) {
    vague(`please${piece.repeat(50_000)}!`);
    vague(piece.repeat(50_000));
  }
  expect(performance.now() - started).toBeLessThan(2000);
});

describe("answering", () => {
  test("a person approves with a note, out of any run; all other bytes stay", async () => {
    const crlf = draft.replaceAll("\n", "\r\n");
    const repo = await repoWith({ [at("pending", "d")]: crlf }, { ended: "2025-03-04T05:05:00Z" });
    const said = await repo.say("vault", "approve", "d", "--note", "up to 20 EUR");
    expect(said.exit).toBe(0);
    expect(await repo.list(vaultDir("pending"))).toEqual([]);
    expect(await repo.read(at("approved", "d"))).toBe(
      `---\r\nstatus: approved\r\napproved: "2025-03-04T05:06:07Z"\r\nnote: up to 20 EUR\r\n---\r\n\r\n${crlf}`,
    );
    expect((await repo.say("vault", "approve", "d")).exit).toBe(0);
  });

  test("marks in the tree follow what is approved, and no other byte changes", async () => {
    const held =
      "## Objective: A (@a)\r\n- [ ] Domain (@x) ⏳ blocked-on-vault (planning/strategy/vault/pending/d.md) <!-- c -->\r\n- [ ] E (@e) — blocked-on-vault (vault/pending/dd.md)\r\n- [x] F (@f) ⏳ blocked-on-vault (vault/pending/d.md)\r\n* [ ] G (@g) ⏳ blocked-on-vault (vault/pending/d.md) — depends on @x";
    const repo = await repoWith({ [treePath]: held, [at("pending", "d")]: draft.replace("@docs-domain", "@x") });
    expect((await repo.say("vault", "approve", "d")).stdout).toContain("names `vault/approved/d.md` now");
    expect(await repo.read(treePath)).toBe(
      held
        .replace("strategy/vault/pending/d.md", "strategy/vault/approved/d.md")
        .replace(/pending(?=\/d\.md\) — depends)/, "approved"),
    );
  });

  test("a tree that cannot be read does not keep a person from answering", async () => {
    const repo = await repoWith({ [treePath]: "<<<<<<< a\n=======\n>>>>>>> b\n", [at("pending", "d")]: draft });
    const said = await repo.say("vault", "approve", "d");
    expect(said.exit).toBe(0);
    expect(said.stdout).toContain("the tree was left alone");
  });

  test("firing adds the resource, once, and keeps the file as it was", async () => {
    const before = "# Means\r\n\r\n## ci\r\n\r\n- type: runner";
    const repo = await repoWith({ [at("approved", "d")]: `${draft}${resource}`, [resourcesPath]: before });
    expect((await repo.say("vault", "fire", "d")).exit).toBe(0);
    const added =
      "\r\n\r\n## d\r\n\r\n- type: domain\r\n- capability: serve the docs\r\n- env: DNS_TOKEN, DNS_ZONE\r\n";
    expect(await repo.read(resourcesPath)).toBe(`${before}${added}`);
    // As if killed before the move: the same command goes on.
    await repo.write({ [at("approved", "e")]: `${draft}${resource}- id: D\n` });
    expect((await repo.say("vault", "fire", "e")).exit).toBe(0);
    expect(await repo.read(resourcesPath)).toBe(`${before}${added}`);
    expect(await repo.list(vaultDir("fired"))).toEqual(["d.md", "e.md"]);
  });

  test("without a resource nothing is added; without the file one is begun", async () => {
    const repo = await repoWith({ [at("pending", "d")]: draft, [at("pending", "e")]: `${draft}${resource}` });
    await repo.say("vault", "fire", "d");
    expect(await repo.has(resourcesPath)).toBe(false);
    await repo.say("vault", "fire", "e");
    expect(await repo.read(resourcesPath)).toMatch(/^# Resources\n\n## e\n\n- type: domain\n/);
  });

  test("a resource that is in no order keeps the item from being fired, not from being rejected", async () => {
    const repo = await repoWith({ [at("pending", "d")]: `${draft}${resource.replace("DNS_ZONE", "a=b")}` });
    expect((await repo.say("vault", "fire", "d")).exit).toBe(3);
    expect(await repo.has(resourcesPath)).toBe(false);
    expect((await repo.say("vault", "reject", "d")).exit).toBe(0);
  });

  test.each([
    ["approve", "pending", 0],
    ["approve", "rejected", 0],
    ["approve", "fired", 4],
    ["reject", "pending", 0],
    ["reject", "approved", 0],
    ["reject", "fired", 4],
    ["fire", "pending", 0],
    ["fire", "approved", 0],
    ["fire", "rejected", 4],
  ] as const)("%s what is %s: exit %i", async (action, state, exit) => {
    const repo = await repoWith({ [at(state, "d")]: draft });
    expect((await repo.say("vault", action, "d")).exit).toBe(exit);
    const all = await Promise.all(
      (["pending", "approved", "fired", "rejected"] as const).map((each) => repo.list(vaultDir(each))),
    );
    expect(all.flat()).toEqual(["d.md"]);
    expect(await repo.list(vaultDir(state))).toEqual(exit === 0 ? [] : ["d.md"]);
  });

  test("an item that somebody wrote without sections is not approved", async () => {
    const repo = await repoWith({ [at("pending", "d")]: "do it\n" });
    expect((await repo.say("vault", "approve", "d")).exit).toBe(3);
    expect(await repo.read(at("pending", "d"))).toBe("do it\n");
    const list = await repo.say("vault");
    expect(list.exit).toBe(3);
    expect(list.stdout).toContain("`## Human action` is missing");
  });

  test("nothing is moved over something else, or through a link", async () => {
    const repo = await repoWith({ [at("pending", "d")]: draft, [at("fired", "d")]: "old\n", "elsewhere/.keep": "" });
    expect((await repo.say("vault", "fire", "d")).exit).toBe(4);
    expect(await repo.read(at("fired", "d"))).toBe("old\n");
    expect(await repo.read(at("pending", "d"))).toBe(draft);
    await symlink(join(repo.root, "elsewhere"), join(repo.root, vaultDir("approved")));
    expect((await repo.say("vault", "approve", "d")).exit).toBe(4);
    expect(await repo.list("elsewhere")).toEqual([".keep"]);
    expect(await repo.has(at("pending", "d"))).toBe(true);
  });

  test.each([
    [["vault", "burn", "d"]],
    [["vault", "constructor", "d"]],
    [["vault", "approve"]],
    [["vault", "list", "d"]],
    [["vault", "add", "d"]],
    [["vault", "add", "--from", "-"]],
    [["vault", "approve", "d", "--from", "-"]],
    [["vault", "list", "--note", "x"]],
    [["vault", "approve", "d", "e"]],
  ])("%j is refused", async (args) => {
    const repo = await repoWith({ [at("pending", "d")]: draft });
    expect((await repo.say(...args)).exit).toBe(2);
  });

  test("an unknown or climbing name moves nothing", async () => {
    const repo = await repoWith({ [at("pending", "d")]: draft, "planning/strategy/x.md": "x" });
    for (const slug of ["nobody", "../x", "../../x"]) expect((await repo.say("vault", "reject", slug)).exit).toBe(4);
    expect(await repo.read("planning/strategy/x.md")).toBe("x");
  });
});

test("the vault is listed", async () => {
  const repo = await repoWith({ [at("pending", "d")]: draft, [at("fired", "old")]: "x\n" });
  const said = await repo.say("vault", "list", "--json");
  expect(said.exit).toBe(0);
  expect(documentOf(said)).toMatchObject({
    words: "Vault: 1 pending, 0 approved, 1 fired, 0 rejected",
    data: { items: [{ slug: "d", state: "pending", unblocks: ["@docs-domain"], findings: [] }, { slug: "old" }] },
  });
});

test("what is asked for twice is told of", async () => {
  const other = draft.replace("A domain for the docs", "Another");
  const repo = await repoWith({ [at("pending", "d")]: draft, [at("approved", "d")]: other });
  const said = await repo.say("vault", "--json");
  expect(said.exit).toBe(3);
  expect(documentOf(said).data.items).toMatchObject([
    { state: "pending", findings: [{ rule: "same-slug", what: `\`${at("approved", "d")}\` has that name` }] },
    { state: "approved", findings: [{ rule: "same-slug", what: `\`${at("pending", "d")}\` has that name` }] },
  ]);
});
