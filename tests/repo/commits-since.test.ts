import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { commitsSince } from "../../src/repo/commits-since.ts";
import { commitAll, git, gitEnv, tempDir } from "../helpers/temp.ts";

const options = { env: gitEnv };

const messages = async (root: string, since: string | undefined) => {
  const found = await commitsSince(root, since, options);
  return found.kind === "known" ? found.commits.map(({ message }) => message) : found.why;
};

describe("the commits since another one", () => {
  test("come newest first, with whole messages, merges included", async () => {
    const root = await tempDir();
    await commitAll(root);
    const start = await git(root, "rev-parse", "HEAD");
    const empty = ["commit", "--quiet", "--allow-empty", "--message"];
    await git(root, ...empty, "M1: one\n\nBecause of it");
    await git(root, "checkout", "--quiet", "-b", "side", start);
    await git(root, ...empty, "M2: zwei 🧪");
    await git(root, "checkout", "--quiet", "main");
    await git(root, "merge", "--quiet", "--no-ff", "--message", "Merge side", "side");
    const all = await messages(root, start);
    expect(all[0]).toBe("Merge side");
    expect([...all].sort()).toEqual(["M1: one\n\nBecause of it", "M2: zwei 🧪", "Merge side"]);
    expect(await messages(root, start.slice(0, 8))).toEqual(all);
    expect(await messages(root, undefined)).toEqual([...all, "Start"]);
    expect(await messages(root, await git(root, "rev-parse", "HEAD"))).toEqual([]);
    const [newest] = await commitsSince(root, start, options).then((found) =>
      found.kind === "known" ? found.commits : [],
    );
    expect(newest?.commit).toBe(await git(root, "rev-parse", "HEAD"));
  });

  test("are looked at up to a limit", async () => {
    const root = await tempDir();
    await commitAll(root);
    const commits = Array.from({ length: 2001 }, (_, at) =>
      [
        `commit refs/heads/main`,
        `committer T <t@example.org> ${1_700_000_000 + at} +0000`,
        "data 1",
        "x",
        ...(at === 0 ? ["from refs/heads/main^0"] : []),
        "",
      ].join("\n"),
    );
    const start = await git(root, "rev-parse", "HEAD");
    execFileSync("git", ["fast-import", "--quiet"], { cwd: root, env: gitEnv, input: commits.join("") });
    const found = await commitsSince(root, start, options);
    expect(found).toMatchObject({ kind: "known", isCut: true });
    expect(found.kind === "known" ? found.commits.length : 0).toBe(2000);
  });

  test.each<[string, (root: string) => Promise<string | undefined>, string]>([
    ["outside git", async () => undefined, "not a git repository"],
    ["before the first commit", async (root) => void (await git(root, "init", "--quiet")), "there are no commits yet"],
    [
      "where the baseline is not",
      async (root) => {
        await commitAll(root);
        return "0123456789abcdef0123456789abcdef01234567";
      },
      "the baseline is not in this repository",
    ],
    [
      "where an abbreviation is nothing",
      async (root) => {
        await commitAll(root);
        return "0123456";
      },
      "the baseline is not in this repository",
    ],
    [
      "in a bare repository",
      async (root) => void (await git(root, "init", "--quiet", "--bare")),
      "a bare repository has no working tree",
    ],
  ])("cannot be told %s", async (_, prepare, why) => {
    const root = await tempDir();
    const since = await prepare(root);
    expect(await commitsSince(root, since, options)).toEqual({ kind: "unavailable", why });
  });

  test("are not looked for once it is interrupted", async () => {
    const root = await tempDir();
    await commitAll(root);
    const aborted = AbortSignal.abort(new Error("stop"));
    await expect(commitsSince(root, undefined, { ...options, signal: aborted })).rejects.toThrow("stop");
  });
});
