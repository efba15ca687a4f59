import { createReadStream } from "node:fs";
import path from "node:path";
import type { Readable } from "node:stream";
import { errnoOf } from "../../pack/errno.ts";
import { putText } from "../../pack/put.ts";
import type { CriticInput } from "../../review/critic-input.ts";
import { happening, type NewEvent } from "../../review/events.ts";
import { foldSession } from "../../review/fold/fold.ts";
import { reviewPage } from "../../review/page.ts";
import { appendEvents, readEvents } from "../../review/store.ts";
import type { Session } from "../../review/types.ts";
import { runsDir } from "../../runs/names.ts";
import type { Run } from "../../runs/run.ts";
import { Failure } from "../../ui/failure.ts";
import type { Proc } from "../../ui/process.ts";

/** What a step is asked for. */
export interface Asked {
  proc: Proc;
  root: string;
  /** Where paths that are typed begin. */
  cwd: string;
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

/** A run's session, and the way to add to it. */
export interface Sitting {
  run: Run;
  session: Session;
  notes: string[];
  /** Appends events and folds the session anew. */
  happen(...events: NewEvent[]): Promise<Session>;
}

/** Opens the session of a run as it is on the disk. */
export async function sit(root: string, run: Run, proc: Proc): Promise<Sitting> {
  const { events, unknown, damaged } = await readEvents(root, run.id);
  const sitting: Sitting = {
    run,
    session: foldSession(events),
    notes: lossNotes(unknown, damaged),
    happen: async (...more) => {
      const new_ = more.map((event) => happening(event, proc.now()));
      await appendEvents(root, run.id, new_);
      events.push(...new_);
      sitting.session = foldSession(events);
      return sitting.session;
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

/** More than any answer; of more than that the end is read, where the answer stands. */
const mostRead = 8 * 1024 * 1024;

/**
 * The text of an answer: a file's, or what comes on stdin.
 *
 * @throws Failure `usage` where there is none
 */
export async function readAnswerText({ proc, cwd, file }: Asked, step: string): Promise<string> {
  const fix = `give a file with the answer as JSON, or \`-\` for stdin: \`plan-init review ${step} answer.json\``;
  if (file === undefined) throw new Failure("usage", { what: "there is no answer to record", fix });
  if (file === "-") return readEnd(proc.stdin);
  try {
    return await readEnd(createReadStream(path.resolve(cwd, file)));
  } catch (error) {
    const code = errnoOf(error);
    if (code === undefined) throw error;
    const why = code === "ENOENT" ? "there is no such file" : code;
    throw new Failure("usage", { what: `\`${file}\` cannot be read: ${why}`, fix });
  }
}

async function readEnd(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    size += bytes.length;
    while (size - (chunks[0]?.length ?? 0) > mostRead) size -= chunks.shift()?.length ?? 0;
  }
  return Buffer.concat(chunks).toString("utf8");
}
