import * as z from "zod";
import type { PackQuestion } from "../interview/types.ts";
import { configSchema } from "./schema.ts";

/** A setting: what `--set` can name and a line of `config.yml` holds. */
export interface Setting {
  /** Dotted, e.g. `commands.test`. */
  key: string;
  /** What the value is checked with, without the default. */
  schema: z.ZodType;
}

/** Every setting but those below `vars`, which packs name, in the order of the schema. */
export const settings: readonly Setting[] = Object.entries(configSchema.shape).flatMap(([key, wrapped]) => {
  const schema = bare(wrapped);
  if (schema instanceof z.ZodRecord) return [];
  if (!(schema instanceof z.ZodObject)) return [{ key, schema }];
  return Object.entries(schema.shape).map(([name, inner]) => ({ key: `${key}.${name}`, schema: bare(inner) }));
});

/** The keys that hold others. */
export const groups = ["commands", "rules", "vars"] as const satisfies readonly (keyof z.infer<typeof configSchema>)[];

/** A schema without its default and without `optional`. */
export function bare(schema: unknown): z.ZodType {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional) {
    return bare(schema.unwrap());
  }
  return schema as z.ZodType;
}

const anyVar = bare(configSchema.shape.vars) as z.ZodRecord;
const anyValue = anyVar.valueType as z.ZodType;

/** What an answer to a pack's question is checked with: more than `vars` asks of every value. */
export function varSchema({ type, choices, required }: PackQuestion): z.ZodType {
  if (type === "confirm") return z.boolean();
  if (type === "select") return z.enum(choices ?? []);
  return required ? anyValue.refine((value) => value !== "", { error: "not be empty" }) : anyValue;
}

/**
 * What a place of the config is checked with, or `undefined` where nothing may stand.
 *
 * @param path e.g. `["commands", "test"]`, `["context", 2]`, `["vars", "team"]`
 * @param questions the pack's, when they are known; then they say what `vars` takes
 */
export function schemaAt(path: readonly PropertyKey[], questions: readonly PackQuestion[] = []): z.ZodType | undefined {
  const question = questions.find(({ key }) => path[0] === "vars" && path[1] === key);
  if (question !== undefined && path.length === 2) return varSchema(question);
  return schemaWithin(configSchema, path);
}

/** What a place of any data is checked with, or `undefined` where nothing may stand. */
export function schemaWithin(schema: z.ZodType, path: readonly PropertyKey[]): z.ZodType | undefined {
  return path.reduce<z.ZodType | undefined>(child, schema);
}

function child(schema: z.ZodType | undefined, part: PropertyKey): z.ZodType | undefined {
  if (schema instanceof z.ZodObject && typeof part === "string" && Object.hasOwn(schema.shape, part)) {
    return bare(schema.shape[part]);
  }
  if (schema instanceof z.ZodRecord && z.safeParse(schema.keyType, part).success) return bare(schema.valueType);
  if (schema instanceof z.ZodArray) return bare(schema.element);
  return undefined;
}
