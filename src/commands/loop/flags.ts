import * as z from "zod/mini";
import { type PresetName, presetNames } from "../../loop/agents/presets.ts";
import type { Role } from "../../loop/types.ts";
import type { Limits } from "../../review/types.ts";
import { Failure } from "../../ui/failure.ts";
import { nearest } from "../../ui/nearest.ts";
import { commonFlags, repeated, said, toggle } from "../flags.ts";
import { roundsOf } from "../review/rounds.ts";

const schema = z.object({
  ...commonFlags,
  goal: z.optional(z.string()),
  reason: z.optional(z.string()),
  fast: toggle,
  complex: toggle,
  maxRounds: z.optional(z.string()),
  maxCost: z.optional(z.string()),
  maxTokens: z.optional(z.string()),
  maxMinutes: z.optional(z.string()),
  context: repeated,
  note: repeated,
  answer: repeated,
  planner: z.optional(z.string()),
  critic: z.optional(z.string()),
  yes: toggle,
  trust: toggle,
  plain: toggle,
  dryRun: toggle,
});

/** What was typed, read. */
export interface LoopFlags {
  cwd: string;
  json: boolean;
  goal: string | undefined;
  reason: string | undefined;
  /** Most rounds; `undefined` where nobody says. */
  rounds: number | undefined;
  limits: Limits;
  context: string[];
  note: string[];
  /** Answers to what the planner asked, by id. */
  answers: ReadonlyMap<string, string>;
  /** Presets that replace the config's. */
  agents: Record<Role, PresetName | undefined>;
  yes: boolean;
  trust: boolean;
  plain: boolean;
  dryRun: boolean;
}

/** @throws Failure `usage` for what cannot be used */
export function parseLoopFlags(raw: Record<string, unknown>): LoopFlags {
  const { cwd, json, goal, reason, context, note, answer, planner, critic, yes, trust, plain, dryRun, ...rest } =
    schema.parse(raw);
  const { fast, complex, maxRounds, maxCost, maxTokens, maxMinutes } = rest;
  return {
    cwd,
    json,
    goal: goal === undefined ? undefined : said("--goal", goal),
    reason: reason === undefined ? undefined : said("--reason", reason),
    rounds: roundsOf("--max-rounds", maxRounds, { fast, complex }),
    limits: {
      ...amount("usd", "--max-cost", maxCost, /^\$?(\d{1,6}(?:\.\d{1,6})?|\.\d{1,6})$/),
      ...amount("tokens", "--max-tokens", maxTokens, /^(\d{1,12})$/),
      ...amount("minutes", "--max-minutes", maxMinutes, /^(\d{1,5}(?:\.\d{1,3})?)$/),
    },
    context,
    note,
    answers: new Map(answer.map(parseAnswer)),
    agents: { planner: presetOf("--planner", planner), critic: presetOf("--critic", critic) },
    yes,
    trust,
    plain,
    dryRun,
  };
}

function presetOf(flag: string, given: string | undefined): PresetName | undefined {
  const found = presetNames.find((name) => name === given);
  if (found !== undefined || given === undefined) return found;
  const near = nearest(given, presetNames);
  throw new Failure("usage", {
    what: `\`${flag} ${given}\` is no client that plan-init knows`,
    fix: `${near === undefined ? "" : `did you mean \`${near}\`? `}it knows ${presetNames.join(", ")}; a command of your own stands in \`planning/config.yml\`, under \`loop\``,
  });
}

function amount(key: keyof Limits, flag: string, given: string | undefined, form: RegExp): Limits {
  if (given === undefined) return {};
  const number = Number(form.exec(given.trim())?.[1] ?? 0);
  if (number > 0) return { [key]: number };
  throw new Failure("usage", {
    what: `\`${flag} ${given}\` is no amount`,
    fix: `give a number above 0, as \`${flag} 5\``,
  });
}

function parseAnswer(given: string): [string, string] {
  const [, id, answer] = /^\s*(Q\d+)\s*=(.*)$/is.exec(given) ?? [];
  if (id !== undefined && answer !== undefined) return [id.toUpperCase(), said("--answer", answer)];
  throw new Failure("usage", {
    what: `\`--answer\` takes the question's id and the answer, and got ${JSON.stringify(given.slice(0, 80))}`,
    fix: '`--answer Q1="a day"`',
  });
}
