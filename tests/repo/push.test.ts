import { rm } from "node:fs/promises";
import { expect, test } from "vitest";
import { type Push, pushBranch } from "../../src/repo/push.ts";
import { Failure } from "../../src/ui/failure.ts";
import { commitAll, git, gitEnv, tempDir, writeFiles } from "../helpers/temp.ts";

const push: Push = { remote: "origin", branch: "chore/x", trailer: "Strategy-Run: r" };

/** A repository with a commit of ours on a branch of its own, and a remote that has all the rest. */
async function withRemote() {
  const [root, bare] = [await tempDir(), await tempDir()];
  await writeFiles(root, { "a.txt": "a" });
  await commitAll(root);
  await git(bare, "init", "--quiet", "--bare");
  await git(root, "remote", "add", "origin", bare);
  await git(root, "push", "--quiet", "origin", "main");
  await git(root, "fetch", "--quiet", "origin");
  await git(root, "checkout", "--quiet", "-b", "chore/x");
  await git(root, "commit", "--quiet", "--allow-empty", "--message", "ours\n\nStrategy-Run: r");
  return { root, bare, tip: await git(root, "rev-parse", "HEAD") };
}

const send = (root: string, over: Partial<Push> = {}) => pushBranch(root, { ...push, ...over }, { env: gitEnv });

async function why(asked: Promise<unknown>): Promise<string> {
  const error = await asked.catch((reason: unknown) => reason);
  if (!(error instanceof Failure)) throw error;
  return error.what;
}

test("a branch goes to the remote, once, without tags, hooks and the branch that is checked out", async () => {
  const { root, bare, tip } = await withRemote();
  await git(root, "tag", "--annotate", "v1", "--message", "v1");
  await git(root, "config", "push.followTags", "true");
  await writeFiles(root, { ".git/hooks/pre-push": "#!/bin/sh\nexit 1\n" });
  await git(root, "checkout", "--quiet", "main");
  for (let times = 0; times < 2; times++) await send(root);
  expect(await git(bare, "for-each-ref", "--format=%(refname) %(objectname)")).toBe(
    `refs/heads/chore/x ${tip}\nrefs/heads/main ${await git(root, "rev-parse", "main")}`,
  );
});

test("commits that are not ours do not go along", async () => {
  const { root, bare } = await withRemote();
  await git(root, "commit", "--quiet", "--allow-empty", "--message", "somebody's");
  await git(root, "commit", "--quiet", "--allow-empty", "--message", "another");
  expect(await why(send(root))).toContain("it would take 2 commits along that `origin` does not have yet");
  expect(await git(bare, "for-each-ref", "--format=%(refname)")).toBe("refs/heads/main");
});

test("a branch of somebody else's is not overwritten", async () => {
  const { root, bare } = await withRemote();
  const other = await git(root, "commit-tree", "-m", "other", "HEAD^{tree}");
  await git(root, "push", "--quiet", "origin", `${other}:refs/heads/chore/x`);
  await git(root, "update-ref", "-d", "refs/remotes/origin/chore/x");
  expect(await why(send(root))).toContain("somebody else has a branch of that name there");
  expect(await git(bare, "rev-parse", "chore/x")).toBe(other);
});

test.each([
  ["a remote that is gone", async (_: string, bare: string) => rm(bare, { recursive: true })],
  ["a remote that nobody knows", async (root: string) => git(root, "remote", "remove", "origin")],
  [
    "an address with a password",
    async (root: string) => git(root, "remote", "set-url", "origin", "http://me:s3cret@127.0.0.1:9/acme/web"),
  ],
])("%s is told", async (_, spoil) => {
  const { root, bare } = await withRemote();
  await spoil(root, bare);
  const words = await why(send(root));
  expect(words).toMatch(/^`chore\/x` was not pushed to `origin`: \S/);
  expect(words).not.toContain("s3cret");
});
