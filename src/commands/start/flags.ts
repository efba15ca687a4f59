import * as z from "zod/mini";
import type { Note } from "../../runs/run.ts";
import { Failure } from "../../ui/failure.ts";
import { commonFlags, repeated, said, slugSaid } from "../flags.ts";

const flagsSchema = z.object({
  ...commonFlags,
  goal: z.optional(z.string()),
  slug: z.optional(z.string()),
  mode: z.optional(z.enum(["execution", "strategy"])),
  reason: z.optional(z.string()),
  note: repeated,
  max: z.optional(z.string()),
});

/** What the command line of `start` says. */
export interface StartFlags {
  cwd: string;
  json: boolean;
  goal: string | undefined;
  slug: string | undefined;
  mode: "execution" | "strategy" | undefined;
  reason: string | undefined;
  notes: Note[];
  max: number | undefined;
}

/** @throws Failure `usage` for what cannot be used */
export function parseStartFlags(raw: Record<string, unknown>): StartFlags {
  const { cwd, json, goal, slug, mode, reason, note, max } = flagsSchema.parse(raw);
  return {
    cwd,
    json,
    goal: goal === undefined ? undefined : said("--goal", goal),
    slug: slug === undefined ? undefined : slugSaid(slug),
    mode,
    reason: reason === undefined ? undefined : said("--reason", reason),
    notes: note.map(parseNote),
    max: parseMax(max),
  };
}

function parseNote(given: string): Note {
  const at = given.indexOf("=");
  if (at < 1) {
    throw new Failure("usage", { what: `\`--note ${given}\` has no \`=\``, fix: "write `--note 'question=answer'`" });
  }
  return { key: said("--note", given.slice(0, at)), value: said("--note", given.slice(at + 1)) };
}

function parseMax(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  if (/^([1-9]|10)$/.test(given)) return Number(given);
  throw new Failure("usage", { what: `\`--max ${given}\`: expected a number from 1 to 10` });
}
