import * as z from "zod/mini";
import { runsDir } from "../runs/names.ts";
import { choices, severities, stopReasons, verdicts } from "./types.ts";

/** Where a run keeps its session: a line of JSON for each event, oldest first, never changed. */
export const eventsFile = (run: string): string => `${runsDir}/${run}/events.jsonl`;

const version = 1;

/** More rounds than any cap. */
export const mostRounds = 200;

const head = { v: z.literal(version), at: z.iso.datetime() };
const text = z.string();
const count = z.int().check(z.gte(0));
const amount = z.nullable(z.number().check(z.gte(0)));
const limits = z.object({
  usd: z.optional(z.number().check(z.positive())),
  tokens: z.optional(z.int().check(z.positive())),
  minutes: z.optional(z.number().check(z.positive())),
});

const rawFinding = z.object({
  id: text,
  severity: z.enum(severities),
  section: text,
  evidence: text,
  problem: text,
  resolution: text,
});

const disposition = z.object({ id: text, disposition: z.enum(choices), reason: text });

/** A file of the run's own folder: anybody may have written the line, and no path leads elsewhere. */
const ownName = (kind: "draft" | "review") => text.check(z.regex(new RegExp(`^${kind}-[1-9]\\d{0,5}\\.md$`)));

const event = <Type extends string, Shape extends z.core.$ZodShape>(type: Type, shape: Shape) =>
  z.object({ ...head, type: z.literal(type), ...shape });

const variants = [
  event("opened", {
    cap: z.int().check(z.gte(1), z.lte(mostRounds)),
    limits,
    /** What a later reader needs to explain the session. */
    program: text,
    commit: z.nullable(text),
    /** SHA-256 by path. */
    prompts: z.record(text, text),
    /** Command by role. */
    agents: z.record(text, text),
  }),
  event("context", { path: text }),
  event("note", { text }),
  event("asked", { id: text, question: text, fallback: text }),
  event("answered", { id: text, answer: text }),
  event("draft", {
    fingerprint: text,
    structure: text,
    lines: count,
    snapshot: ownName("draft"),
    units: z.record(text, text),
    changed: z.array(z.tuple([count, count])),
    notes: z.array(z.object({ line: count, text, section: text })),
    errors: z.array(text),
  }),
  event("refused", { why: z.array(text) }),
  event("review", {
    verdict: z.enum(verdicts),
    findings: z.array(rawFinding),
    keep: z.array(text),
    trim: z.array(text),
    file: ownName("review"),
    stale: z.boolean(),
  }),
  event("dispositions", { dispositions: z.array(disposition) }),
  event("blocked", { id: text, words: text }),
  event("cleared", { id: text, answer: text }),
  /** An agent is asked, and has not answered yet. */
  event("called", { who: text }),
  event("failed", { who: text, kind: text, words: text }),
  event("spent", { who: text, usd: amount, tokens: amount, ms: amount }),
  event("stopped", { reason: z.enum(stopReasons), words: text }),
  event("interrupted", { signal: text }),
  event("resumed", { rounds: count, limits: z.nullable(limits) }),
] as const;

const eventSchema = z.discriminatedUnion("type", variants);

/** Something that happened in a session. */
export type ReviewEvent = z.infer<typeof eventSchema>;

export type EventType = ReviewEvent["type"];
export type EventOf<Type extends EventType> = Extract<ReviewEvent, { type: Type }>;

/** What a file of events holds. */
export interface EventLog {
  /** Oldest first. */
  events: ReviewEvent[];
  /** Lines that a newer program wrote: kept where they are, and passed over. */
  unknown: number;
  /** Lines that are none: one cut off by a crash, a conflict marker. */
  damaged: number;
}

const known = new Set<unknown>(variants.map(({ shape }) => shape.type.def.values[0]));

/** Reads the lines of a session. One that is none costs nothing but itself. */
export function parseEvents(lines: string): EventLog {
  const log: EventLog = { events: [], unknown: 0, damaged: 0 };
  for (const line of lines.split("\n")) {
    if (line.trim() === "") continue;
    const read = parseLine(line);
    if (typeof read === "string") log[read] += 1;
    else log.events.push(read);
  }
  return log;
}

function parseLine(line: string): ReviewEvent | "unknown" | "damaged" {
  let data: unknown;
  try {
    data = JSON.parse(line);
  } catch {
    return "damaged";
  }
  if (typeof data !== "object" || data === null || !("v" in data) || !("type" in data)) return "damaged";
  if (typeof data.v === "number" && (data.v > version || !known.has(data.type))) return "unknown";
  return eventSchema.safeParse(data).data ?? "damaged";
}

/** An event without what every one has. */
export type NewEvent = { [Type in EventType]: Omit<EventOf<Type>, "v" | "at"> }[EventType];

/** The event as it happens now. */
export const happening = (event: NewEvent, at: Date): ReviewEvent =>
  eventSchema.parse({ v: version, at: at.toISOString(), ...event });

/** One line of the file, its end included. */
export const eventLine = (event: ReviewEvent): string => `${JSON.stringify(event)}\n`;
