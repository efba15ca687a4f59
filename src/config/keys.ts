import * as z from "zod/mini";
import type { PackQuestion } from "../interview/types.ts";
import { configSchema } from "./schema.ts";

/** A setting: what `--set` can name and a line of `config.yml` holds. */
export interface Setting {
  /** Dotted, e.g. `commands.test`. */
  key: string;
  /** What the value is checked with, without the default. */
  schema: z.ZodMiniType;
}

/** Every setting but those below `vars`, which packs name, in the order of the schema. */
export const settings: readonly Setting[] = Object.entries(configSchema.shape).flatMap(([key, wrapped]) => {
  const schema = bare(wrapped);
  if (schema instanceof z.ZodMiniRecord) return [];
  if (!(schema instanceof z.ZodMiniObject)) return [{ key, schema }];
  return Object.entries(schema.shape).map(([name, inner]) => ({ key: `${key}.${name}`, schema: bare(inner) }));
});

/** The keys that hold others. */
export const groups = ["commands", "strategy", "loop", "rules", "vars"] as const satisfies readonly (keyof z.infer<
  typeof configSchema
>)[];

/** A schema without its default and without `optional`. */
export function bare(schema: unknown): z.ZodMiniType {
  if (
    schema instanceof z.ZodMiniDefault ||
    schema instanceof z.ZodMiniPrefault ||
    schema instanceof z.ZodMiniOptional
  ) {
    return bare(schema.def.innerType);
  }
  return schema as z.ZodMiniType;
}

/** What a schema says it is for. */
export const described = (schema: z.core.$ZodType): string => z.globalRegistry.get(schema)?.description ?? "";

const anyVar = bare(configSchema.shape.vars) as z.ZodMiniRecord;
const anyValue = anyVar.def.valueType as z.ZodMiniType;

/** What an answer to a pack's question is checked with: more than `vars` asks of every value. */
export function varSchema({ type, choices, required }: PackQuestion): z.ZodMiniType {
  if (type === "confirm") return z.boolean();
  if (type === "select") return z.enum(choices ?? []);
  return required ? anyValue.check(z.refine((value) => value !== "", { error: "not be empty" })) : anyValue;
}

/**
 * What a place of the config is checked with, or `undefined` where nothing may stand.
 *
 * @param path e.g. `["commands", "test"]`, `["context", 2]`, `["vars", "team"]`
 * @param questions the pack's, when they are known; then they say what `vars` takes
 */
export function schemaAt(
  path: readonly PropertyKey[],
  questions: readonly PackQuestion[] = [],
): z.ZodMiniType | undefined {
  const question = questions.find(({ key }) => path[0] === "vars" && path[1] === key);
  if (question !== undefined && path.length === 2) return varSchema(question);
  return schemaWithin(configSchema, path);
}

/** The keys of the mapping that may stand at a place of the config, none where they are free. */
export function keysAt(path: readonly PropertyKey[]): string[] {
  const schema = schemaAt(path);
  const options = schema instanceof z.ZodMiniUnion ? schema.def.options.map(bare) : [schema];
  return options.flatMap((option) => (option instanceof z.ZodMiniObject ? Object.keys(option.shape) : []));
}

/** What a place of any data is checked with, or `undefined` where nothing may stand. */
export function schemaWithin(schema: z.ZodMiniType, path: readonly PropertyKey[]): z.ZodMiniType | undefined {
  return path.reduce<z.ZodMiniType | undefined>(child, schema);
}

function child(schema: z.ZodMiniType | undefined, part: PropertyKey): z.ZodMiniType | undefined {
  if (schema instanceof z.ZodMiniObject && typeof part === "string" && Object.hasOwn(schema.shape, part)) {
    return bare(schema.shape[part]);
  }
  if (schema instanceof z.ZodMiniRecord && z.safeParse(schema.def.keyType, part).success)
    return bare(schema.def.valueType);
  if (schema instanceof z.ZodMiniArray) return bare(schema.def.element);
  if (!(schema instanceof z.ZodMiniUnion)) return undefined;
  const options = schema.def.options.map((option) => child(bare(option), part));
  return options.find((option) => option !== undefined);
}
