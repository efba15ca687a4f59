import { describe, expect, test } from "vitest";
import { backlogDir, treePath } from "../../../src/strategy/paths.ts";
import { git } from "../../helpers/temp.ts";
import { runHere } from "../../upgrade/support/in-process.ts";
import { aRun, documentOf, runId, type StrategyRepo, strategyRepo } from "../documents/repo.ts";
import type { Api } from "./described.ts";
import { type ForgeServer, forgeServer } from "./server.ts";
import { addIssue } from "./state.ts";
import { kindOf } from "./support.ts";

const tree = `## Objective: Documentation site (@docs)

- [ ] Bootstrap works (@bootstrap)
- [ ] Suite is calm (#77)
`;

const draft = `# Make bootstrap work

## Problem

It stops at step 3, says @alice.

## Proposed solution

Create the folder first.

## Affected files

- \`src/bootstrap.ts\`: the order

## Acceptance criteria

- [ ] \`npm run bootstrap\` ends with 0

## Dependencies

none
`;

const work = `${backlogDir}/make-bootstrap-work.md`;

/** A repository with an open run, whose config names a forge. */
async function wired(server: ForgeServer, api: Api, files: Record<string, string> = {}, run = {}) {
  const config = `project: acme\ndefault_branch: main\nstrategy: {forge: ${kindOf(api)}, repo: acme/web}\n`;
  const repo = await strategyRepo({ "planning/config.yml": config, [treePath]: tree, ...files }, run);
  const pipe = (stdin: string, ...args: string[]) =>
    runHere(["strategy", ...args], { cwd: repo.root, stdin, env: server.env });
  return { ...repo, pipe, say: (...args: string[]) => pipe("", ...args) } satisfies StrategyRepo;
}

const apis: Api[] = ["github", "forgejo"];

describe.each(apis)("on %s", (api) => {
  test("work is filed as a file and as an issue, each of which knows the other", async () => {
    const server = await forgeServer(api);
    const repo = await wired(server, api);
    const said = await repo.pipe(draft, "file", "@bootstrap", "--from", "-", "--json");
    expect(said.exit).toBe(0);
    const place = new URL(server.url).host;
    expect(documentOf(said).words).toBe(`Filed work at @bootstrap: ${work}; #1 of acme/web at ${place}`);
    expect(await repo.read(work)).toContain("\nissue: 1\n");
    const [issue] = server.state.issues;
    expect(issue?.labels).toEqual(["backlog", "priority"]);
    expect(issue?.body).toContain("says @&#8203;alice.");
    expect(issue?.body).toContain(`\`${work}\``);
    expect(issue?.body).not.toContain("# Make bootstrap work\n\n## Problem");
    expect((await repo.run()).outcomes.filing).toMatchObject({ result: "done" });
    const again = await repo.pipe(draft, "file", "@bootstrap", "--from", "-");
    expect(again.exit).toBe(3);
    expect(server.state.issues).toHaveLength(1);
  });

  test("what the forge does not take is filed all the same, fails the step, and is made good by `--sync`", async () => {
    const server = await forgeServer(api);
    const repo = await wired(server, api);
    server.fault = ({ method }) => (method === "POST" ? { status: 403, text: '{"message":"read only"}' } : undefined);
    const said = await repo.pipe(draft, "file", "@bootstrap", "--from", "-", "--json");
    expect(said.exit).toBe(3);
    const { notes, next } = documentOf(said);
    expect(notes.join()).toMatch(/it answered 403 \(read only\); give the token the right/);
    expect(next[0]).toContain("strategy file --sync");
    const run = await repo.run();
    expect(run.outcomes.filing).toMatchObject({ result: "failed" });
    expect(run.filed).toHaveLength(1);
    expect(await repo.read(work)).not.toContain("issue:");
    server.fault = () => undefined;
    const mended = await repo.say("file", "--sync", "--json");
    expect(mended.exit).toBe(0);
    expect(documentOf(mended).data.issues).toEqual([1]);
    expect(await repo.read(work)).toContain("\nissue: 1\n");
    expect((await repo.run()).outcomes.filing).toMatchObject({ result: "done", words: "1 of 4 filed: @bootstrap" });
  });

  test("what could not be filed is tried again with what is filed next", async () => {
    const server = await forgeServer(api);
    const repo = await wired(server, api);
    server.fault = ({ method }) => (method === "POST" ? { status: 422, text: "{}" } : undefined);
    await repo.pipe(draft, "file", "@bootstrap", "--from", "-");
    server.fault = () => undefined;
    addIssue(server.state, { number: 77 });
    const said = await repo.pipe(draft.replace("bootstrap work", "it calm"), "file", "#77", "--from", "-", "--json");
    expect(documentOf(said).data.issues).toEqual([77, 78]);
    expect(await repo.read(work)).toContain("\nissue: 78\n");
    expect((await repo.run()).outcomes.filing).toMatchObject({ result: "done" });
  });

  test("an issue whose answer was lost is found, not filed again", async () => {
    const server = await forgeServer(api);
    const repo = await wired(server, api);
    server.fault = ({ method, path }) => (method === "POST" && path.endsWith("/issues") ? { drop: "done" } : undefined);
    expect((await repo.pipe(draft, "file", "@bootstrap", "--from", "-")).exit).toBe(0);
    expect(await repo.read(work)).toContain("\nissue: 1\n");
    expect(server.state.issues).toHaveLength(1);
  });

  test("`--sync` marks constraints, closes what is finished, and leaves all other labels alone", async () => {
    const server = await forgeServer(api);
    const filed = (id: string, issue: number, status: string) =>
      `---\nid: "${id}"\nstatus: ${status}\nissue: ${issue}\nrun: "x"\n---\n\n# Work ${issue}\n`;
    const repo = await wired(server, api, {
      [`${backlogDir}/a.md`]: filed("@bootstrap", 1, "backlog"),
      [`${backlogDir}/b.md`]: filed("@gone", 2, "backlog"),
      [`${backlogDir}/c.md`]: filed("@past", 3, "done"),
      [`${backlogDir}/d.md`]: filed("@other", 4, "done"),
    });
    const ours = "<!-- plan-init:@x y/z -->\n\nx";
    addIssue(server.state, { body: ours, labels: ["backlog", "bug"] });
    addIssue(server.state, { body: ours, labels: ["priority", "in-progress"] });
    addIssue(server.state, { body: ours });
    addIssue(server.state, { body: "somebody's" });
    expect((await repo.say("file", "--sync")).exit).toBe(0);
    expect(server.state.issues.map(({ labels, isOpen }) => [labels, isOpen])).toEqual([
      [["backlog", "bug", "priority"], true],
      [["in-progress"], true],
      [[], false],
      [[], true],
    ]);
    server.requests.length = 0;
    await repo.say("file", "--sync");
    expect(server.requests.filter(({ method }) => method !== "GET")).toEqual([]);
  });

  test("what looks like a secret stays here, and the others go", async () => {
    const server = await forgeServer(api);
    const secret = `ghp_${"a1B2c3D4e5".repeat(4)}`;
    const filed = (id: string, text: string) =>
      `---\nid: "${id}"\nstatus: backlog\npriority: none\n---\n\n# ${id}\n\n${text}\n`;
    const repo = await wired(server, api, {
      [`${backlogDir}/a.md`]: filed("@a", `token: ${secret}`),
      [`${backlogDir}/b.md`]: filed("@b", "x".repeat(70_000)),
      [`${backlogDir}/c.md`]: filed("@c", "fine"),
      [`${backlogDir}/d.md`]: "---\nid: [\n---\n# Broken\n",
    });
    const said = await repo.say("file", "--sync");
    expect(said.exit).toBe(3);
    expect(said.stdout).toContain("looks like it holds a secret");
    expect(said.stdout).not.toContain(secret);
    expect(JSON.stringify(server.requests.map(({ body }) => body))).not.toContain(secret);
    expect(server.state.issues.map(({ title }) => title)).toEqual(["@c"]);
  });

  test("a tree that goes in a circle changes no label", async () => {
    const server = await forgeServer(api);
    const circle = `${tree}- [ ] A (@a) — depends on @b\n- [ ] B (@b) — depends on @a\n`;
    const filed = '---\nid: "@bootstrap"\nstatus: backlog\nissue: 1\n---\n\n# Work\n';
    const repo = await wired(server, api, { [treePath]: circle, [`${backlogDir}/a.md`]: filed });
    addIssue(server.state, { labels: ["priority"] });
    expect((await repo.say("file", "--sync")).stdout).toContain("the forge is left as it is");
    expect(server.state.issues[0]?.labels).toEqual(["priority"]);
  });

  test("a label that goes on and off keeps work from being filed, marks the tree, and is told on the issue", async () => {
    const server = await forgeServer(api);
    const repo = await wired(server, api);
    const events = [true, false, true, false].map((added, at) => ({
      label: "in-progress",
      added,
      at: `2025-01-0${at + 1}T00:00:00Z`,
    }));
    const issue = addIssue(server.state, { number: 77, events });
    const refused = await repo.pipe(draft, "file", "#77", "--from", "-");
    expect(refused.exit).toBe(4);
    expect(refused.stdout).toContain("LABEL_CHURN 3x");
    expect((await repo.say("stuck")).stdout).toContain("#77 LABEL_CHURN 3x in-progress");
    const marked = await repo.say("stuck", "--write");
    expect(marked.exit).toBe(0);
    expect(await repo.read(treePath)).toContain("(#77) ⚠ stuck: LABEL_CHURN 3x");
    expect(issue.comments).toEqual(["<!-- plan-init:#77 Stuck: LABEL_CHURN 3x -->\n\nStuck: LABEL_CHURN 3x\n"]);
    await repo.say("stuck", "split", "#77", "--into", "Clock is injected", "--into", "No folder is shared");
    expect(issue.comments[1]).toContain("- `@clock-is-injected` Clock is injected");
  });

  test("a run begins with what is open, and with what is over there and not here", async () => {
    const server = await forgeServer(api);
    const repo = await wired(server, api);
    addIssue(server.state, { number: 5, title: "Crash\u001b[31m in\u202e CI", labels: ["bug"] });
    addIssue(server.state, { number: 77, isOpen: false });
    addIssue(server.state, { number: 78, comments: ["It needs\n\na new key"] });
    await repo.write({ [`${backlogDir}/a.md`]: '---\nid: "@bootstrap"\nissue: 78\n---\n\n# Work\n' });
    expect(await repo.say("preflight", "--min-memory", "0")).toMatchObject({ exit: 0 });
    const context = await repo.read(`planning/_runs/${runId}/context.md`);
    expect(context).toContain("#77 is a constraint of the tree, and closed or not there: tick it?");
    expect(context).toContain("#78, last comment: It needs a new key");
    expect(context).toContain("#5 [bug] Crash\\u001b[31m in\\u202e CI");
    expect(Buffer.byteLength(context)).toBeLessThanOrEqual(24 * 1024);
  });

  test("a forge that is down fails the preflight, not the run", async () => {
    const server = await forgeServer(api);
    const repo = await wired(server, api);
    server.fault = () => ({ status: 404, text: "<html>" });
    const said = await repo.say("preflight", "--min-memory", "0");
    expect(said.exit).toBe(1);
    expect(said.stderr).toContain("it answered 404");
    expect((await repo.run()).outcomes.preflight).toMatchObject({ result: "failed" });
    expect(await repo.read(`planning/_runs/${runId}/context.md`)).toContain("They could not be read: 127.0.0.1");
    expect((await repo.say("tree")).exit).not.toBe(1);
  });

  test("the commit goes to the forge as a pull request, once", async () => {
    const server = await forgeServer(api);
    const repo = await wired(server, api, {}, { ended: "2025-03-04T05:30:00Z", constraints: ["@bootstrap"] });
    const bare = `${repo.root}-bare`;
    await git(repo.root, "init", "--quiet");
    await git(repo.root, "add", "planning/config.yml");
    await git(repo.root, "commit", "--quiet", "--message", "Start");
    await git(repo.root, "init", "--quiet", "--bare", bare);
    await git(repo.root, "remote", "add", "origin", `${server.url}/acme/web.git`);
    await git(repo.root, "config", "remote.origin.pushurl", bare);
    const early = await repo.say("commit", "--json");
    expect(early.exit).toBe(3);
    expect(documentOf(early).notes.join()).toContain("it would take 1 commit along that `origin` does not have yet");
    expect((await repo.run()).outcomes.commit).toMatchObject({ result: "failed" });
    await git(repo.root, "push", "--quiet", "origin", "HEAD:refs/heads/main");
    const dry = documentOf(await repo.say("commit", "--dry-run", "--json"));
    expect(dry.data.push).toMatch(/^git push --no-verify .* origin refs\/heads\/chore\/planner-20250304-0500:/);
    expect(dry.data.requests.map(({ method }: { method: string }) => method)).toEqual(["GET", "POST"]);
    expect(server.state.issues).toEqual([]);
    const said = await repo.say("commit", "--json");
    expect(said.exit).toBe(0);
    expect(documentOf(said).data.pull.url).toMatch(/\/acme\/web\/pulls?\/1$/);
    const branch = "chore/planner-20250304-0500";
    expect(await git(bare, "rev-parse", branch)).toBe(await git(repo.root, "rev-parse", branch));
    expect(server.state.issues).toMatchObject([
      { title: "chore(planning): strategy run 1", pull: { head: branch, base: "main" } },
    ]);
    expect(server.state.issues[0]?.body).toContain("Constraints: @&#8203;bootstrap");
    expect((await repo.say("commit")).exit).toBe(0);
    expect(server.state.issues).toHaveLength(1);
  });
});

test("what only the config names gets nothing: no server the token, and no repository the work", async () => {
  const server = await forgeServer("forgejo");
  const repo = await wired(server, "forgejo", { "draft.md": draft });
  const say = (env: Record<string, string>) =>
    runHere(["strategy", "file", "@bootstrap", "--from", "draft.md"], { cwd: repo.root, env });
  const { FORGEJO_URL, FORGEJO_TOKEN } = server.env as Record<string, string>;
  const own = { FORGEJO_URL: FORGEJO_URL ?? "", FORGEJO_TOKEN: FORGEJO_TOKEN ?? "" };
  const said = await say(own);
  expect(said).toMatchObject({ exit: 2 });
  expect(said.stderr).toContain("names `acme/web`, and no remote of git leads there");
  await repo.write({
    "planning/config.yml": `project: acme\ndefault_branch: main\nstrategy: {forge: forgejo, url: "${server.url}"}\n`,
  });
  const elsewhere = await say({ ...own, FORGEJO_URL: "https://codeberg.org" });
  expect(elsewhere.stderr).toContain("nothing outside the repository says that your token is for it");
  expect(server.requests).toEqual([]);
  expect(await repo.list(backlogDir)).toEqual([]);
  await git(repo.root, "init", "--quiet");
  await git(repo.root, "remote", "add", "origin", `${server.url}/acme/web.git`);
  expect(await say(own)).toMatchObject({ exit: 0 });
  expect(server.state.issues).toHaveLength(1);
});

test("without a forge in the config nothing is sent, whatever the environment has", async () => {
  const server = await forgeServer("github");
  const repo = await wired(server, "github", { "planning/config.yml": "project: acme\ndefault_branch: main\n" });
  await repo.pipe(draft, "file", "@bootstrap", "--from", "-");
  await repo.say("file", "--sync");
  await repo.say("stuck", "--write");
  await repo.say("preflight", "--min-memory", "0");
  expect(server.requests).toEqual([]);
  expect(await repo.read(work)).not.toContain("issue");
});

test.each([
  ["file", ["file", "@bootstrap", "--from", "draft.md", "--dry-run"]],
  ["stuck", ["stuck", "split", "@stuck", "--into", "One thing", "--into", "Another", "--dry-run"]],
])("a dry run of %s writes nothing, sends nothing and needs no token", async (_, args) => {
  const server = await forgeServer("github");
  const held = `${tree}- [ ] Held (@stuck) ⚠ stuck: BOUNCED 2x\n`;
  const repo = await wired(server, "github", { "draft.md": draft, [treePath]: held });
  const env = { GITHUB_SERVER_URL: server.url };
  const said = await runHere(["strategy", ...args, "--json"], { cwd: repo.root, env });
  expect(said.exit).toBe(0);
  expect(documentOf(said).data.requests.length).toBeGreaterThan(0);
  expect(server.requests).toEqual([]);
  expect(await repo.list(backlogDir)).toEqual([]);
  expect(await repo.read(treePath)).toBe(held);
  expect(await repo.run()).toEqual(aRun());
});
