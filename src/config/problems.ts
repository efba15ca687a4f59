import type * as z from "zod/mini";
import type { PackQuestion } from "../interview/types.ts";
import { nearest } from "../ui/nearest.ts";
import { issueWords } from "./expected.ts";
import { described, groups, keysAt, schemaAt, settings } from "./keys.ts";
import { configSchema } from "./schema.ts";
import { keyName, literal } from "./words.ts";

/** Something wrong with the data of a config, before it is known where in the text it stands. */
export interface Problem {
  /** The value it is about; a missing one has a path too. */
  path: PropertyKey[];
  /** What to point at. */
  side: "key" | "value";
  missing: boolean;
  /** A clause that begins with the key. */
  words: string;
}

/**
 * Everything wrong with the data of a config or of an answers file, at most one problem a value.
 *
 * @param questions the pack's, when they are known; then they say which values `vars` takes
 * @param partial whether keys may be missing
 */
export function configProblems(data: unknown, questions: readonly PackQuestion[], partial: boolean): Problem[] {
  const { error } = configSchema.safeParse(data);
  const problems = (error?.issues ?? []).flatMap((issue) => problemsOf(issue, data));
  const found = [...problems, ...answerProblems(data, questions)].filter(({ missing }) => !(partial && missing));
  const first = new Map(found.toReversed().map((problem) => [JSON.stringify(problem.path), problem]));
  return found.filter((problem) => first.get(JSON.stringify(problem.path)) === problem);
}

function problemsOf(issue: z.core.$ZodIssue, data: unknown): Problem[] {
  const { path } = issue;
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey([...path, key]));
  if (issue.code === "invalid_key") return [unknownKey(path)];
  const inner = innerIssues(issue, valueAt(data, path));
  if (inner.length > 0) return inner.flatMap((each) => problemsOf({ ...each, path: [...path, ...each.path] }, data));
  return [valueProblem(issue, path, valueAt(data, path))];
}

/** What is wrong within a mapping where something else may stand, too: that it is no mapping is not what is meant. */
function innerIssues(issue: z.core.$ZodIssue, value: unknown): z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union" || typeof value !== "object" || value === null) return [];
  const options = issue.errors.filter((issues) =>
    issues.every(({ path, code }) => path.length > 0 || code === "unrecognized_keys"),
  );
  return options[0] ?? [];
}

function valueProblem(issue: z.core.$ZodIssue, path: PropertyKey[], value: unknown): Problem {
  if (value === undefined) {
    const words = `${literal(keyName(path))} is missing${meaningOf(path)}`;
    return { path, side: "key", missing: true, words };
  }
  const subject = path.length === 0 ? "the config" : literal(keyName(path));
  const words = `${subject} ${issueWords(issue, schemaAt(path) ?? configSchema, value)}`;
  return { path, side: "value", missing: false, words };
}

function meaningOf([key, ...rest]: readonly PropertyKey[]): string {
  const found = rest.length === 0 ? Object.entries(configSchema.shape).find(([name]) => name === key) : undefined;
  return found === undefined ? "" : ` (${described(found[1])})`;
}

/** An answer to a pack's question that the pack does not offer. */
function answerProblems(data: unknown, questions: readonly PackQuestion[]): Problem[] {
  return questions.flatMap(({ key }): Problem[] => {
    const path = ["vars", key];
    const value = valueAt(data, path);
    const wrong = value === undefined ? undefined : wrongValue(path, value, questions);
    if (wrong === undefined) return [];
    return [{ path, side: "value", missing: false, words: `${literal(keyName(path))} ${wrong}` }];
  });
}

/** What is wrong with one value, as words that follow its key, or `undefined`. */
export function wrongValue(
  path: readonly PropertyKey[],
  value: unknown,
  questions: readonly PackQuestion[] = [],
): string | undefined {
  const schema = schemaAt(path, questions);
  if (schema === undefined) return unknownKey([...path]).words;
  const issue = schema.safeParse(value).error?.issues[0];
  if (issue === undefined) return undefined;
  const inner = issue.path.length === 0 ? schema : (schemaAt([...path, ...issue.path]) ?? schema);
  return issueWords(issue, inner, valueAt(value, issue.path));
}

function unknownKey(path: PropertyKey[]): Problem {
  const name = keyName(path);
  return { path, side: "key", missing: false, words: `${literal(name)} is not a key${nearestHint(name, path)}` };
}

function nearestHint(name: string, path: readonly PropertyKey[]): string {
  if (path.length === 2 && path[0] === "vars") return ", expected a-z, 0-9 and _, starting with a letter";
  const above = path.slice(0, -1);
  const beside = above.length < 2 ? undefined : nearest(String(path.at(-1)).slice(0, 60), keysAt(above));
  const near = beside === undefined ? nearestKey(name) : keyName([...above, beside]);
  return near === undefined ? "" : `, did you mean ${literal(near)}`;
}

/**
 * The setting or group that a mistyped dotted key was most likely meant to be; a bare `test` finds `commands.test`, and
 * `rules.too-long` finds `rules.plan/too-long`.
 */
export function nearestKey(name: string, vars: readonly string[] = []): string | undefined {
  // Distances to a word of any length would be a way to keep the program busy.
  if (name.length > 60) return undefined;
  const keys = [...settings.map(({ key }) => key), ...groups, ...vars.map((key) => `vars.${key}`)];
  const last = name.toLowerCase().replace(/^rules\./, "");
  return nearest(name, keys) ?? keys.find((key) => key.endsWith(`.${last}`) || key.endsWith(`/${last}`));
}

/** The value at a path, of own keys only; `undefined` where there is none. */
export function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, part) => {
    const holds = typeof value === "object" && value !== null && Object.hasOwn(value, part);
    return holds ? (value as Record<PropertyKey, unknown>)[part] : undefined;
  }, data);
}
