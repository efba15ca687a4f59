import * as z from "zod/mini";
import { bare } from "../../config/keys.ts";

/** What is known of a value before there is one: as much as a template can be held to. */
export type Shape =
  | { kind: "text"; values?: readonly string[] | undefined }
  | { kind: "number" }
  | { kind: "boolean" }
  | { kind: "list"; item: Shape }
  | { kind: "record"; fields: ReadonlyMap<string, Shape> }
  /** Anything: nothing below it is judged. */
  | { kind: "unknown" };

export const text: Shape = { kind: "text" };
export const unknown: Shape = { kind: "unknown" };

/** A text that is one of a few. */
export const oneOf = (values: readonly string[]): Shape => ({ kind: "text", values });

export const record = (fields: Record<string, Shape>): Shape => ({
  kind: "record",
  fields: new Map(Object.entries(fields)),
});

/** What a schema lets through. */
export function shapeOf(schema: z.ZodMiniType): Shape {
  const plain = bare(schema);
  if (plain instanceof z.ZodMiniEnum) return oneOf(plain.options.map(String));
  if (plain instanceof z.ZodMiniString) return text;
  if (plain instanceof z.ZodMiniNumber) return { kind: "number" };
  if (plain instanceof z.ZodMiniBoolean) return { kind: "boolean" };
  if (plain instanceof z.ZodMiniArray) return { kind: "list", item: shapeOf(bare(plain.def.element)) };
  if (!(plain instanceof z.ZodMiniObject)) return unknown;
  const fields = Object.entries(plain.shape).map(([key, inner]) => [key, shapeOf(bare(inner))] as const);
  return record(Object.fromEntries(fields));
}

/** What `{{#each}}` gives its body: an item of a list, or any of a record's values. */
export function itemOf(shape: Shape): Shape {
  if (shape.kind === "list") return shape.item;
  if (shape.kind !== "record") return unknown;
  const [first = unknown, ...others] = shape.fields.values();
  const alike = others.every(({ kind }) => kind === first.kind);
  return alike && isSingle(first) ? (first.kind === "text" ? text : first) : unknown;
}

/** Whether it can be written as one value; what is not known might be. */
export const isSingle = ({ kind }: Shape): boolean => kind !== "list" && kind !== "record";

/** A shape in a sentence: "a list". */
export function shapeWords(shape: Shape): string {
  switch (shape.kind) {
    case "text":
      return "text";
    case "number":
      return "a number";
    case "boolean":
      return "true or false";
    case "list":
      return "a list";
    case "record":
      return `a group of ${[...shape.fields.keys()].map((key) => `\`${key}\``).join(", ")}`;
    case "unknown":
      return "of unknown kind";
  }
}
