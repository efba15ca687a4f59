import * as z from "zod/mini";
import { literal } from "../../config/words.ts";
import { choices } from "../types.ts";
import type { Problem } from "./extract.ts";
import { type Objections, type Reading, readAnswer } from "./read.ts";
import { listOf, said, word } from "./shape.ts";

const described = (words: string) => z.string().check(z.describe(words));

/**
 * The form that a planner is asked for: a disposition for every finding, what only a person can answer, and the plan. Whoever
 * plays by hand works in the plan itself, and leaves it out.
 */
export const plannerForm = z
  .strictObject({
    dispositions: z.array(
      z.strictObject({
        id: described("The finding's id, as it was given"),
        disposition: z
          .enum(choices)
          .check(z.describe("ACCEPT: work it in now; DEFER: right, and not in this plan; REJECT: not so")),
        reason: described("Why, in a sentence; it holds in all rounds to come"),
      }),
    ),
    questions: z
      .array(z.strictObject({ question: z.string(), default: described("What holds if nobody answers") }))
      .check(z.describe("What neither the repository nor the plan can answer, at most six; usually none")),
    plan: described("The whole plan with what was accepted worked in, as markdown; empty where nothing changes"),
  })
  .check(z.describe("A planner's answer in a round of plan-init's review"));

/** A planner's answer. */
export type PlannerAnswer = z.infer<typeof plannerForm>;

const mostDispositions = 1000;
const mostQuestions = 6;

const lenient = z.object({
  dispositions: z
    .array(
      z.object({
        id: z.pipe(
          said,
          z.transform((id) => id.trim()),
        ),
        disposition: word(choices, (text) =>
          text
            .trim()
            .toUpperCase()
            .replace(/(?<=DEFER|ACCEPT|REJECT)(?:R?ED)$/, ""),
        ),
        reason: said,
      }),
    )
    .check(z.maxLength(mostDispositions)),
  questions: listOf(z.object({ question: said, default: z._default(said, "") }), mostQuestions),
  plan: z._default(z.string(), ""),
});

/**
 * A planner's answer from its text or its structured output.
 *
 * @param due ids of the findings that wait for a disposition
 */
export const readPlanner = (given: unknown, due: readonly string[]): Reading<PlannerAnswer> =>
  readAnswer(given, lenient, (answer) => objections(answer, due));

function objections({ dispositions }: PlannerAnswer, due: readonly string[]): Objections {
  const [wanted, given] = [new Set(due), new Map<string, string>()];
  const problems: Problem[] = [];
  const remarks: Problem[] = [];
  for (const { id, disposition, reason } of dispositions) {
    const before = given.get(id);
    given.set(id, disposition);
    if (!wanted.has(id))
      problems.push({ code: "unknown-id", words: `${literal(id)} is no finding that waits for a disposition` });
    else if (before !== undefined && before !== disposition)
      problems.push({ code: "duplicate-id", words: `${literal(id)} has two dispositions` });
    else if (before !== undefined) remarks.push({ code: "duplicate-id", words: `${literal(id)} stands there twice` });
    if (reason.trim() === "") problems.push({ code: "empty-reason", words: `${literal(id)} has no reason` });
  }
  const missing = due.filter((id) => !given.has(id));
  if (missing.length > 0)
    problems.push({ code: "missing-disposition", words: `no disposition for ${missing.slice(0, 20).join(", ")}` });
  return { problems, remarks };
}
