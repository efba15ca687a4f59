import * as z from "zod/mini";

const oneLine = (max: number) =>
  z
    .string()
    .check(
      z.minLength(1, "expected text"),
      z.maxLength(max, `expected at most ${max} characters`),
      z.regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, "expected one line"),
    );

/** A question of a template pack, as `pack.yml` words it. The answer is kept as `vars.<key>`. */
export const packQuestionSchema = z
  .strictObject({
    key: z
      .string()
      .check(
        z.regex(/^[a-z][a-z0-9_]{0,39}$/, "expected a-z, 0-9 and _, starting with a letter, at most 40 characters"),
      ),
    message: oneLine(48).check(z.describe("The question, short enough to stand on one line with its answer")),
    type: z.enum(["text", "select", "confirm"]),
    choices: z.optional(z.array(oneLine(200)).check(z.minLength(2, "expected at least 2 choices"), z.maxLength(20))),
    default: z.optional(z.union([z.string().check(z.maxLength(2000)), z.boolean()])),
    required: z._default(z.boolean(), false),
  })
  .check(
    z.superRefine((question, context) => {
      for (const [key, message] of contradictions(question)) {
        context.addIssue({ code: "custom", path: [key], message });
      }
    }),
  );

/** A question that a template pack asks, checked. */
export type PackQuestion = z.infer<typeof packQuestionSchema>;

function contradictions({ type, choices, required, default: preset }: PackQuestion): [string, string][] {
  const found: [string, string][] = [];
  if ((type === "select") !== (choices !== undefined)) {
    found.push([
      "choices",
      type === "select" ? "expected, the question is a `select`" : "expected only for a `select`",
    ]);
  }
  if (choices !== undefined && new Set(choices).size < choices.length) {
    found.push(["choices", "expected each choice once"]);
  }
  const fits = type === "confirm" ? typeof preset === "boolean" : typeof preset === "string";
  if (preset !== undefined && !fits) {
    found.push(["default", type === "confirm" ? "expected true or false" : "expected text"]);
  } else if (typeof preset === "string" && choices !== undefined && !choices.includes(preset)) {
    found.push(["default", "expected one of the choices"]);
  } else if (preset === "" && required) {
    found.push(["default", "expected text, the question is required"]);
  }
  return found;
}

/** Answers by dotted config key, e.g. `{"commands.test": "make test", agents: ["claude"]}`; `undefined` clears a key. */
export type Answers = Record<string, unknown>;

export interface Choice {
  value: string;
  /** What the list shows instead of the value. */
  title?: string | undefined;
  /** What shows where the value comes from or what it means. */
  description?: string | undefined;
}

interface Asked<Type extends string, Value> {
  /** Config key that the answer is kept under, dotted. */
  key: string;
  type: Type;
  /** A few words, without a question mark; the answer comes on the same line. */
  message: string;
  /** What to press or what an empty answer means. */
  hint?: string | undefined;
  /** The answer of somebody who just presses Enter, and of a run that does not ask; absent when there is none. */
  initial?: Value | undefined;
  /** Says what is wrong with an answer, or `undefined` when it is fine. */
  validate?: ((value: string) => string | undefined) | undefined;
  /** Whether there must be an answer that is not empty. */
  required: boolean;
}

/** One thing that only a person can tell. */
export type Question =
  | Asked<"text", string>
  | Asked<"confirm", boolean>
  | (Asked<"select", string> & {
      choices: readonly Choice[];
      /** When given, a last choice with these words leads to a line of free text. */
      other?: string | undefined;
    })
  | (Asked<"multiselect", readonly string[]> & { choices: readonly Choice[] });
