import { putText } from "../../pack/put.ts";
import type { CriticInput } from "../../review/critic-input.ts";
import { happening, type NewEvent } from "../../review/events.ts";
import { advance } from "../../review/fold/fold.ts";
import { emptyLedger } from "../../review/fold/ledger.ts";
import { reviewPage } from "../../review/page.ts";
import { appendEvents, readEvents } from "../../review/store.ts";
import type { Session } from "../../review/types.ts";
import { runsDir } from "../../runs/names.ts";
import type { Run } from "../../runs/run.ts";
import type { Proc } from "../../ui/process.ts";

/** What a step is asked for. */
export interface Asked {
  proc: Proc;
  root: string;
  /** Where paths that are typed begin. */
  cwd: string;
  /** The text of an answer, for the steps that record one; `file` is what it is called. */
  answer: string;
  file: string | undefined;
  flags: { rounds?: string | undefined; fast: boolean; complex: boolean; context: string[]; note: string[] };
}

/** What came of a step. */
export interface Outcome {
  run: Run;
  session: Session;
  /** What the critic is to be given; only when it is the critic's turn. */
  critic: CriticInput | undefined;
  /** Files that were written, relative to the repository. */
  written: string[];
  /** What a person should know, a sentence each. */
  notes: string[];
  /** What to do next, beside what follows from where the review stands. */
  next: string[];
}

/** A run's session, which grows as things happen, and the way to add to it. */
export interface Sitting {
  run: Run;
  session: Session;
  notes: string[];
  /** Appends events, and takes them into the session. */
  happen(...events: NewEvent[]): Promise<Session>;
}

/** Opens the session of a run as it is on the disk. */
export async function sit(root: string, run: Run, proc: Proc): Promise<Sitting> {
  const { events, unknown, damaged } = await readEvents(root, run.id);
  const ledger = emptyLedger();
  for (const event of events) advance(ledger, event);
  const sitting: Sitting = {
    run,
    session: ledger.session,
    notes: lossNotes(unknown, damaged),
    happen: async (...more) => {
      const new_ = more.map((event) => happening(event, proc.now()));
      await appendEvents(root, run.id, new_);
      for (const event of new_) advance(ledger, event);
      return ledger.session;
    },
  };
  const { ignored } = sitting.session;
  if (ignored > 0) sitting.notes.push(`${times(ignored, "event")} made no sense where it stood, and was passed over`);
  return sitting;
}

function lossNotes(unknown: number, damaged: number): string[] {
  return [
    ...(unknown === 0
      ? []
      : [`${times(unknown, "event")} of a newer plan-init was passed over: \`npx plan-init@latest\``]),
    ...(damaged === 0 ? [] : [`${times(damaged, "line")} of \`events.jsonl\` cannot be read and counts for nothing`]),
  ];
}

const times = (count: number, noun: string): string => (count === 1 ? `one ${noun}` : `each of ${count} ${noun}s`);

/** A file of a run's folder, relative to the repository. */
export const inRun = (run: Run, name: string): string => `${runsDir}/${run.id}/${name}`;

/** Writes the newest round as a file, and returns its path. */
export async function writePage(root: string, run: Run, session: Session): Promise<string[]> {
  const round = session.rounds.at(-1);
  if (round === undefined) return [];
  const file = inRun(run, round.file);
  await putText(root, file, reviewPage(session, round, run.id));
  return [file];
}
