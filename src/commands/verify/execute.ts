import { Writable } from "node:stream";
import { visible } from "../../config/words.ts";
import type { OwnEvidence } from "../../evidence/record.ts";
import { appendEvidence } from "../../evidence/store.ts";
import { readBaseline } from "../../repo/git.ts";
import type { Planned } from "../../runs/planned.ts";
import { Failure } from "../../ui/failure.ts";
import type { Paint } from "../../ui/paint.ts";
import type { Proc } from "../../ui/process.ts";
import type { Check } from "../../verify/checks.ts";
import { durationWords, type Expected, endWords, hasPassed } from "../../verify/outcome.ts";
import { type CheckResult, type TaskResult, together } from "../../verify/results.ts";
import { type Outcome, runCommand } from "../../verify/run-command.ts";
import type { Agreement, Proposal } from "./agree.ts";
import { look } from "./look.ts";

/** What running needs. */
export interface Bench {
  root: string;
  proc: Proc;
  /** How long one command may take, in milliseconds. */
  timeout: number;
  /** Where a person reads along. */
  screen: Writable;
  /** Whether all that a command prints goes there; else the end of it does, when it has failed. */
  isLive: boolean;
  paint: Paint;
}

/** Runs what was agreed to, one after the other, and keeps the evidence of each before the next begins. */
export async function execute(
  proposals: readonly Proposal[],
  agreement: Agreement,
  { run, fingerprint }: Planned,
  bench: Bench & { isAttended: boolean },
): Promise<TaskResult[]> {
  const results: TaskResult[] = [];
  for (const { id, title, checks } of proposals) {
    const done: CheckResult[] = [];
    for (const check of checks) {
      const context = { run: run.id, fingerprint, isAgreed: check.change === undefined || agreement.changed };
      done.push(await carryOut(check, context, bench).catch(asInterrupted));
    }
    results.push({ id, title, result: together(done.map(({ result }) => result)), checks: done });
  }
  return results;
}

/** Whatever was interrupted, evidence may have been kept before. */
function asInterrupted(error: unknown): never {
  throw error instanceof Failure && error.code === "interrupted" ? new Failure("verify-interrupted", {}) : error;
}

interface Context {
  run: string;
  fingerprint: string;
  isAgreed: boolean;
}

async function carryOut(
  check: Check,
  { run, fingerprint, isAgreed }: Context,
  bench: Bench & { isAttended: boolean },
): Promise<CheckResult> {
  const isManual = check.kind === "manual";
  if (!isAgreed) return open(check, "not run: it is not as it was settled");
  if (isManual && !bench.isAttended) return open(check, unseen);
  const { root, proc } = bench;
  const circumstances: Circumstances = {
    by: "verify",
    at: proc.now().toISOString(),
    milestone: check.milestone,
    expected: check.expected ?? null,
    fingerprint,
    ...(await whereabouts(root, proc)),
  };
  const { evidence, ...result } = isManual
    ? await askPerson(check, circumstances, proc)
    : await runCheck(check, circumstances, bench);
  if (evidence !== undefined) await appendEvidence(root, run, evidence);
  return result;
}

const unseen = "a person must look";

const open = (check: Check, words: string): CheckResult => ({ check, result: "open", outcome: undefined, words });

/** What all evidence has in common. */
type Circumstances = Pick<OwnEvidence, "by" | "at" | "milestone" | "expected" | "fingerprint" | "commit" | "dirty">;

type Seen = CheckResult & { evidence: OwnEvidence | undefined };

async function askPerson(check: Check, circumstances: Circumstances, proc: Proc): Promise<Seen> {
  const seen = await look(check, proc);
  if (seen === undefined) return { ...open(check, unseen), evidence: undefined };
  const evidence: OwnEvidence = { ...circumstances, ...seen, kind: "manual", steps: check.text };
  return { check, result: seen.passed ? "passed" : "failed", outcome: undefined, words: seen.seen, evidence };
}

async function runCheck(check: Check, circumstances: Circumstances, bench: Bench): Promise<Seen> {
  const outcome = await runShown(check.text, check, bench);
  const passed = hasPassed(outcome, check);
  const evidence: OwnEvidence = { ...circumstances, ...outcome, passed, kind: "command", command: check.text };
  return { check, result: passed ? "passed" : "failed", outcome, words: undefined, evidence };
}

/** Which state of the repository a check is about. */
async function whereabouts(
  root: string,
  { env, signal }: Proc,
): Promise<{ commit: string | null; dirty: boolean | null }> {
  const baseline = await readBaseline(root, { env, signal });
  if (baseline.kind === "commit") return { commit: baseline.commit, dirty: baseline.dirty };
  return { commit: null, dirty: null };
}

/** Takes what nobody reads: an agent pays for every line, and a log of a thousand of them says nothing. */
const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });

/** How long a command may be silent before somebody who waits is told that it still runs, in milliseconds. */
const patience = 30_000;

/** Runs a command between a line that says which and one that says how it ended. */
export async function runShown(
  command: string,
  expected: Expected,
  { root, proc, timeout, screen, isLive, paint }: Bench,
): Promise<Outcome> {
  const began = performance.now();
  screen.write(`\n${paint.bold(`$ ${visible(command, 10_000)}`)}\n`);
  const still = setInterval(() => {
    screen.write(paint.dim(`… running for ${durationWords(performance.now() - began)}\n`));
  }, patience);
  try {
    const { env, signal } = proc;
    const outcome = await runCommand(command, {
      cwd: root,
      env,
      timeout,
      signal,
      output: isLive ? screen : nowhere(),
      ...(isLive && { heard: () => still.refresh() }),
    });
    if (!isLive && !hasPassed(outcome, expected) && outcome.tail !== "") screen.write(`${outcome.tail.trimEnd()}\n`);
    screen.write(`${paint.dim(`→ ${endWords(outcome)}, ${durationWords(outcome.ms)}`)}\n`);
    return outcome;
  } finally {
    clearInterval(still);
  }
}
