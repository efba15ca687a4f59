import { spawn } from "node:child_process";
import { appendFile, mkdir, readFile, rename, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { chooseRun } from "../../src/commands/watch/choose.ts";
import { follow } from "../../src/commands/watch/follow.ts";
import { eventLine, eventsFile } from "../../src/review/events.ts";
import { runsDir } from "../../src/runs/names.ts";
import { documentJsonSchema } from "../../src/ui/documents/index.ts";
import { cli } from "../helpers/cli.ts";
import { gitEnv, tempDir } from "../helpers/temp.ts";
import { aLoop } from "../loop/view/a-session.ts";
import { loopWithoutGit } from "../runs/loop.ts";
import { runHere } from "../upgrade/support/in-process.ts";

const id = "2026-11-20T101500Z-login-ab12";
const lines = aLoop().events.map(eventLine);
const part = (from: number, to?: number): string => lines.slice(from, to).join("");

/** A folder with a file of events that grows. */
async function growing() {
  const root = await tempDir();
  const file = join(root, eventsFile(id));
  await mkdir(join(root, runsDir, id), { recursive: true });
  const look = await follow(root, id);
  return { file, look, types: async () => (await look()).events.map(({ type }) => type) };
}

describe("following events", () => {
  it("sees nothing before there is a file, then all of it, then what is new", async () => {
    const { file, look, types } = await growing();
    expect(await look()).toEqual({ events: [], isAnew: false });
    await writeFile(file, part(0, 3));
    expect(await types()).toEqual(["opened", "draft", "called"]);
    expect(await types()).toEqual([]);
    await appendFile(file, part(3, 5));
    expect(await types()).toEqual(["spent", "review"]);
  });

  it("waits for the end of a line, wherever it was torn", async () => {
    const { file, types } = await growing();
    const text = `${part(0, 1)}${lines[1]}`;
    const bytes = Buffer.from(text.replace('"a"', '"日本"'));
    const seen: string[] = [];
    // Half of a character, too.
    for (let at = 0; at < bytes.length; at += 7) {
      await appendFile(file, bytes.subarray(at, at + 7));
      seen.push(...(await types()));
    }
    expect(seen).toEqual(["opened", "draft"]);
  });

  it("passes over what a crash cut off once there is more", async () => {
    const { file, types } = await growing();
    await writeFile(file, `${part(0, 2)}{"v":1,"at":"2026`);
    expect(await types()).toEqual(["opened", "draft"]);
    await appendFile(file, `\n${part(2, 3)}`);
    expect(await types()).toEqual(["called"]);
  });

  it.each<[what: string, change: (file: string) => Promise<void>]>([
    ["cut short", (file) => truncate(file, lines[0]?.length ?? 0)],
    [
      "replaced by a shorter one",
      async (file) => {
        await writeFile(`${file}.new`, part(0, 1));
        await rename(`${file}.new`, file);
      },
    ],
  ])("begins anew where the file was %s", async (_, change) => {
    const { file, look } = await growing();
    await writeFile(file, part(0, 4));
    await look();
    await change(file);
    expect(await look()).toMatchObject({ isAnew: true, events: [{ type: "opened" }] });
  });

  it("reads no link", async () => {
    const { file, look } = await growing();
    const { symlink } = await import("node:fs/promises");
    await writeFile(`${file}.other`, part(0, 1));
    await symlink(`${file}.other`, file);
    await expect(look()).rejects.toMatchObject({ code: "not-a-text-file" });
  });
});

describe("the run that is meant", () => {
  const names = [
    "2026-01-01T000000Z-one-aa11",
    "2026-02-02T000000Z-two-bb22",
    "2026-03-03T000000Z-three-cc33",
  ] as const;

  async function three(): Promise<string> {
    const { root, start, read } = await loopWithoutGit();
    const { run } = await start("--goal", "add login");
    const record = JSON.parse(await read(`${runsDir}/${run}/run.json`));
    for (const name of names) {
      await mkdir(join(root, runsDir, name));
      await writeFile(join(root, runsDir, name, "run.json"), JSON.stringify({ ...record, id: name }));
      if (!name.includes("three")) await writeFile(join(root, eventsFile(name)), part(0, 1));
    }
    return root;
  }

  it("is the newest with a review, or the one that is named, in part or whole", async () => {
    const root = await three();
    for (const [named, meant] of [
      [undefined, names[1]],
      [names[2], names[2]],
      ["2026-01", names[0]],
      ["two-bb22", names[1]],
    ] as const) {
      expect((await chooseRun(root, named)).id).toBe(meant);
    }
    for (const named of ["2027", "", "../..", names[2].slice(0, -2)]) {
      await expect(chooseRun(root, named)).rejects.toMatchObject({ code: "no-such-run" });
    }
  });
});

describe("watch", () => {
  it("says that there is nothing to watch", async () => {
    const { root } = await loopWithoutGit();
    expect(await runHere(["watch"], { cwd: root })).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining("nothing to watch"),
    });
  });

  it("tells of an ended review and ends; with --json it is one document", async () => {
    const { root, start } = await loopWithoutGit();
    const { run } = await start("--goal", "add login");
    await writeFile(join(root, eventsFile(run)), part(0));
    const before = await stat(join(root, runsDir, run));
    const { exit, stdout } = await runHere(["watch"], { cwd: root });
    expect([exit, stdout.trimEnd().split("\n").at(-1)]).toEqual([
      0,
      "round 3/4  review: stopped, go: the critic says GO in round 3, and no blocker or major is open",
    ]);
    const document = JSON.parse((await runHere(["watch", run, "--json"], { cwd: root })).stdout);
    expect(new Ajv({ strict: false }).compile(documentJsonSchema("review") as object)(document)).toBe(true);
    expect(document).toMatchObject({ step: "watch", result: "GO", round: 3, written: [] });
    expect((await stat(join(root, runsDir, run))).mtimeMs).toBe(before.mtimeMs);
    expect(await readFile(join(root, eventsFile(run)), "utf8")).toBe(part(0));
  });

  it("follows a loop from a process of its own, says where one was killed, and is ended with Ctrl-C in good order", async () => {
    const { root, start } = await loopWithoutGit();
    const { run } = await start("--goal", "add login");
    const file = join(root, eventsFile(run));
    const child = spawn(process.execPath, [cli, "watch", run], {
      cwd: root,
      env: gitEnv,
      stdio: ["ignore", "pipe", "inherit"],
    });
    let seen = "";
    child.stdout.on("data", (data: Buffer) => {
      seen += data.toString("utf8");
    });
    const until = async (words: string) => {
      for (let tries = 0; !seen.includes(words) && tries < 1000; tries += 1)
        await new Promise((done) => setTimeout(done, 10));
      expect(seen).toContain(words);
    };
    const exited = new Promise((done) => child.on("close", done));
    await until("note: its review has not begun yet");
    await writeFile(file, part(0, 2));
    await until("plan: draft-1.md");
    await appendFile(file, `${part(2, 3)}${lines[3]?.slice(0, 20)}`);
    await until("critic: called");
    await until("note: the loop that called the critic is not at work any more");
    await appendFile(file, `${lines[3]?.slice(20)}${part(4, 5)}`);
    await until("critic: NO-GO, 1 blocker, 2 majors, 0 minors ($0.04, 31 s)");
    child.kill("SIGINT");
    expect(await exited).toBe(0);
    expect(seen.split("\n").filter((line) => line.includes("note:"))).toHaveLength(2);
  });
});
