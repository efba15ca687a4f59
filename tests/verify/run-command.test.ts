import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Writable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { Failure } from "../../src/ui/failure.ts";
import { type Running, runCommand } from "../../src/verify/run-command.ts";
import { gitEnv, tempDir } from "../helpers/temp.ts";

/** Counts what it is given, perhaps slowly, and keeps nothing. */
class Sink extends Writable {
  bytes = 0;
  constructor(private readonly delay = 0) {
    super({ highWaterMark: 16 * 1024 });
  }
  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.bytes += chunk.length;
    if (this.delay === 0) done();
    else setTimeout(done, this.delay);
  }
}

const running = (cwd: string, given: Partial<Running> = {}): Running => ({
  cwd,
  env: gitEnv,
  timeout: 20_000,
  grace: 300,
  signal: new AbortController().signal,
  output: new Sink(),
  ...given,
});

/** Whether a process is there and does something; one that nobody has collected yet does not. */
function isRunning(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

async function pidIn(file: string): Promise<number> {
  for (let tries = 0; tries < 500; tries++) {
    const text = existsSync(file) ? readFileSync(file, "utf8") : "";
    if (text.endsWith("\n")) return Number(text);
    await wait(10);
  }
  throw new Error(`never written: ${file}`);
}

async function ended(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 200 && isRunning(pid); tries++) await wait(10);
  return !isRunning(pid);
}

describe.skipIf(process.platform !== "linux")("a command's whole group ends", () => {
  // A shell within a shell: the one that sleeps is a grandchild.
  const deep = "sh -c 'sh -c \"echo \\$\\$ > pid; exec sleep 60\" & wait'";
  const deaf = `sh -c 'trap "" TERM; sh -c "trap \\"\\" TERM; echo \\$\\$ > pid; while :; do sleep 0.05; done" & wait'`;

  it.each([
    ["that listens", deep],
    ["that does not listen to SIGTERM", deaf],
  ])("out of time: a grandchild %s", async (_, command) => {
    const cwd = await tempDir();
    const outcome = await runCommand(command, running(cwd, { timeout: 1500 }));
    expect(outcome).toMatchObject({ exit: null, timedOut: true });
    expect(await ended(await pidIn(join(cwd, "pid")))).toBe(true);
  });

  it("interrupted", async () => {
    const cwd = await tempDir();
    const stop = new AbortController();
    const run = runCommand(deep, running(cwd, { signal: stop.signal })).catch((error: unknown) => error);
    const pid = await pidIn(join(cwd, "pid"));
    expect(isRunning(pid)).toBe(true);
    stop.abort();
    const error = await run;
    expect(error instanceof Failure && error.code).toBe("verify-interrupted");
    expect(await ended(pid)).toBe(true);
  });

  it("by itself, with something left in the background", async () => {
    const cwd = await tempDir();
    const began = Date.now();
    const outcome = await runCommand(
      "sh -c 'echo $$ > pid; exec sleep 60' & while [ ! -s pid ]; do sleep 0.01; done; echo done",
      running(cwd),
    );
    expect(outcome).toMatchObject({ exit: 0, timedOut: false, tail: "done" });
    expect(await ended(await pidIn(join(cwd, "pid")))).toBe(true);
    expect(Date.now() - began).toBeLessThan(15_000);
  });

  it("is not waited for when it has left the group and holds the output open", async () => {
    const cwd = await tempDir();
    const outcome = await runCommand(
      "setsid sh -c 'echo $$ > pid; exec sleep 20' & while [ ! -s pid ]; do sleep 0.01; done; echo done",
      running(cwd),
    );
    expect(outcome).toMatchObject({ exit: 0, tail: "done" });
    process.kill(await pidIn(join(cwd, "pid")), "SIGKILL");
  });
});

describe.skipIf(process.platform === "win32")("runCommand", () => {
  it("keeps the end of 200 MB in little memory, and loses nothing on the way", async () => {
    const output = new Sink();
    const before = process.memoryUsage().rss;
    const outcome = await runCommand(
      "head -c 200000000 /dev/zero | tr '\\0' x; echo; echo the end",
      running(await tempDir(), { output }),
    );
    expect(outcome.tail.split("\n").at(-1)).toBe("the end");
    expect(outcome.tail.length).toBeLessThanOrEqual(2000);
    expect(output.bytes).toBe(200_000_000 + "\nthe end\n".length);
    expect(process.memoryUsage().rss - before).toBeLessThan(150e6);
  });

  it("waits for a slow reader", async () => {
    const output = new Sink(20);
    const outcome = await runCommand(
      "head -c 1000000 /dev/zero | tr '\\0' x; echo; echo the end",
      running(await tempDir(), { output }),
    );
    expect(outcome.tail).toContain("the end");
    output.end();
    await new Promise((resolve) => output.once("finish", resolve));
    expect(output.bytes).toBe(1_000_009);
  });

  it("gives the environment as it is and no input", async () => {
    const env = { ...gitEnv, CI: undefined, PLAN_INIT_TEST: "a b" };
    const outcome = await runCommand('echo "[$PLAN_INIT_TEST][$CI][$(cat)]"', running(await tempDir(), { env }));
    expect(outcome.tail).toBe("[a b][][]");
  });

  it("says how it ended", async () => {
    const cwd = await tempDir();
    expect(await runCommand("exit 42", running(cwd))).toMatchObject({ exit: 42, signal: null, timedOut: false });
    expect(await runCommand("kill -9 $$", running(cwd))).toMatchObject({ exit: null, signal: "SIGKILL" });
  });

  it("breaks where there is no folder to run in", async () => {
    const cwd = join(await tempDir(), "gone");
    await expect(runCommand("true", running(cwd))).rejects.toMatchObject({ code: "no-shell" });
  });
});
