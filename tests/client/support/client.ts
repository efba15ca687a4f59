import { spawn } from "node:child_process";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe } from "vitest";
import { cli } from "../../helpers/cli.ts";
import { gitEnv, tempDir } from "../../helpers/temp.ts";
import { type MessagesApi, startMessagesApi, type ToolUse, type Turn } from "./messages-api.ts";

/** The program of Claude Code 2.1; CI installs it into a temporary folder and says here where. */
export const program = process.env.PLAN_INIT_TEST_CLIENT ?? "";

if (program === "") {
  console.warn("Skipped: the tests with Claude Code, because PLAN_INIT_TEST_CLIENT names no program of it");
}

// A session takes a second where nothing else runs, and many times that where everything does.
const patience = 120_000;

/** `describe` for what needs the real client. */
export const describeClient = (name: string, tests: () => void): void => {
  describe.skipIf(program === "")(name, { timeout: patience }, tests);
};

export const bash = (command: string): ToolUse => ({ name: "Bash", input: { command, description: "Runs a command" } });

export interface Session {
  cwd: string;
  prompt: string;
  turns: readonly Turn[];
  /** Further arguments of the client. */
  args?: readonly string[];
}

export interface Ended {
  api: MessagesApi;
  /** The model's last words. */
  result: string;
  /** Input of the tools that the client would have asked a person about; without one it refuses. */
  denied: Record<string, unknown>[];
}

/**
 * Runs the client headless on a prompt, against a scripted model. It has an empty environment, a home of its own, a key that
 * opens nothing, and no way out: anything but the loopback goes through a proxy that leads nowhere.
 *
 * @throws Error with the client's words when it does not end well
 */
export async function runClient({ cwd, prompt, turns, args = [] }: Session): Promise<Ended> {
  const home = await tempDir();
  const api = await startMessagesApi(turns);
  try {
    const env = {
      ...gitEnv,
      ...isolated(home, api.url),
      PATH: `${await writeProgram(join(home, "bin"))}:${gitEnv.PATH}`,
    };
    const stdout = await outputOf(["-p", "--output-format", "json", ...args, prompt], cwd, env);
    const { result, permission_denials: denials } = JSON.parse(stdout) as ClientResult;
    return { api, result, denied: denials.map(({ tool_input }) => tool_input) };
  } finally {
    await api.close();
  }
}

interface ClientResult {
  result: string;
  permission_denials: { tool_input: Record<string, unknown> }[];
}

/** An environment in which the client has a home of its own, a key that opens nothing, and no way out. */
export const isolated = (home: string, url: string): Record<string, string> => ({
  HOME: home,
  CLAUDE_CONFIG_DIR: join(home, ".claude"),
  TMPDIR: home,
  ANTHROPIC_BASE_URL: url,
  ANTHROPIC_API_KEY: "opens-nothing",
  HTTP_PROXY: url,
  HTTPS_PROXY: url,
  NO_PROXY: "127.0.0.1",
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
  DISABLE_AUTOUPDATER: "1",
  DISABLE_ERROR_REPORTING: "1",
  DISABLE_TELEMETRY: "1",
});

/** Lays `plan-init`, as it was built, into a folder of programs, and returns the folder. */
export async function writeProgram(bin: string): Promise<string> {
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, "plan-init"), `#!/bin/sh\nexec '${process.execPath}' '${cli}' "$@"\n`);
  await chmod(join(bin, "plan-init"), 0o755);
  return bin;
}

function outputOf(args: string[], cwd: string, env: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], timeout: patience });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => (stderr += chunk));
    child.on("error", reject);
    child.on("close", (exit, signal) => {
      if (exit === 0) resolve(stdout);
      else reject(new Error(`the client ended with ${exit ?? signal}: ${stderr || stdout}`));
    });
  });
}
