import path from "node:path";
import { text as readAll } from "node:stream/consumers";
import fs from "fs-extra";
import * as z from "zod/mini";
import { readOwnText } from "../pack/disk.ts";
import { parsePlan } from "../plan/parse/index.ts";
import { findWorkplace } from "../repo/workplace.ts";
import { currentRun } from "../runs/current.ts";
import { endOf } from "../runs/record.ts";
import type { Run } from "../runs/run.ts";
import { planPath, readSettings } from "../runs/setup.ts";
import { pageFile } from "../runs/store.ts";
import { Exit, type ExitCode } from "../ui/exit.ts";
import type { Proc } from "../ui/process.ts";
import { reasonToGoOn } from "./hook/stop.ts";

/** What Claude Code tells a Stop hook on its standard input (https://code.claude.com/docs/en/hooks), as far as it counts here. */
const inputSchema = z.object({
  stop_hook_active: z._default(z.boolean(), false),
  cwd: z.optional(z.string()),
  transcript_path: z.optional(z.string()),
});

type Input = z.infer<typeof inputSchema>;

/**
 * Answers a hook of Claude Code. Whatever goes wrong, the session must not suffer from it: then it says nothing, and exits with 0
 * as always, because 2 would hold the agent back.
 */
export async function hook(proc: Proc, _flags: Record<string, unknown>, [event]: string[]): Promise<ExitCode> {
  const reason = event === "stop" ? await answerStop(proc).catch(() => undefined) : undefined;
  if (reason !== undefined) proc.stdout.write(`${JSON.stringify({ decision: "block", reason })}\n`);
  return Exit.Good;
}

async function answerStop(proc: Proc): Promise<string | undefined> {
  const input = inputSchema.parse(proc.stdin.isTTY ? {} : JSON.parse(await readAll(proc.stdin)));
  const folder = proc.env.CLAUDE_PROJECT_DIR ?? input.cwd ?? ".";
  const { root } = await findWorkplace(path.resolve(proc.cwd, folder), proc.env);
  const run = await openRun(root);
  if (run === undefined) return undefined;
  const { examine } = await import("./check/examine.ts");
  const { standing } = await examine({ root, other: undefined }, { env: proc.env, signal: proc.signal });
  const [hasBegun, isOurs] = await Promise.all([isWrittenOn(root, run), mentions(input, run.id)]);
  return reasonToGoOn({ wasHeldBack: input.stop_hook_active, run, standing, hasBegun, isOurs });
}

/** The plan's run, when it goes on and the hook is wanted. */
async function openRun(root: string): Promise<Run | undefined> {
  const [{ config }, text] = await Promise.all([readSettings(root), readOwnText(root, planPath)]);
  if (!config.hooks || text === undefined) return undefined;
  const { run } = await currentRun(root, parsePlan(text));
  return run !== undefined && endOf(run) === undefined ? run : undefined;
}

/** Whether somebody wrote the plan after `start` was done, the last act of which is the run's page. */
async function isWrittenOn(root: string, run: Run): Promise<boolean> {
  const [plan, page] = await Promise.all([planPath, pageFile(run.id)].map((file) => fs.stat(path.join(root, file))));
  return plan !== undefined && page !== undefined && plan.mtimeMs > page.mtimeMs;
}

// Longer than any session; nobody waits for more.
const longestTranscript = 256 * 1024 * 1024;

/** Whether a session's transcript names the run, as that of whoever opened it or reads its page does. */
async function mentions({ transcript_path: file }: Input, id: string): Promise<boolean | undefined> {
  if (file === undefined) return undefined;
  try {
    const { size } = await fs.stat(file);
    return size > longestTranscript ? undefined : (await fs.readFile(file)).includes(id);
  } catch {
    return undefined;
  }
}
