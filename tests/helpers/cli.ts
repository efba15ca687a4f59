import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { gitEnv } from "./temp.ts";

/** The built program, as published. */
export const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

export interface RunOptions {
  cwd: string;
  env?: Record<string, string>;
  stdin?: string;
  /** Arguments for node itself, e.g. `--import` of a module that injects faults. */
  node?: string[];
}

export interface RunResult {
  /** Exit code; `null` after a signal. */
  exit: number | null;
  stdout: string;
  stderr: string;
}

/** Runs plan-init as a process of its own, without a terminal. */
export function planInit(args: string[], { cwd, env, stdin, node = [] }: RunOptions): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...node, cli, ...args], { cwd, env: { ...gitEnv, ...env }, stdio: "pipe" });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => (stderr += chunk));
    child.on("error", reject);
    child.on("close", (exit) => resolve({ exit, stdout, stderr }));
    child.stdin.on("error", () => undefined);
    child.stdin.end(stdin ?? "");
  });
}
