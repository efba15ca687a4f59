import { execFileSync, spawnSync } from "node:child_process";
import { chmod, chown, cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { cli, planInit } from "../helpers/cli.ts";
import { isSampled, sample } from "../helpers/sample.ts";
import { commitAll, git, gitEnv, tempDir, writeFiles } from "../helpers/temp.ts";
import { documentOf } from "./support/documents.ts";
import { runHere } from "./support/in-process.ts";
import { writePack } from "./support/pack.ts";
import { stamps } from "./support/stamps.ts";
import { leftovers, treeOf } from "./support/tree.ts";

const base = "# Title\n\none\n\ntwo\n\nthree\n";
const path = "planning/guide.md";
const local = "planning/.plan-init/local";

interface Place {
  root: string;
  /** Runs the built program with a version of the pack. */
  to: (version: string, flags?: string[], env?: Record<string, string>) => ReturnType<typeof planInit>;
  /** The same without a process of its own, where none is what is tested. */
  here: (version: string, flags?: string[]) => ReturnType<typeof runHere>;
}

const preload = fileURLToPath(new URL("./support/at-call.mjs", import.meta.url));

async function place(prepare?: (root: string) => Promise<void>): Promise<Place> {
  const dir = await tempDir();
  const root = join(dir, "repo");
  await mkdir(root);
  await writeFiles(root, { "README.md": "# Berth\n" });
  await prepare?.(root);
  const pack = (version: string) => join(dir, version);
  const guide = (text: string) => ({ guide: { text, to: path }, deep: { text: "deep\n", to: ".claude/plan/deep.md" } });
  await writePack(pack("1.0.0"), "1.0.0", { files: guide(base) });
  await writePack(pack("2.0.0"), "2.0.0", { files: guide(base.replace("one", "ONE")) });
  const args = (version: string, flags: string[]) => ["--templates", pack(version), "--yes", "--json", ...flags];
  return {
    root,
    to: (version, flags = [], env = {}) =>
      planInit(args(version, flags), { cwd: root, env, node: ["--import", preload] }),
    here: (version, flags = []) => runHere(args(version, flags), { cwd: root }),
  };
}

let wholeRun: ReturnType<typeof play> | undefined;

/** The trees before and after a scaffold, and how many calls it makes; the same for all tests. */
const scaffolded = () => (wholeRun ??= play());

async function play() {
  const { root, to } = await place();
  const before = await treeOf(root);
  const { stderr } = await to("1.0.0", [], { PLAN_INIT_TEST_COUNT: "1" });
  return { before, after: await treeOf(root), calls: Number(/calls: (\d+)/.exec(stderr)?.[1]) };
}

describe("a process that is killed", () => {
  it("leaves what the next one brings to a good end", async () => {
    const { before, after, calls } = await scaffolded();
    expect(calls).toBeGreaterThan(30);
    for (let at = 2; at < calls; at += isSampled ? 36 : 9) {
      const { root, to, here } = await place();
      const killed = await to("1.0.0", [], { PLAN_INIT_TEST_SIGNAL: `SIGKILL:${at}` });
      expect(killed.exit).toBeNull();
      const next = await here("1.0.0");
      expect(next.exit, `killed at ${at}: ${next.stderr}`).toBe(0);
      expect(await treeOf(root)).toEqual(after);
      // When only the tidying was left to do, there was nothing more to write, and the dead one's lock stays until a run needs it.
      const wrote = documentOf(next).result !== "current";
      expect((await leftovers(root)).filter((file) => wrote || !file.includes("/lock-"))).toEqual([]);
      const undone = await runHere(["undo", "--json"], { cwd: root });
      expect(undone.exit, undone.stderr).toBe(0);
      expect(await leftovers(root)).toEqual([]);
      expect(await treeOf(root)).toEqual(before);
    }
  });

  it("keeps those that only look from looking at half of it", async () => {
    const { root, to } = await place();
    await to("1.0.0", [], { PLAN_INIT_TEST_SIGNAL: "SIGKILL:30" });
    const before = await stamps(root);
    for (const flag of ["--dry-run", "--check", "--diff"]) {
      const { exit, stderr } = await runHere(["--yes", flag], { cwd: root });
      expect({ exit, stderr }).toEqual({ exit: 3, stderr: expect.stringContaining("interrupted") });
    }
    expect(await stamps(root)).toEqual(before);
  });
});

describe("Ctrl-C", () => {
  it.each(["SIGINT", "SIGTERM"])("%s in the middle takes everything back and exits with 130", async (signal) => {
    const { before, calls } = await scaffolded();
    for (const at of [3, Math.floor(calls / 2)]) {
      const { root, to } = await place();
      const { exit, stdout } = await to("1.0.0", [], { PLAN_INIT_TEST_SIGNAL: `${signal}:${at}` });
      expect(exit).toBe(130);
      expect(documentOf({ exit, stdout, stderr: "" }).error?.code).toBe("interrupted");
      expect(await treeOf(root)).toEqual(before);
      expect(await leftovers(root)).toEqual([]);
    }
  });

  it("twice ends it at once, and the next run takes it back", async () => {
    const { after, calls } = await scaffolded();
    const at = Math.floor(calls / 2);
    const { root, to, here } = await place();
    const { exit } = await to("1.0.0", [], { PLAN_INIT_TEST_SIGNAL: `SIGINT:${at},SIGINT:${at + 1}` });
    expect(exit).toBe(130);
    expect((await here("1.0.0")).exit).toBe(0);
    expect(await treeOf(root)).toEqual(after);
  });
});

describe("a lock", () => {
  const locked = async (name: string) => {
    const made = await place();
    await mkdir(join(made.root, local), { recursive: true });
    await writeFile(join(made.root, local, name), "");
    return made;
  };
  const host = () => execFileSync("hostname", { encoding: "utf8" }).trim();

  it("of a process that is gone is thrown away", async () => {
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    const { root, here } = await locked(`lock-${pid}-0123456789ab-${host()}`);
    expect((await here("1.0.0")).exit).toBe(0);
    expect(await leftovers(root)).toEqual([]);
  });

  it.each([
    ["of a process that lives", () => `lock-${process.pid}-0123456789ab-${host()}`],
    ["of another machine", () => "lock-1-0123456789ab-elsewhere"],
  ])("%s is respected", async (_, name) => {
    const { root, to, here } = await locked(name());
    const before = await treeOf(root);
    const result = await to("1.0.0");
    const document = documentOf(result);
    expect({ exit: result.exit, result: document.result, code: document.error?.code }).toEqual({
      exit: 4,
      result: "refused",
      code: "locked",
    });
    expect(document.next?.join()).toContain(name());
    expect(await treeOf(root)).toEqual(before);
    // Looking needs no lock.
    expect((await here("1.0.0", ["--dry-run"])).exit).toBe(0);
  });
});

describe("many at once", () => {
  const agree = (results: Awaited<ReturnType<typeof planInit>>[], codes: string[]) => {
    for (const result of results) {
      if (result.exit === 0) continue;
      expect({ exit: result.exit, stderr: result.stderr }).toMatchObject({ exit: 4 });
      expect(codes).toContain(documentOf(result).error?.code);
    }
  };

  it("twenty first runs end in one scaffold", async () => {
    const { after } = await scaffolded();
    const { root, to } = await place();
    const results = await Promise.all(Array.from({ length: 20 }, () => to("1.0.0")));
    agree(results, ["locked", "changed-meanwhile"]);
    expect(results.some(({ exit }) => exit === 0)).toBe(true);
    expect(await treeOf(root)).toEqual(after);
    expect(await leftovers(root)).toEqual([]);
    expect((await runHere(["undo"], { cwd: root })).exit).toBe(0);
    expect(await treeOf(root)).toEqual({ "README.md": "644 # Berth\n" });
  });

  it("a removal whose set-up another one takes away meanwhile finds nothing to remove", async () => {
    const { root, here } = await place();
    await here("1.0.0");
    const node = ["--import", fileURLToPath(new URL("./support/vanish.mjs", import.meta.url))];
    const result = await planInit(["remove", "--yes", "--json"], { cwd: root, node });
    expect({ exit: result.exit, code: documentOf(result).error?.code }).toEqual({ exit: 2, code: "not-installed" });
  });

  it("upgrades, undos and removals end in something whole", async () => {
    const { root, to, here } = await place();
    await here("1.0.0");
    const verb = (...args: string[]) => planInit([...args, "--json"], { cwd: root });
    const results = await Promise.all([
      to("2.0.0"),
      to("2.0.0"),
      verb("undo"),
      verb("remove", "--yes"),
      to("2.0.0"),
      verb("undo"),
    ]);
    agree(
      results.filter(({ exit }) => exit !== 2),
      ["locked", "changed-meanwhile", "nothing-to-undo", "edited-since", "downgrade"],
    );
    expect(await leftovers(root)).toEqual([]);
    const last = await here("2.0.0");
    expect(last.exit, last.stderr).toBe(0);
    expect((await here("2.0.0")).stdout).toContain('"result": "current"');
  });
});

/** Runs the program as a user for whom permissions count, where the tests run as root. */
const asNobody = process.getuid?.() === 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];
const canBeNobody = asNobody.length === 0 || spawnSync("setpriv", ["--version"]).status === 0;

describe.skipIf(!canBeNobody)("a place that must not be written (needs setpriv when run as root)", () => {
  const owned = async () => {
    const dir = await tempDir();
    const root = join(dir, "repo");
    await mkdir(root);
    await writeFiles(root, { "README.md": "# Berth\n" });
    // What a user can read: the program and the pack.
    const dist = join(dir, "dist");
    await cp(join(cli, ".."), dist, { recursive: true });
    await cp(join(cli, "../../templates"), join(dir, "templates"), { recursive: true });
    await writePack(join(dir, "pack"), "1.0.0", { files: { guide: { text: base, to: path } } });
    await writePack(join(dir, "pack2"), "2.0.0", { files: { guide: { text: `${base}more\n`, to: path } } });
    if (asNobody.length > 0) await chownAll(dir);
    await chmod(dir, 0o755);
    const run = (pack: string) => {
      const [command = "", ...args] = [...asNobody, process.execPath, join(dist, "cli.js")];
      return spawnSync(command, [...args, "--templates", join(dir, pack), "--yes", "--json"], {
        cwd: root,
        env: gitEnv,
        encoding: "utf8",
      });
    };
    return { root, run };
  };
  const chownAll = async (dir: string): Promise<void> => {
    await chown(dir, 65534, 65534);
    for (const entry of await readdir(dir, { withFileTypes: true, recursive: true })) {
      await chown(join(entry.parentPath ?? entry.path, entry.name), 65534, 65534);
    }
  };

  it("a folder for reading only is named, and left as it was", async () => {
    const { root, run } = await owned();
    await chmod(root, 0o555);
    const { status, stdout, stderr } = run("pack");
    await chmod(root, 0o755);
    expect({ status, code: JSON.parse(stdout).error.code }, stderr).toEqual({ status: 1, code: "cannot-write" });
    expect(stderr).toContain("permission denied");
    expect(await treeOf(root)).toEqual({ "README.md": "644 # Berth\n" });
  });

  it("one folder for reading only among several: nothing is written anywhere", async () => {
    const { root, run } = await owned();
    run("pack");
    await rm(join(root, local), { recursive: true });
    const before = await treeOf(root);
    await chmod(join(root, "planning"), 0o555);
    const { status, stdout } = run("pack2");
    await chmod(join(root, "planning"), 0o755);
    expect({ status, code: JSON.parse(stdout).error.code }).toEqual({ status: 1, code: "cannot-write" });
    expect(await treeOf(root)).toEqual(before);
  });

  it("a file that must not be read is skipped, one for reading only is replaced and stays so", async () => {
    const { root, run } = await owned();
    run("pack");
    await chmod(join(root, path), 0o000);
    const unreadable = run("pack2");
    expect({ status: unreadable.status, files: unreadable.stdout }).toMatchObject({
      status: 4,
      files: expect.stringContaining("unreadable"),
    });
    await chmod(join(root, path), 0o444);
    expect(run("pack2").status).toBe(0);
    expect((await treeOf(root))[path]).toBe(`444 ${base}more\n`);
  });

  it("a folder that must not be entered is no bug of ours", async () => {
    const { root, run } = await owned();
    run("pack");
    await chmod(join(root, "planning"), 0o000);
    const { status, stdout } = run("pack2");
    await chmod(join(root, "planning"), 0o755);
    expect({ status, code: JSON.parse(stdout).error?.code }).toEqual({ status: 4, code: "not-a-text-file" });
  });
});

const canMount =
  process.getuid?.() === 0 &&
  spawnSync("sh", ["-c", "d=$(mktemp -d) && mount -t tmpfs -o size=64k none $d && umount $d && rmdir $d"]).status === 0;

describe.skipIf(!canMount)("a small disk (needs to mount one)", () => {
  const withDisk = async (at: string, size: string, body: () => Promise<void>) => {
    await mkdir(at, { recursive: true });
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "none", at]);
    try {
      await body();
    } finally {
      execFileSync("umount", [at]);
    }
  };

  it.each(sample(["32k", "64k", "96k", "128k"]))("of %s that is full: nothing is left half-written", async (size) => {
    const dir = await tempDir();
    const root = join(dir, "disk");
    await withDisk(root, size, async () => {
      await writeFiles(root, { "README.md": "# Berth\n" });
      const before = await treeOf(root);
      const run = size === "64k" ? planInit : runHere;
      const { exit, stderr } = await run(["--yes"], { cwd: root });
      expect({ exit, stderr }).toEqual({ exit: 1, stderr: expect.stringContaining("no space left") });
      expect(await treeOf(root)).toEqual(before);
      expect(await leftovers(root)).toEqual([]);
    });
  });

  it("mounted in the middle of a repository: a roll-back crosses over to it", async () => {
    const { root, here } = await place();
    await withDisk(join(root, ".claude"), "1m", async () => {
      await here("1.0.0");
      const before = await treeOf(root);
      const recovered: unknown[] = [];
      for (const at of [30, 34, 38, 42]) {
        const env = { PLAN_INIT_TEST_SIGNAL: `SIGKILL:${at}` };
        await planInit(["remove", "--yes"], { cwd: root, env, node: ["--import", preload] });
        const next = await here("1.0.0");
        expect(next.exit, next.stderr).toBe(0);
        recovered.push(documentOf(next).recovered);
        expect(await treeOf(root)).toEqual(before);
      }
      expect(recovered).toContain("rolled back");
    });
  });
});

describe("git", () => {
  it("sees only the files that were named, in a worktree and in a submodule, too", async () => {
    const { root, here } = await place(async (dir) => commitAll(dir));
    await git(root, "worktree", "add", "--quiet", "../tree");
    const other = await tempDir();
    await writeFiles(other, { "README.md": "# Other\n" });
    await commitAll(other);
    await git(root, "submodule", "--quiet", "add", other, "sub");
    await git(root, "commit", "--quiet", "--message", "Submodule");
    for (const folder of [".", "../tree", "sub"]) {
      const result = await here("1.0.0", ["-C", folder]);
      expect(result.exit, result.stderr).toBe(0);
      const named = documentOf(result).files.map((file) => file.path);
      const status = await git(join(root, folder), "status", "--porcelain", "-z", "--untracked-files=all");
      const changed = status.split("\0").filter((line) => line !== "" && !line.endsWith(" sub"));
      expect(named).toEqual(expect.arrayContaining(changed.map((line) => line.slice(3))));
      const before = await stamps(join(root, folder));
      expect(documentOf(await here("1.0.0", ["-C", folder])).result).toBe("current");
      expect(await stamps(join(root, folder))).toEqual(before);
    }
  });

  it("ignores planning/, and everything works", async () => {
    const { root, here } = await place(async (dir) => {
      await writeFiles(dir, { ".gitignore": "planning/\n" });
      await commitAll(dir);
    });
    await here("1.0.0");
    await writeFiles(root, { [path]: base.replace("three", "three, mine") });
    expect((await here("2.0.0")).exit).toBe(0);
    expect((await treeOf(root))[path]).toContain("ONE\n\ntwo\n\nthree, mine");
  });

  it("two plans in one repository are upgraded each for itself", async () => {
    const { root, here } = await place(async (dir) => {
      await writeFiles(dir, { "packages/api/src/index.ts": "" });
      await commitAll(dir);
    });
    await here("1.0.0");
    await here("1.0.0", ["-C", "packages/api", "--here"]);
    const outer = async () => {
      const tree = await treeOf(root);
      return Object.fromEntries(Object.entries(tree).filter(([file]) => !file.startsWith("packages/")));
    };
    const before = await outer();
    const upgraded = await here("2.0.0", ["-C", "packages/api/src"]);
    expect(documentOf(upgraded).root).toBe(join(root, "packages/api"));
    expect(await outer()).toEqual(before);
    expect((await treeOf(root))[`packages/api/${path}`]).toContain("ONE");
  });
});
