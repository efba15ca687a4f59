import * as z from "zod";
import { slugOf } from "../../runs/names.ts";
import type { Note } from "../../runs/run.ts";
import { Failure } from "../../ui/failure.ts";
import { commonFlags, repeated } from "../flags.ts";

const flagsSchema = z.object({
  ...commonFlags,
  goal: z.string().optional(),
  slug: z.string().optional(),
  mode: z.enum(["execution", "strategy"]).optional(),
  reason: z.string().optional(),
  note: repeated,
  max: z.string().optional(),
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

/** Longest text of a flag, in UTF-16 units. */
const longest = 2000;

/** @throws Failure `usage` for what cannot be used */
export function parseStartFlags(raw: Record<string, unknown>): StartFlags {
  const { cwd, json, goal, slug, mode, reason, note, max } = flagsSchema.parse(raw);
  return {
    cwd,
    json,
    goal: goal === undefined ? undefined : said("--goal", goal),
    slug: parseSlug(slug),
    mode,
    reason: reason === undefined ? undefined : said("--reason", reason),
    notes: note.map(parseNote),
    max: parseMax(max),
  };
}

function said(flag: string, given: string): string {
  const text = given.replace(/[\p{Cc}\s]+/gu, " ").trim();
  if (text === "") throw new Failure("usage", { what: `\`${flag}\` is empty`, fix: "say it in a sentence" });
  if (text.length > longest) {
    throw new Failure("usage", {
      what: `\`${flag}\` is longer than ${longest} characters`,
      fix: "put the rest into the plan",
    });
  }
  return text;
}

function parseSlug(given: string | undefined): string | undefined {
  const slug = given === undefined ? undefined : slugOf(given);
  if (slug !== "") return slug;
  throw new Failure("usage", {
    what: `\`--slug ${given}\` has no letter a-z and no digit`,
    fix: "give a few plain words",
  });
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
