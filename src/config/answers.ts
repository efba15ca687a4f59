import type { Answers } from "../interview/types.ts";
import { Failure } from "../ui/failure.ts";
import { groups, settings } from "./keys.ts";
import { wrongValue } from "./problems.ts";
import { type Config, configSchema } from "./schema.ts";

/** What was said where; each layer by dotted keys. */
export interface Layers {
  /** What detection found. */
  defaults: Answers;
  /** What `config.yml` says. */
  file: Answers;
  /** What `--answers` or the interview says. */
  answers: Answers;
  /** What `--set` says; `undefined` clears a key. */
  set: Answers;
}

/** The values of a config or a part of one by dotted keys, e.g. `{commands: {test: "x"}}` as `{"commands.test": "x"}`. */
export function flatten(data: object): Answers {
  return Object.fromEntries(
    Object.entries(data).flatMap(([key, value]) => {
      const isGroup = groups.some((group) => group === key) && typeof value === "object" && value !== null;
      return isGroup ? Object.entries(value).map(([name, inner]) => [`${key}.${name}`, inner]) : [[key, value]];
    }),
  );
}

/** The opposite of `flatten`; keys whose value is `undefined` are left out. */
export function nest(answers: Answers): Record<string, unknown> {
  const nested: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(answers)) {
    if (value === undefined) continue;
    const [head = "", name] = key.split(".");
    if (name === undefined) nested[head] = value;
    else nested[head] = { ...(nested[head] as object | undefined), [name]: value };
  }
  return nested;
}

/**
 * Brings together what was said in different places: `--set` beats `--answers`, which beats `config.yml`, which beats
 * what detection found, which beats the schema's defaults. Lists are taken whole.
 *
 * @throws Failure `answers-missing` that names the flags for what nobody said
 */
export function resolveConfig({ defaults, file, answers, set }: Layers): Config {
  const said = { ...usable(defaults), ...file, ...answers, ...set };
  const missing = requiredKeys.filter((key) => said[key] === undefined);
  if (missing.length > 0) throw new Failure("answers-missing", { keys: missing });
  return configSchema.parse(nest(said));
}

const requiredKeys = settings
  .map(({ key }) => key)
  .filter(
    (key) =>
      Object.hasOwn(configSchema.shape, key) && !configSchema.shape[key as keyof Config].safeParse(undefined).success,
  );

/** A repository may show something that the schema refuses, such as a path with a backslash; nobody asked for that. */
function usable(defaults: Answers): Answers {
  return Object.fromEntries(
    Object.entries(defaults).filter(
      ([key, value]) => value !== undefined && wrongValue(key.split("."), value) === undefined,
    ),
  );
}
