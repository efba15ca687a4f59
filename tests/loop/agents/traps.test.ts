import { randomBytes } from "node:crypto";
import { chmod, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { callsDir } from "../../../src/loop/call/kept.ts";
import { git } from "../../helpers/temp.ts";
import { anAgent, answer, aProgram, call, callProgram, hasEnded, pidIn, question, run } from "./a-call.ts";

const kept = (root: string): Promise<string[]> => readdir(join(root, callsDir, run)).then((names) => names.sort());

describe.skipIf(process.platform === "win32")("a call", () => {
  test("gives what the agent said, and keeps what it printed where git does not see it", async () => {
    const { root, result } = await callProgram('say(); console.error("thinking");');
    const raw = `${callsDir}/${run}/01-critic.out`;
    expect(result).toMatchObject({ ok: true, answer: JSON.stringify(answer), raw, remarks: [] });
    expect(result.usage).toEqual({ usd: null, tokens: null, ms: expect.any(Number) });
    expect(result.usage.ms).toBeGreaterThan(0);
    expect(await readFile(join(root, raw), "utf8")).toBe(JSON.stringify(answer));
    expect(await readFile(join(root, raw.replace(/out$/, "err")), "utf8")).toBe("thinking\n");
    expect(await kept(root)).toEqual(["01-critic.err", "01-critic.out"]);
    await git(root, "init", "--quiet");
    expect(await git(root, "status", "--porcelain", "--untracked-files=all")).toBe("?? agents/agent.mjs");
  });

  test("is numbered within its run, and knows that it is within a loop", async () => {
    const { root, cmd } = await aProgram("process.stdout.write(JSON.stringify(process.env.PLAN_INIT_LOOP));");
    const results = [await call(root, anAgent({ cmd })), await call(root, anAgent({ cmd, role: "planner" }))];
    expect(results.map((result) => result.ok && result.answer)).toEqual(['"1"', '"1"']);
    expect(results.map(({ raw }) => raw.split("/").at(-1))).toEqual(["01-critic.out", "02-planner.out"]);
  });

  test("hands over files that are its own, and takes them away", async () => {
    const body = `const [, , prompt, schema, out] = process.argv;
      const mode = (fs.statSync(prompt).mode & 0o777).toString(8) + (fs.statSync(prompt + "/..").mode & 0o777).toString(8);
      const { required } = JSON.parse(fs.readFileSync(schema, "utf8"));
      fs.writeFileSync(out, JSON.stringify({ mode, required, prompt: fs.readFileSync(prompt, "utf8") }));
      console.log("done");`.replace('prompt + "/.."', 'prompt.replace(/[^/]+$/, "")');
    const { root, cmd } = await aProgram(body);
    const args = ["{prompt-file}", "{schema-file}", "{answer-file}"];
    const result = await call(root, anAgent({ cmd: [...cmd, ...args], input: "file" }));
    expect(result.ok && JSON.parse(String(result.answer))).toEqual({
      mode: "600700",
      required: ["verdict", "findings", "keep", "trim"],
      prompt: "You judge.\n\nJudge this plan.\n",
    });
    expect(await kept(root)).toEqual(["01-critic.err", "01-critic.out"]);
  });

  test("takes a prompt of 1 MB, of which not a byte is lost", async () => {
    const prompt = randomBytes(512 * 1024).toString("hex");
    const body = `let size = 0; let last = "";
      process.stdin.on("data", (chunk) => { size += chunk.length; last = String(chunk).slice(-8); });
      process.stdin.on("end", () => process.stdout.write(JSON.stringify({ size, last })));`;
    const { result } = await callProgram(body, { asked: { ...question, prompt } });
    const size = prompt.length + "You judge.\n\n".length;
    expect(result.ok && JSON.parse(String(result.answer))).toEqual({ size, last: prompt.slice(-8) });
  });

  test("of an agent that does not read a prompt of 1 MB goes on", async () => {
    const asked = { ...question, prompt: "x".repeat(1024 * 1024) };
    const { result } = await callProgram("process.stdin.destroy(); setTimeout(say, 50);", { asked });
    expect(result).toMatchObject({ ok: true });
  });

  test("of an agent that is told a system prompt of 300 KB has it in the message", async () => {
    const system = `BEGIN${"r".repeat(300 * 1024)}END`;
    const body = `let text = ""; process.stdin.on("data", (chunk) => (text += chunk)).on("end", () =>
      process.stdout.write(JSON.stringify({ argument: process.argv[2].length, head: text.slice(0, 5), size: text.length })));`;
    const { root, cmd } = await aProgram(body);
    const result = await call(root, anAgent({ cmd: [...cmd, "{system}"] }), { ...question, system });
    const size = system.length + "\n\n".length + question.prompt.length;
    expect(result.ok && JSON.parse(String(result.answer))).toEqual({ argument: 55, head: "BEGIN", size });
  });
});

describe.skipIf(process.platform === "win32")("an agent that", () => {
  test.each<[string, string, object]>([
    ["ends well with nothing", "", { kind: "empty", words: "it printed nothing" }],
    ["prints blanks alone", 'console.log("\\n \\n")', { kind: "empty" }],
    [
      "breaks with nothing",
      "process.exitCode = 7",
      { kind: "crashed", words: "it ended with exit 7: it printed nothing" },
    ],
    [
      "speaks to stderr alone",
      'console.error("boom: no such module")',
      { kind: "crashed", words: "boom: no such module" },
    ],
    ["is not logged in", 'console.error("Not logged in"); process.exit(1)', { kind: "auth", words: "Not logged in" }],
    [
      "speaks of keys, and breaks for another reason",
      "console.error('using the API key of a file\\n' + 'step\\n'.repeat(30) + 'TypeError: x'); process.exitCode = 1",
      { kind: "crashed", words: expect.stringMatching(/TypeError: x$/) },
    ],
    [
      "says in prose that it was refused",
      "console.log('Error: 429 Too Many Requests'); process.exitCode = 1",
      { kind: "rate-limit", words: "it ended with exit 1: Error: 429 Too Many Requests" },
    ],
    [
      "breaks in the middle of its answer",
      "process.stdout.write(answer.slice(0, 20)); process.exitCode = 1",
      { kind: "crashed", words: expect.stringMatching(/^it ended with exit 1/) },
    ],
    [
      "is killed",
      "process.kill(process.pid, 'SIGKILL')",
      { kind: "crashed", words: "it was ended by SIGKILL: it printed nothing" },
    ],
  ])("%s has failed", async (_, body, expected) => {
    const { root, result } = await callProgram(body);
    expect(result).toMatchObject({ ok: false, usage: { usd: null, tokens: null }, ...expected });
    expect(await kept(root)).toEqual(["01-critic.err", "01-critic.out"]);
  });

  test("breaks beside a valid answer has answered", async () => {
    const { result } = await callProgram("say(); process.exitCode = 3;");
    expect(result).toMatchObject({ ok: true, remarks: ["it ended with exit 3, beside an answer"] });
  });

  test("prints half its JSON and ends well has said that half", async () => {
    const { result } = await callProgram("process.stdout.write(answer.slice(0, 20));");
    expect(result).toMatchObject({ ok: true, answer: JSON.stringify(answer).slice(0, 20) });
  });

  test("hangs is out of time, and what it said of its trouble is told", async () => {
    const { result } = await callProgram('console.error("HTTP 429: try later"); setInterval(() => {}, 1000);', {
      timeout: 600,
    });
    expect(result).toMatchObject({ ok: false, kind: "timeout" });
    expect(!result.ok && result.words).toBe("no answer within 0.6 s; it said: HTTP 429: try later");
    expect(result.usage.ms).toBeGreaterThanOrEqual(600);
  });

  test("has said its last word and hangs has answered, where its client marks the end", async () => {
    const line = JSON.stringify({ type: "result", subtype: "success", is_error: false, structured_output: answer });
    const body = `process.stdout.write(${JSON.stringify(line)}); setInterval(() => {}, 1000);`;
    const { result } = await callProgram(body, { timeout: 600, agent: { parse: "claude-json" } });
    expect(result).toMatchObject({ ok: true, answer, remarks: ["it did not end within 0.6 s"] });
    const text = await callProgram("say(); setInterval(() => {}, 1000);", { timeout: 600 });
    expect(text.result).toMatchObject({ ok: false, kind: "timeout" });
  });

  test("does not listen to SIGTERM is ended all the same, with what it started", async () => {
    const child =
      'process.on("SIGTERM", () => {}); fs.writeFileSync("pid", process.pid + "\\n"); setInterval(() => {}, 50);';
    const body = `process.on("SIGTERM", () => {});
      const script = ${JSON.stringify(`const fs = require("fs"); ${child}`)};
      spawn(process.execPath, ["-e", script], { stdio: "inherit" });
      setInterval(() => {}, 50);`;
    const { root, result } = await callProgram(body, { timeout: 1500 });
    expect(result).toMatchObject({ ok: false, kind: "timeout" });
    expect(await hasEnded(await pidIn(join(root, "pid")))).toBe(true);
  });

  test("leaves something running when it has answered leaves nothing", async () => {
    const script = 'require("fs").writeFileSync("pid", process.pid + "\\n"); setInterval(() => {}, 50);';
    const body = `spawn(process.execPath, ["-e", ${JSON.stringify(script)}], { stdio: "inherit" }).unref();
      const look = setInterval(() => { if (fs.existsSync("pid")) { clearInterval(look); say(); } }, 10);`;
    const { root, result } = await callProgram(body);
    expect(result).toMatchObject({ ok: true });
    expect(await hasEnded(await pidIn(join(root, "pid")))).toBe(true);
  });

  test("is interrupted ends at once", async () => {
    const stop = new AbortController();
    const { root, cmd } = await aProgram('fs.writeFileSync("pid", process.pid + "\\n"); setInterval(() => {}, 1000);');
    const calling = call(root, anAgent({ cmd }), question, { signal: stop.signal });
    const pid = await pidIn(join(root, "pid"));
    stop.abort();
    expect(await calling).toMatchObject({ ok: false, kind: "interrupted" });
    expect(await hasEnded(pid)).toBe(true);
    expect(await kept(root)).toEqual(["01-critic.err", "01-critic.out"]);
  });

  test("is not started any more when the loop was interrupted before", async () => {
    const { root, result } = await callProgram('fs.writeFileSync("started", "");', { signal: AbortSignal.abort() });
    expect(result).toMatchObject({ ok: false, kind: "interrupted", usage: { ms: 0 } });
    expect(await readdir(root)).not.toContain("started");
  });

  test("floods is ended, with no more than its share on the disk and little in memory", async () => {
    const before = process.memoryUsage().rss;
    const body =
      'const piece = Buffer.alloc(1 << 20, "x"); const on = () => { while (process.stdout.write(piece)); }; process.stdout.on("drain", on); on();';
    const { root, result } = await callProgram(body);
    expect(result).toMatchObject({ ok: false, kind: "flood", words: "it printed more than 32 MB" });
    const { size } = await stat(join(root, result.raw));
    expect(size).toBeLessThanOrEqual(32 * 1024 * 1024 + 128 * 1024);
    expect(process.memoryUsage().rss - before).toBeLessThan(250e6);
  });
});

describe.skipIf(process.platform === "win32")("a command that cannot be started", () => {
  test.each([
    ["is no program", ["no-such-agent-anywhere"], "not-found", "there is no program `no-such-agent-anywhere`"],
    ["is no file", ["./gone.sh"], "not-found", "there is no program `./gone.sh`"],
    ["is a folder", ["./agents"], "not-found", "there is no program `./agents`"],
    ["is not executable", ["agents/plain"], "cannot-start", "`agents/plain` cannot be started: it is not executable"],
    [
      "names a program in its first line that is not there",
      ["agents/orphan"],
      "cannot-start",
      "`agents/orphan` cannot be started: what its first line wants to be run by is not there",
    ],
    [
      "is given more than arguments can hold",
      ["agents/agent.mjs", "x".repeat(200 * 1024)],
      "cannot-start",
      "`agents/agent.mjs` cannot be started: its arguments are too long",
    ],
  ])("because it %s", async (_, cmd, kind, words) => {
    const { root } = await aProgram("say();");
    await writeFile(join(root, "agents/plain"), "text\n");
    await writeFile(join(root, "agents/orphan"), "#!/no/such/interpreter\n");
    await chmod(join(root, "agents/orphan"), 0o755);
    expect(await call(root, anAgent({ cmd }))).toMatchObject({ ok: false, kind, words, usage: { ms: 0 } });
  });
});
