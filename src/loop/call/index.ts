import { open, writeFile } from "node:fs/promises";
import fs from "fs-extra";
import { unlessMissing } from "../../pack/errno.ts";
import { guarded } from "../../pack/guard.ts";
import { compose, type Invocation } from "../agents/compose.ts";
import { loopVariable } from "../guard.ts";
import type { Output } from "../outputs/types.ts";
import type { Agent, CallResult, Question } from "../types.ts";
import { conclude, mostPrinted, unstarted } from "./conclude.ts";
import { type Kept, keepCall } from "./kept.ts";
import { findProgram } from "./program.ts";
import { runProgram } from "./run-program.ts";

/** What a call needs beside agent and question. */
export interface Calling {
  /** Absolute, real path of the repository; the agent runs there. */
  root: string;
  /** Id of the run that it is for. */
  run: string;
  env: Readonly<Record<string, string | undefined>>;
  /** Ends the call when aborted. */
  signal: AbortSignal;
  /** Milliseconds, where it has less time than the agent's own. */
  timeout?: number;
  /** How long the agent has to end by itself when it is asked to, in milliseconds. */
  grace?: number;
}

/**
 * Asks an agent a question: runs its command in the repository, keeps what it prints below `planning/.plan-init/local/calls/<run>/`,
 * and reads the answer out of it. When it returns, nothing of the command's process group is left.
 *
 * @returns what the agent said, or how it failed; an aborted call is `interrupted`
 * @throws Failure where its output cannot be kept: `not-a-text-file`, `file-in-the-way`, `cannot-write`
 */
export async function callAgent(agent: Agent, question: Question, calling: Calling): Promise<CallResult> {
  const { root, run } = calling;
  const kept = await keepCall(root, run, agent.role);
  try {
    const { argv, stdin, files } = compose(agent, question, kept.places);
    await guarded(kept.raw, () => layOut(files));
    const env = { ...calling.env, ...agent.env, [loopVariable]: "1" };
    const [name = "", ...args] = argv;
    const found = await findProgram(name, root, env);
    if (found.kind !== "found") return unstarted(name, found.kind === "missing" ? "missing" : "EACCES", kept.raw);
    const timeout = Math.min(agent.timeout, calling.timeout ?? agent.timeout);
    const running = {
      ...{ program: found.path, args, cwd: root, env, stdin, most: mostPrinted, timeout, out: kept.out, err: kept.err },
      ...{ signal: calling.signal, grace: calling.grace },
    };
    const ran = await guarded(kept.raw, () => runProgram(running));
    const { end, ms } = ran;
    if (typeof end === "object" && "unstarted" in end) return unstarted(name, end.unstarted, kept.raw);
    return conclude(agent, await outputOf(kept), { end, ms, timeout, raw: kept.raw });
  } finally {
    // What an agent has locked in there stays; git does not see it.
    await fs.remove(kept.folder).catch(() => undefined);
  }
}

/** Writes what the command finds in files, for nobody else to read. */
async function layOut(files: Invocation["files"]): Promise<void> {
  for (const [path, text] of files) await writeFile(path, text, { flag: "wx", mode: 0o600 });
}

/** As much of stderr as says why. */
const mostStderr = 64 * 1024;
const mostAnswer = 4 * 1024 * 1024;

async function outputOf({ out, err, places }: Kept): Promise<Output> {
  const [stdout, stderr, file] = await Promise.all([
    readEnd(out, mostPrinted),
    readEnd(err, mostStderr),
    readEnd(places.answer, mostAnswer),
  ]);
  return { stdout, stderr, file };
}

/** The end of a file as text, empty where there is none. Nothing is followed that an agent may have put there instead. */
async function readEnd(file: string, most: number): Promise<string> {
  const stats = await unlessMissing(fs.lstat(file));
  if (stats === undefined || !stats.isFile()) return "";
  const handle = await open(file, "r");
  try {
    const length = Math.min(stats.size, most);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, stats.size - length);
    return new TextDecoder().decode(buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}
