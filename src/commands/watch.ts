import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod/mini";
import { liveView } from "../loop/view/live.ts";
import type { LiveView } from "../loop/view/types.ts";
import { isHeld } from "../pack/lock.ts";
import { localDir } from "../pack/paths.ts";
import { findWorkplace } from "../repo/workplace.ts";
import { advance } from "../review/fold/fold.ts";
import { emptyLedger } from "../review/fold/ledger.ts";
import { decideStop } from "../review/stop/index.ts";
import type { Session } from "../review/types.ts";
import type { Run } from "../runs/run.ts";
import { Exit, type ExitCode } from "../ui/exit.ts";
import { outputFor } from "../ui/output.ts";
import type { Proc } from "../ui/process.ts";
import { commonFlags, toggle } from "./flags.ts";
import { longestPlan } from "./review/longest-plan.ts";
import { reviewDocument } from "./review/report.ts";
import { sit } from "./review/step.ts";
import { chooseRun } from "./watch/choose.ts";
import { follow } from "./watch/follow.ts";

const flagsSchema = z.object({ ...commonFlags, plain: toggle });

/** Looks on while a session grows, until it has ended or nobody wants to see more. Writes nothing. */
export async function watch(proc: Proc, rawFlags: Record<string, unknown>, [named]: string[]): Promise<ExitCode> {
  const { cwd, json, plain } = flagsSchema.parse(rawFlags);
  const { root } = await findWorkplace(path.resolve(proc.cwd, cwd), proc.env);
  const run = await chooseRun(root, named);
  if (json) {
    const { session, notes } = await sit(root, run, proc);
    const seen = { run, session, critic: undefined, written: [], notes, next: [] };
    outputFor(proc, json).document(() => reviewDocument(seen, root, "watch"));
    return Exit.Good;
  }
  const subject = { run: run.id, goal: run.goal, maxLines: await longestPlan(root) };
  const view = liveView(proc, { subject, stream: proc.stdout, isPlain: plain, fromStart: true });
  try {
    await lookOn(root, run, view, proc.signal);
  } finally {
    view.end();
  }
  return Exit.Good;
}

/** Milliseconds between two looks. */
const pace = 500;

async function lookOn(root: string, { id }: Run, view: LiveView, signal: AbortSignal): Promise<void> {
  const look = await follow(root, id);
  let ledger = emptyLedger();
  let lost: string | undefined;
  for (let isFirst = true; !signal.aborted; isFirst = false) {
    const { events, isAnew } = await look();
    if (isFirst && events.length === 0) view.line("note: its review has not begun yet");
    if (isAnew) ledger = emptyLedger();
    for (const [at, event] of events.entries()) {
      advance(ledger, event);
      view.show(ledger.session, at + 1 < events.length);
    }
    if (events.length > 0 && decideStop(ledger.session) !== undefined) return;
    lost = await tellLost(root, ledger.session, lost, view);
    await sleep(pace, undefined, { signal }).catch(() => undefined);
  }
}

/** A loop that was killed leaves its agent as called for ever. */
async function tellLost(
  root: string,
  session: Session,
  told: string | undefined,
  view: LiveView,
): Promise<string | undefined> {
  const { waiting } = session;
  if (waiting === undefined || waiting.since === told || (await isHeld(path.join(root, localDir, "loop")))) return told;
  view.line(
    `note: the loop that called the ${waiting.who} is not at work any more; it goes on with \`plan-init loop\``,
  );
  view.show({ ...session, waiting: undefined });
  return waiting.since;
}
