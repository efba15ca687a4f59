import * as z from "zod/mini";
import { agents } from "../config/agents.ts";
import { issueWords } from "../config/expected.ts";
import { schemaAt } from "../config/keys.ts";
import { literal } from "../config/words.ts";
import type { PackQuestion } from "../interview/types.ts";
import { Failure } from "../ui/failure.ts";
import { nearest } from "../ui/nearest.ts";
import { hintOf } from "./hint.ts";
import type { TemplateVars } from "./render.ts";
import type { Template } from "./template.ts";

/** `when` of a file in `pack.yml`: a value, or a list of values, by what it asks about. */
export type When = Readonly<Record<string, unknown>>;

/**
 * Whether a template's condition holds. Every key must hold; a key holds when its value, or one of its list of values, equals
 * the variable, or is among the variable's values when that is a list (`agents: [claude, codex]`).
 *
 * @param facts what conditions may ask about: answers, `instructions`, and `vars.<name>`
 * @throws Failure `pack-invalid` for a key that is not known
 */
export function holds({ when, name }: Pick<Template, "when" | "name">, facts: TemplateVars): boolean {
  const unknown = Object.keys(when).find((key) => !Object.hasOwn(facts, key));
  if (unknown !== undefined) {
    const why = `\`when\`: unknown condition ${literal(unknown)}; ${hintOf(unknown, Object.keys(facts))}`;
    throw new Failure("pack-invalid", { where: name, problems: [`\`${name}\`: ${why}`] });
  }
  return Object.entries(when).every(([key, wanted]) => {
    const allowed: unknown[] = Array.isArray(wanted) ? wanted : [wanted];
    const actual = facts[key];
    return Array.isArray(actual) ? actual.some((value) => allowed.includes(value)) : allowed.includes(actual);
  });
}

/** Something wrong with a condition, at a place below `when`. */
export interface WhenProblem {
  path: PropertyKey[];
  side: "key" | "value";
  words: string;
}

/**
 * What is wrong with a condition, whatever the answers: keys that are not known, and values that can never be.
 * A `vars.<key>` that no pack asks for may still stand in a config; `holds` knows.
 */
export function whenProblems(when: When, questions: readonly PackQuestion[]): WhenProblem[] {
  const known = conditionSchemas(questions);
  return Object.entries(when).flatMap(([key, wanted]): WhenProblem[] => {
    const schema = known.get(key);
    if (schema !== undefined) return valueProblems(key, wanted, schema);
    if (schemaAt(key.split(".")) !== undefined && key.startsWith("vars.")) return [];
    return [
      { path: [key], side: "key", words: `unknown condition ${literal(key)}; ${hintOf(key, [...known.keys()])}` },
    ];
  });
}

function conditionSchemas(questions: readonly PackQuestion[]): ReadonlyMap<string, z.ZodMiniType> {
  const paths = [
    ["agents", 0],
    ["mode"],
    ["sync"],
    ["commit_runs"],
    ["hooks"],
    ...questions.map(({ key }) => ["vars", key]),
  ];
  const answers = paths.map(
    (path) => [path.filter((part) => part !== 0).join("."), schemaAt(path, questions) ?? z.never()] as const,
  );
  return new Map([...answers, ["instructions", z.enum([...new Set(agents.map((agent) => agent.instructions))])]]);
}

function valueProblems(key: string, wanted: unknown, schema: z.ZodMiniType): WhenProblem[] {
  const values: unknown[] = Array.isArray(wanted) ? wanted : [wanted];
  if (values.length === 0)
    return [{ path: [key], side: "value", words: `\`${key}\` has an empty list, which never holds` }];
  return values.flatMap((value, at): WhenProblem[] => {
    const [issue] = schema.safeParse(value).error?.issues ?? [];
    if (issue === undefined) return [];
    const near = schema instanceof z.ZodMiniEnum ? nearest(String(value), schema.options.map(String)) : undefined;
    const hint = near === undefined ? "" : `, did you mean \`${near}\``;
    const words = `\`${key}\` ${issueWords(issue, schema, value)}${hint}`;
    return [{ path: Array.isArray(wanted) ? [key, at] : [key], side: "value", words }];
  });
}
