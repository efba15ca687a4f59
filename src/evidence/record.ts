import * as z from "zod/mini";
import { runsDir } from "../runs/names.ts";

/** Where `verify` keeps what it saw: a line of JSON for each check, oldest first. */
export const evidenceFile = (run: string): string => `${runsDir}/${run}/evidence.jsonl`;

const command = z.string().check(z.describe("Exactly as it ran"));

const shared = {
  /** What tells a line of ours from one that was written by hand. */
  by: z.literal("verify"),
  at: z.iso.datetime(),
  milestone: z.string(),
  /** The plan's words for what is to come out. */
  expected: z.nullable(z.string()),
  passed: z.boolean(),
  /** HEAD when it began; `null` outside git and before the first commit. */
  commit: z.nullable(z.string()),
  /** Whether there were uncommitted changes outside `planning/`; `null` where git could not tell. */
  dirty: z.nullable(z.boolean()),
  /** Of the plan's structure. */
  fingerprint: z.string(),
};

const commandEvidence = z.object({
  ...shared,
  kind: z.literal("command"),
  command,
  /** Exit status; `null` when a signal ended it. */
  exit: z.nullable(z.int()),
  signal: z.nullable(z.string()),
  timedOut: z.boolean(),
  /** How long it took. */
  ms: z.int().check(z.gte(0)),
  /** The last lines of its output, without control sequences. */
  tail: z.string(),
});

const manualEvidence = z.object({
  ...shared,
  kind: z.literal("manual"),
  /** The plan's words for what to do. */
  steps: z.string(),
  /** A person's words for what came out. */
  seen: z.string(),
});

/** By hand, as the developer's runner asks for where the program is not installed: a claim, not evidence. */
const handEvidence = z.pipe(
  z.object({ milestone: z.string(), command, exit: z.nullable(z.int()), commit: z.optional(z.string()) }),
  z.transform((line) => ({ by: "hand" as const, kind: "command" as const, ...line })),
);

export type CommandEvidence = z.infer<typeof commandEvidence>;
export type ManualEvidence = z.infer<typeof manualEvidence>;
/** What `verify` writes. */
export type OwnEvidence = CommandEvidence | ManualEvidence;
export type HandEvidence = z.infer<typeof handEvidence>;
export type Evidence = OwnEvidence | HandEvidence;

const ours = z.discriminatedUnion("kind", [commandEvidence, manualEvidence]);

/** What a file of evidence holds. */
export interface EvidenceLog {
  /** Oldest first. */
  lines: Evidence[];
  /** How many lines are none: one cut off by a crash, a conflict marker, something else by hand. */
  damaged: number;
}

/** Reads the lines of evidence. One that is none costs nothing but itself. */
export function parseEvidence(text: string): EvidenceLog {
  const log: EvidenceLog = { lines: [], damaged: 0 };
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === "") continue;
    const evidence = parseLine(line);
    if (evidence === undefined) log.damaged += 1;
    else log.lines.push(evidence);
  }
  return log;
}

function parseLine(line: string): Evidence | undefined {
  try {
    const data: unknown = JSON.parse(line);
    const isOurs = typeof data === "object" && data !== null && "by" in data;
    return (isOurs ? ours : handEvidence).safeParse(data).data;
  } catch {
    return undefined;
  }
}

/** One line of the file, its end included. */
export const evidenceLine = (evidence: OwnEvidence): string => `${JSON.stringify(evidence)}\n`;
