import type * as z from "zod/mini";
import { visible } from "../../config/words.ts";
import { extractJson, type Problem } from "./extract.ts";

/** An answer, with what a rule settled about it; or what is wrong, for one more try. */
export type Reading<Answer> = { ok: true; answer: Answer; remarks: Problem[] } | { ok: false; problems: Problem[] };

/** Answers that have the shape and still do not hold up. */
export interface Objections {
  problems: Problem[];
  /** What is wrong and settled without asking. */
  remarks: Problem[];
}

/**
 * Reads an agent's answer.
 *
 * @param given text, or the structured output of a client that has one
 * @param object what the answer is held to beyond its shape
 */
export function readAnswer<Schema extends z.ZodMiniType>(
  given: unknown,
  schema: Schema,
  object: (answer: z.output<Schema>) => Objections,
): Reading<z.output<Schema>> {
  const extracted = typeof given === "string" ? extractJson(given) : ({ ok: true, value: given } as const);
  if (!extracted.ok) return { ok: false, problems: [extracted.problem] };
  const parsed = schema.safeParse(extracted.value);
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.slice(0, mostIssues).map(shapeProblem) };
  const { problems, remarks } = object(parsed.data);
  return problems.length > 0
    ? { ok: false, problems: problems.slice(0, mostIssues) }
    : { ok: true, answer: parsed.data, remarks };
}

const mostIssues = 10;

function shapeProblem(issue: z.core.$ZodIssue): Problem {
  const path = issue.path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
  return { code: "wrong-shape", words: `${visible(path.replace(/^\./, "") || "the document", 80)}: ${wanted(issue)}` };
}

function wanted(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_value") return `must be one of ${issue.values.map(String).join(", ")}`;
  if (issue.code === "too_big") return `must be at most ${issue.maximum} long`;
  return issue.code === "invalid_type" ? `must be ${article(issue.expected)}` : "is not what it must be";
}

const article = (type: string): string => `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`;

/** What an agent is told when it is asked once more. */
export const askAgain = (problems: readonly Problem[]): string =>
  [
    "Your answer could not be used:",
    ...problems.map(({ words }) => `- ${words}`),
    "Give the whole answer again, as one JSON document of the same form, and nothing else.",
  ].join("\n");
