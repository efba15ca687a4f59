import * as z from "zod/mini";
import { literal, oneOf } from "./words.ts";

/**
 * Puts what is wrong with a value into words that follow its key: "must be …, found …".
 *
 * @param issue the first thing zod found
 * @param schema what the value was checked with, without its default
 */
export function issueWords(issue: z.core.$ZodIssue, schema: z.ZodMiniType, value: unknown): string {
  if (issue.code === "too_small" && typeof value === "string") return "must not be empty";
  if (issue.code === "too_big" && typeof value === "string") {
    return `must be at most ${issue.maximum} characters, found ${value.length}`;
  }
  if (issue.code === "too_big" && Array.isArray(value)) {
    return `must have at most ${issue.maximum} entries, found ${value.length}`;
  }
  if (issue.code === "too_small" && Array.isArray(value)) {
    return `must have at least ${issue.minimum} entries, found ${value.length}`;
  }
  if (issue.code === "custom") {
    return typeof value === "string" && value !== ""
      ? `must ${issue.message}, found ${literal(value)}`
      : `must ${issue.message}`;
  }
  return `must be ${expectation(schema)}, found ${foundWords(value, schema)}`;
}

/** What a value must be, e.g. "a whole number from 1 to 10". */
export function expectation(schema: z.ZodMiniType): string {
  if (schema instanceof z.ZodMiniEnum) return oneOf(schema.options.map(String));
  if (schema instanceof z.ZodMiniNumber) {
    return schema instanceof z.ZodMiniNumberFormat ? `a whole number${limitsOf(schema)}` : "a number";
  }
  if (schema instanceof z.ZodMiniBoolean) return "`true` or `false`";
  if (schema instanceof z.ZodMiniString) return "text";
  if (schema instanceof z.ZodMiniUnion) return alternatives(schema.def.options as readonly z.ZodMiniType[]);
  if (!(schema instanceof z.ZodMiniArray)) return "a mapping of keys to values";
  const { element } = schema.def;
  return element instanceof z.ZodMiniEnum ? `a list of ${oneOf(element.options.map(String))}` : "a list";
}

/** Words of several lists are those of one. */
function alternatives(options: readonly z.ZodMiniType[]): string {
  const words = options.flatMap((option) => (option instanceof z.ZodMiniEnum ? option.options.map(String) : []));
  const others = options.filter((option) => !(option instanceof z.ZodMiniEnum)).map(expectation);
  return [...(words.length === 0 ? [] : [oneOf(words)]), ...others].join(", ");
}

/** ` from 1 to 10`, by the checks of a schema. */
function limitsOf({ def }: z.ZodMiniNumber): string {
  const limits = (def.checks ?? []).flatMap((check) => {
    const { def: limit } = check._zod as Partial<z.core.$ZodCheckLessThanInternals>;
    return limit?.value === undefined ? [] : [limit.value];
  });
  return limits.length === 2 ? ` from ${limits.join(" to ")}` : "";
}

function foundWords(value: unknown, schema: z.ZodMiniType): string {
  if (value === null) return `nothing${noneHint(schema)}`;
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a mapping";
  const wantsText = schema instanceof z.ZodMiniString || schema instanceof z.ZodMiniEnum;
  if (typeof value === "string") return wantsText ? literal(value) : `the text ${literal(value)}`;
  return schema instanceof z.ZodMiniString
    ? `${literal(String(value))}, which is text only in quotes`
    : literal(String(value));
}

function noneHint(schema: z.ZodMiniType): string {
  if (schema instanceof z.ZodMiniArray) return " (write `[]` for none)";
  return schema instanceof z.ZodMiniString && schema.safeParse("").success ? ' (write `""` for none)' : "";
}
