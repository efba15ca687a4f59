import type { Config } from "../../config/schema.ts";
import type { Agent, CallResult, Question, Role } from "../../loop/types.ts";
import type { LiveView } from "../../loop/view/types.ts";
import { exclusively } from "../../pack/transaction.ts";
import type { TreeLook } from "../../repo/look.ts";
import type { NewEvent } from "../../review/events.ts";
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
  /** What was found in the text that was looked at last. */
  examined: Map<string, Examined>;
  /** The work tree as it was seen last, and when, in milliseconds of a clock that never jumps. */
  seen: { look: TreeLook | undefined; at: number } | undefined;
  /** Calls an agent; `timeout` in milliseconds where it has less time than its own. */
  call(agent: Agent, question: Question, timeout: number): Promise<CallResult>;
}

/** The session of the run as it is now. */
export const sessionOf = async ({ root, run, proc }: Stage): Promise<Session> => (await sit(root, run, proc)).session;

/** Does something to the session that no other command comes between, and shows where that leaves it. */
export async function atTable<T>(stage: Stage, play: (sitting: Sitting) => Promise<T>): Promise<T> {
  const { root, run, proc, view } = stage;
  return exclusively(root, async () => {
    const sitting = await sit(root, run, proc);
    try {
      return await play(sitting);
    } finally {
      view.show(sitting.session);
    }
  });
}

/** Appends events to the session. */
export const happen = (stage: Stage, ...events: NewEvent[]): Promise<Session> =>
  atTable(stage, (sitting) => sitting.happen(...events));
