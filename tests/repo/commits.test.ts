import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { askCommits } from "../../src/repo/commits.ts";
import { commitAll, git, gitEnv, tempDir, writeFiles } from "../helpers/temp.ts";

const nothingElse = { baseline: undefined, branch: undefined, later: [] };

/** So many commits that seven digits do not tell all of them apart; their hashes are the same in every run. */
async function crowd(root: string, count: number): Promise<string[]> {
  const child = spawn("git", ["fast-import", "--quiet"], {
    cwd: root,
    env: gitEnv,
    stdio: ["pipe", "ignore", "inherit"],
  });
  for (let at = 0; at < count; at++) {
    child.stdin.write(`commit refs/heads/main\ncommitter T <t@example.org> ${1_700_000_000 + at} +0000\ndata 1\nx\n`);
  }
  child.stdin.end();
  await once(child, "close");
  return (await git(root, "rev-list", "main")).split("\n");
}

describe("askCommits", () => {
  it("says when an abbreviation is that of several commits, and takes a longer one", async () => {
    const root = await tempDir();
    await git(root, "init", "--quiet");
    const all = await crowd(root, 40_000);
    const seen = new Map<string, string>();
    const twin = all.find((hash) => seen.has(hash.slice(0, 7)) || !seen.set(hash.slice(0, 7), hash)) ?? "";
    const short = twin.slice(0, 7);
    const answer = await askCommits(root, { ...nothingElse, hashes: [short, twin] }, { env: gitEnv });
    expect(answer.kind === "answer" && [...answer.commits].map(([hash, { kind }]) => [hash, kind])).toEqual([
      [short, "ambiguous"],
      [twin, "commit"],
    ]);
  });

  it("gives paths as the plan writes them, in a folder of the repository", async () => {
    const root = await tempDir();
    await writeFiles(root, { "part/src/a b.ts": "x", "part/grün.ts": "y", "else.ts": "z" });
    await commitAll(root);
    const head = await git(root, "rev-parse", "HEAD");
    const answer = await askCommits(`${root}/part`, { ...nothingElse, hashes: [head] }, { env: gitEnv });
    expect(answer.kind === "answer" && answer.commits.get(head)).toMatchObject({
      paths: ["grün.ts", "src/a b.ts"],
      inHead: true,
    });
  });

  it("finds a branch of a remote, and no folder of branches", async () => {
    const root = await tempDir();
    await writeFiles(root, { "a.ts": "x" });
    await commitAll(root);
    await git(root, "update-ref", "refs/remotes/origin/feat/x", "HEAD");
    const ask = async (branch: string) => {
      const answer = await askCommits(root, { ...nothingElse, hashes: [], branch }, { env: gitEnv });
      return answer.kind === "answer" && answer.hasBranch;
    };
    expect([
      await ask("feat/x"),
      await ask("origin/feat/x"),
      await ask("feat"),
      await ask("x"),
      await ask("../x"),
    ]).toEqual([true, true, false, false, false]);
  });

  it("answers before the first commit", async () => {
    const root = await tempDir();
    await git(root, "init", "--quiet");
    const answer = await askCommits(
      root,
      { hashes: ["abcdef0"], baseline: "1234567", branch: "main", later: ["1".repeat(40)] },
      { env: gitEnv },
    );
    expect(answer).toMatchObject({ kind: "answer", hasBranch: false });
  });

  it("says why git cannot be asked", async () => {
    const answer = await askCommits(await tempDir(), { ...nothingElse, hashes: ["abcdef0"] }, { env: gitEnv });
    expect(answer).toEqual({ kind: "unavailable", why: "not a git repository" });
  });
});
