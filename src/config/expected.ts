import * as z from "zod";
import { literal, oneOf } from "./words.ts";

/**
 * Puts what is wrong with a value into words that follow its key: "must be …, found …".
 *
 * @param issue the first thing zod found
 * @param schema what the value was checked with, without its default
 */
export function issueWords(issue: z.core.$ZodIssue, schema: z.ZodType, value: unknown): string {
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
export function expectation(schema: z.ZodType): string {
  if (schema instanceof z.ZodEnum) return oneOf(schema.options.map(String));
  if (schema instanceof z.ZodNumber) {
    return schema.isInt ? `a whole number from ${schema.minValue} to ${schema.maxValue}` : "a number";
  }
  if (schema instanceof z.ZodBoolean) return "`true` or `false`";
  if (schema instanceof z.ZodString) return "text";
  if (schema instanceof z.ZodUnion) return schema.options.map((option) => expectation(option as z.ZodType)).join(", ");
  if (!(schema instanceof z.ZodArray)) return "a mapping of keys to values";
  return schema.element instanceof z.ZodEnum ? `a list of ${oneOf(schema.element.options.map(String))}` : "a list";
}

function foundWords(value: unknown, schema: z.ZodType): string {
  if (value === null) return `nothing${noneHint(schema)}`;
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a mapping";
  const wantsText = schema instanceof z.ZodString || schema instanceof z.ZodEnum;
  if (typeof value === "string") return wantsText ? literal(value) : `the text ${literal(value)}`;
  return schema instanceof z.ZodString
    ? `${literal(String(value))}, which is text only in quotes`
    : literal(String(value));
}

function noneHint(schema: z.ZodType): string {
  if (schema instanceof z.ZodArray) return " (write `[]` for none)";
  return schema instanceof z.ZodString && schema.safeParse("").success ? ' (write `""` for none)' : "";
}
