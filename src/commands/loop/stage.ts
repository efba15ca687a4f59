import { lstat } from "node:fs/promises";
import path from "node:path";
import type { Config } from "../../config/schema.ts";
import type { Agent, CallResult, Question, Role } from "../../loop/types.ts";
import type { LiveView } from "../../loop/view/types.ts";
import { unlessMissing } from "../../pack/errno.ts";
import { exclusively } from "../../pack/transaction.ts";
import { parsePlan } from "../../plan/parse/index.ts";
import type { Plan } from "../../plan/types.ts";
import type { TreeLook } from "../../repo/look.ts";
import { eventsFile, type NewEvent } from "../../review/events.ts";
import type { Session } from "../../review/types.ts";
import type { Run } from "../../runs/run.ts";
import type { Proc } from "../../ui/process.ts";
import type { Examined } from "../check/examine.ts";
import { type Sitting, sit } from "../review/step.ts";

/** What a loop is played with. */
export interface Stage {
  proc: Proc;
  root: string;
  config: Config;
  run: Run;
  agents: Record<Role, Agent>;
  /** Whether somebody is there to answer questions. */
  isAttended: boolean;
  /** Whether questions are answered with their defaults. */
  takesDefaults: boolean;
  view: LiveView;
  /** Reads a plan; what was read a moment ago is not read again. */
  parse(text: string): Plan;
  /** What was found in the text that was looked at last. */
  examined: Map<string, Examined>;
  /** The session as it was left, and how large its file was then. */
  kept: { sitting: Sitting; size: number } | undefined;
  /** The work tree as it was seen last, and when, in milliseconds of a clock that never jumps. */
  seen: { look: TreeLook | undefined; at: number } | undefined;
  /** Calls an agent; `timeout` in milliseconds where it has less time than its own. */
  call(agent: Agent, question: Question, timeout: number): Promise<CallResult>;
}

/** The session of the run as it is now. */
export const sessionOf = async (stage: Stage): Promise<Session> => (await seat(stage)).session;

/** The session as it was left, unless somebody else has added to it: reading a long one anew takes a while. */
async function seat(stage: Stage): Promise<Sitting> {
  const { root, run, proc, kept } = stage;
  if (kept !== undefined && kept.size === (await sizeOf(stage))) return kept.sitting;
  const size = await sizeOf(stage);
  const sitting = await sit(root, run, proc);
  stage.kept = { sitting, size };
  return sitting;
}

/** Size of the session's file in bytes; events are only ever added to it. */
const sizeOf = async ({ root, run }: Stage): Promise<number> =>
  (await unlessMissing(lstat(path.join(root, eventsFile(run.id)))))?.size ?? 0;

/** Does something to the session that no other command comes between, and shows where that leaves it. */
export async function atTable<T>(stage: Stage, play: (sitting: Sitting) => Promise<T>): Promise<T> {
  const { root, view } = stage;
  return exclusively(root, async () => {
    const sitting = await seat(stage);
    try {
      return await play(sitting);
    } finally {
      stage.kept = { sitting, size: await sizeOf(stage) };
      view.show(sitting.session);
    }
  });
}

/** Appends events to the session. */
export const happen = (stage: Stage, ...events: NewEvent[]): Promise<Session> =>
  atTable(stage, (sitting) => sitting.happen(...events));

/** The plan before a revision, it, and it as it is put down. */
const mostKnown = 3;

/** Reads plans, and keeps the last few: in a turn the same text is looked at many times. */
export function planReader(): Stage["parse"] {
  const known = new Map<string, Plan>();
  return (text) => {
    const plan = known.get(text) ?? parsePlan(text);
    known.delete(text);
    known.set(text, plan);
    for (const oldest of known.keys()) if (known.size > mostKnown) known.delete(oldest);
    return plan;
  };
}
