import { chmod, cp, mkdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { resolveAgent } from "../../../src/loop/agents/resolve.ts";
import { rememberTrust, trustOf } from "../../../src/loop/trust/index.ts";
import { shownLines, trustHash } from "../../../src/loop/trust/subject.ts";
import { commitAll, git, gitEnv, tempDir, writeFiles } from "../../helpers/temp.ts";
import { anAgent } from "./a-call.ts";

const custom = anAgent({ cmd: ["my-critic", "--level", "high"], env: { B: "2", A: "1" } });
const preset = resolveAgent("critic", { agents: [], loop: { critic: { preset: "codex", model: "o4" } } });

async function repository(): Promise<string> {
  const root = await tempDir();
  await writeFiles(root, { "README.md": "# tide\n" });
  await commitAll(root);
  return root;
}

const askedIn = async (root: string, agent = custom, env = gitEnv) => (await trustOf(root, [agent], env)).asked;

describe("trust in commands of a repository", () => {
  test("is asked for once, and kept where no clone takes it", async () => {
    const root = await repository();
    const { asked, isKept } = await trustOf(root, [custom, preset], gitEnv);
    expect({ isKept, commands: asked.map(({ cmd }) => cmd) }).toEqual({ isKept: true, commands: [custom.cmd] });
    expect(await rememberTrust(root, asked)).toBe(true);
    expect(await askedIn(root)).toEqual([]);
    expect(await askedIn(root, { ...custom, role: "planner" })).toEqual([]);
    expect(await git(root, "status", "--porcelain")).toBe("");
    const clone = join(await tempDir(), "clone");
    await git(root, "clone", "--quiet", root, clone);
    expect(await askedIn(clone)).toHaveLength(1);
  });

  test.each<[string, Partial<typeof custom>]>([
    ["an argument more", { cmd: [...custom.cmd, "-v"] }],
    ["arguments that are split elsewhere", { cmd: ["my-critic", "--level high"] }],
    ["another program", { cmd: ["./my-critic", "--level", "high"] }],
    ["another value in the environment", { env: { A: "1", B: "3" } }],
    ["a variable more", { env: { A: "1", B: "2", PATH: "/elsewhere" } }],
  ])("is asked for again for %s", async (_, change) => {
    const root = await repository();
    await rememberTrust(root, await askedIn(root));
    expect(await askedIn(root, { ...custom, env: { A: "1", B: "2" } })).toEqual([]);
    expect(await askedIn(root, { ...custom, ...change })).toHaveLength(1);
  });

  test("holds in every worktree's own path alone", async () => {
    const root = await repository();
    const worktree = join(await tempDir(), "tree");
    await git(root, "worktree", "add", "--quiet", worktree);
    await rememberTrust(root, await askedIn(root));
    expect(await askedIn(worktree)).toHaveLength(1);
    await rememberTrust(worktree, await askedIn(worktree));
    expect(await askedIn(worktree)).toEqual([]);
    expect(await askedIn(root)).toEqual([]);
  });

  test("does not come with a `.git` that was packed for this very path", async () => {
    const root = await repository();
    await rememberTrust(root, await askedIn(root));
    const packed = `${root}-packed`;
    await cp(root, packed, { recursive: true });
    await rm(root, { recursive: true });
    await rename(packed, root);
    expect(await askedIn(root)).toHaveLength(1);
  });

  test("without git is asked for each time", async () => {
    const root = await tempDir();
    const { asked, isKept } = await trustOf(root, [custom], gitEnv);
    expect({ asked: asked.length, isKept }).toEqual({ asked: 1, isKept: false });
    expect(await rememberTrust(root, asked)).toBe(false);
    expect(await askedIn(root)).toHaveLength(1);
  });

  test.each([
    ["half a document", '{"version":1,"trusted":["'],
    ["a list beyond measure", JSON.stringify({ version: 1, trusted: Array(101).fill("x") })],
    ["another version's", '{"version":2,"trusted":[]}'],
  ])("is none in a file with %s, and can be given anew", async (_, text) => {
    const root = await repository();
    await writeFiles(root, { ".git/plan-init/trusted.json": text });
    const asked = await askedIn(root);
    expect(asked).toHaveLength(1);
    await rememberTrust(root, asked);
    expect(await askedIn(root)).toEqual([]);
  });
});

describe("a preset", () => {
  async function program(folder: string, name = "codex"): Promise<string> {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, name), "#!/bin/sh\n");
    await chmod(join(folder, name), 0o755);
    return folder;
  }

  test("needs no trust where its program is the machine's, or is missing", async () => {
    const root = await repository();
    expect(await askedIn(root, preset, { ...gitEnv, PATH: await program(await tempDir()) })).toEqual([]);
    expect(await askedIn(root, preset, { ...gitEnv, PATH: "" })).toEqual([]);
  });

  test("needs it with an environment from the config", async () => {
    const agent = resolveAgent("critic", { agents: [], loop: { critic: { env: { NODE_OPTIONS: "--import x" } } } });
    expect(await askedIn(await repository(), agent)).toHaveLength(1);
  });

  test.each<[string, (root: string) => Promise<string>]>([
    ["lies in the repository", (root) => program(join(root, "node_modules/.bin"))],
    ["is found by a relative path", (root) => program(join(root, "bin")).then(() => "bin")],
    [
      "is linked to from elsewhere",
      async (root) => {
        const elsewhere = await tempDir();
        await symlink(join(await program(join(root, "bin")), "codex"), join(elsewhere, "codex"));
        return elsewhere;
      },
    ],
  ])("needs it where its program %s, and shows which it is", async (_, place) => {
    const root = await repository();
    const [subject] = await askedIn(root, preset, { ...gitEnv, PATH: await place(root) });
    expect(subject?.cmd[0]).toMatch(/^\/.*\/codex$/);
    expect(subject?.cmd.slice(1)).toEqual(preset.cmd.slice(1));
  });
});

describe("what a person is shown", () => {
  test("is the exact command, quoted as a shell takes it, and the environment", () => {
    const cmd = ["sh", "-c", "it's $HOME", "", "a b", "--x=1"];
    expect(shownLines({ agent: anAgent({ env: { KEY: "a b" } }), cmd })).toEqual([
      String.raw`critic: sh -c 'it'\''s $HOME' '' 'a b' --x=1`,
      "  KEY='a b'",
    ]);
  });

  test("acts on no terminal, and hides nothing behind its length", () => {
    const cmd = ["x", "\u001b[2K\r\u202eharmless", "y".repeat(5000), "; evil"];
    const [line = ""] = shownLines({ agent: anAgent({}), cmd });
    expect(line).toMatch(/^critic: x '\\u001b\[2K\\r\\u202eharmless' y{5000} '; evil'$/);
  });
});

test("the hash tells apart what only looks alike", () => {
  const place = { root: "/a", mark: "1" };
  const hash = (cmd: string[], env: Record<string, string> = {}, where = place) =>
    trustHash({ agent: anAgent({ env }), cmd }, where);
  const hashes = [
    hash(["a", "b"]),
    hash(["a b"]),
    hash(["a"], { b: "" }),
    hash(["a", "b"], {}, { root: "/b", mark: "1" }),
    hash(["a", "b"], {}, { root: "/a", mark: "2" }),
  ];
  expect(new Set(hashes).size).toBe(hashes.length);
  expect(hash(["a"], { x: "1", y: "2" })).toBe(hash(["a"], { y: "2", x: "1" }));
});
