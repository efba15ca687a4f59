import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Calling, callAgent } from "../../../src/loop/call/index.ts";
import type { Agent, CallResult, Question } from "../../../src/loop/types.ts";
import { gitEnv, tempDir } from "../../helpers/temp.ts";

export const run = "20250102-030405-log-in";

export const answer = { verdict: "GO", findings: [], keep: ["M1"], trim: [] };

export const question: Question = { system: "You judge.", prompt: "Judge this plan.\n", form: "critic-answer" };

export const anAgent = (given: Partial<Agent>): Agent => ({
  ...{ role: "critic", name: "custom", cmd: [], input: "stdin", parse: "text", timeout: 20_000, env: {} },
  ...{ capabilities: { schema: "none", cost: true }, isConfined: false },
  ...given,
});

/** A folder with a program of Node in it; what stands there as `say` prints the answer. */
export async function aProgram(body: string): Promise<{ root: string; cmd: string[] }> {
  const root = await tempDir();
  await mkdir(join(root, "agents"));
  const say = `const answer = ${JSON.stringify(JSON.stringify(answer))};\nconst say = () => process.stdout.write(answer);\n`;
  const imports = 'import fs from "node:fs";\nimport { spawn } from "node:child_process";\n';
  await writeFile(join(root, "agents/agent.mjs"), `#!${process.execPath}\n${imports}${say}${body}\n`);
  await chmod(join(root, "agents/agent.mjs"), 0o755);
  return { root, cmd: ["agents/agent.mjs"] };
}

/** Has a scripted program answer. */
export async function callProgram(
  body: string,
  { agent = {}, asked = question, ...calling }: Partial<Calling> & { agent?: Partial<Agent>; asked?: Question } = {},
): Promise<{ root: string; result: CallResult }> {
  const { root, cmd } = await aProgram(body);
  return { root, result: await call(root, anAgent({ cmd, ...agent }), asked, calling) };
}

export const call = (
  root: string,
  agent: Agent,
  asked: Question = question,
  calling: Partial<Calling> = {},
): Promise<CallResult> =>
  callAgent(agent, asked, { root, run, env: gitEnv, signal: new AbortController().signal, grace: 300, ...calling });

/** Whether a process is there and does something; one that nobody has collected yet does not. */
export async function isRunning(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return stat !== "" && !/^\d+ \(.*\) Z/s.test(stat);
}

/** The id that a process writes of itself, with a line's end. */
export async function pidIn(file: string): Promise<number> {
  for (let tries = 0; tries < 500; tries++) {
    const text = await readFile(file, "utf8").catch(() => "");
    if (text.endsWith("\n")) return Number(text);
    await wait(10);
  }
  throw new Error(`never written: ${file}`);
}

export async function hasEnded(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 200 && (await isRunning(pid)); tries++) await wait(10);
  return !(await isRunning(pid));
}
