import * as z from "zod/mini";
import type { Note } from "../../runs/run.ts";
import { Failure } from "../../ui/failure.ts";
import { commonFlags, repeated, said, slugSaid } from "../flags.ts";

const flagsSchema = z.object({
  ...commonFlags,
  goal: z.optional(z.string()),
  from: z.optional(z.string()),
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
  /** The id of filed work. */
  from: string | undefined;
  slug: string | undefined;
  mode: "execution" | "strategy" | undefined;
  reason: string | undefined;
  notes: Note[];
  max: number | undefined;
}

/** @throws Failure `usage` for what cannot be used */
export function parseStartFlags(raw: Record<string, unknown>): StartFlags {
  const { cwd, json, goal, from, slug, mode, reason, note, max } = flagsSchema.parse(raw);
  if (from !== undefined) refuseBeside(from, goal, mode);
  return {
    cwd,
    json,
    goal: goal === undefined ? undefined : said("--goal", goal),
    from: from?.trim(),
    slug: slug === undefined ? undefined : slugSaid(slug),
    mode: from === undefined ? mode : "execution",
    reason: reason === undefined ? undefined : said("--reason", reason),
    notes: note.map(parseNote),
    max: parseMax(max),
  };
}

/** Filed work brings its goal along, and is for execution. */
function refuseBeside(from: string, goal: string | undefined, mode: string | undefined): void {
  if (from.trim() === "") {
    throw new Failure("usage", { what: "`--from` is empty", fix: "give the id of filed work: `--from @bootstrap`" });
  }
  if (goal !== undefined) {
    throw new Failure("usage", { what: "`--from` and `--goal` do not go together", fix: "leave `--goal` out" });
  }
  if (mode === "strategy") {
    throw new Failure("usage", { what: "`--from` opens a run of execution mode", fix: "leave `--mode` out" });
  }
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
