import { type ChildProcess, spawn, spawnSync } from "node:child_process";

/** Whether this machine can make pseudo-terminals: util-linux's `script`. */
export const hasPty = spawnSync("script", ["--version"], { encoding: "utf8" }).stdout?.includes("util-linux") === true;

/** What came of a run on a terminal of its own. */
export interface Session {
  exit: number;
  /** What the terminal showed, control sequences included. */
  screen: string;
}

/** What to wait for on the screen, and the keys to press then. */
export type Answer = [question: string, ...keys: string[]];

/** Runs a shell line on a new terminal of 80 columns and types each answer once its question is on the screen. */
export async function onTerminal(
  line: string,
  cwd: string,
  answers: readonly Answer[],
  env: Record<string, string> = {},
): Promise<Session> {
  const { CI: _, NO_COLOR: __, FORCE_COLOR: ___, ...rest } = process.env;
  const child = spawn("script", ["-qefc", `stty cols 80; ${line}`, "/dev/null"], {
    cwd,
    env: { ...rest, TERM: "xterm", ...env },
    stdio: ["pipe", "pipe", "inherit"],
  });
  let screen = "";
  child.stdout.on("data", (data: Buffer) => {
    screen += data.toString("utf8");
  });
  const exited = new Promise<number>((resolve) => child.on("close", (code) => resolve(code ?? -1)));
  for (const [question, ...keys] of answers) await type(child, () => screen, question, keys);
  return { exit: await exited, screen };
}

async function type(child: ChildProcess, screen: () => string, question: string, keys: string[]): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!screen().includes(question)) {
    if (Date.now() > deadline) throw new Error(`never on the screen: ${question}\n${screen()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  for (const key of keys) {
    child.stdin?.write(key);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
