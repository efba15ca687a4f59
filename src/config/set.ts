import * as z from "zod/mini";
import type { Answers, PackQuestion } from "../interview/types.ts";
import { Failure } from "../ui/failure.ts";
import { expectation } from "./expected.ts";
import { groups, schemaAt, settings } from "./keys.ts";
import { nearestKey, wrongValue } from "./problems.ts";
import { literal } from "./words.ts";
import { readYaml } from "./yaml.ts";

/**
 * Reads `--set key=value` flags. What a value is follows from its key: text is taken as it is, lists are `a,b` or
 * `[a, "b, c"]`, an empty value clears what is optional. Of several for one key the last one counts.
 *
 * @param questions the pack's; without them any `vars.<name>` is taken, as a number or boolean if it reads like one
 * @returns values by dotted keys; `undefined` clears one
 * @throws Failure `set-invalid` that lists every problem
 */
export function parseSet(pairs: readonly string[], questions?: readonly PackQuestion[]): Answers {
  const answers: Answers = {};
  const problems: string[] = [];
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    const key = at < 0 ? pair : pair.slice(0, at);
    const problem = at < 0 ? "has no value, expected `key=value`" : take(key, pair.slice(at + 1), answers, questions);
    if (problem !== undefined) problems.push(`${literal(`--set ${key}`)} ${problem}`);
  }
  if (problems.length > 0) throw new Failure("set-invalid", { problems });
  return answers;
}

/** Stores one answer, or says what is wrong with it. */
function take(key: string, text: string, answers: Answers, questions?: readonly PackQuestion[]): string | undefined {
  const names = questions?.map((question) => question.key);
  const schema = isKey(key, names) ? schemaAt(key.split("."), questions) : undefined;
  if (schema === undefined) return unknownKey(key, names ?? []);
  const read = readValue(text, schema, key, questions);
  if (!("value" in read)) return `must be ${expectation(schema)}, found ${literal(text)}`;
  answers[key] = read.value;
  return read.value === undefined ? undefined : wrongValue(key.split("."), read.value, questions);
}

const isKey = (key: string, names: readonly string[] | undefined): boolean => {
  const [head, name, ...rest] = key.split(".");
  if (head !== "vars") return settings.some((setting) => setting.key === key);
  return name !== undefined && rest.length === 0 && (names === undefined || names.includes(name));
};

function unknownKey(key: string, names: readonly string[]): string {
  const known = [...settings.map((setting) => setting.key), ...names.map((name) => `vars.${name}`)];
  const listed = [...known.filter((each) => !each.startsWith("rules.")), "rules.<rule>"];
  if (groups.some((group) => group === key)) {
    const inner = listed.filter((each) => each.startsWith(`${key}.`));
    return `sets a whole group${inner.length === 0 ? "" : `, set ${inner.map(literal).join(", ")} one by one`}`;
  }
  const near = nearestKey(key, names);
  return `is not a key, ${near === undefined ? `the keys are ${listed.join(", ")}` : `did you mean ${literal(near)}`}`;
}

const booleans: Record<string, boolean> = { true: true, yes: true, false: false, no: false };

/** Turns text into what the schema wants; no `value` when it cannot. */
function readValue(
  text: string,
  schema: z.ZodMiniType,
  key: string,
  questions: readonly PackQuestion[] | undefined,
): { value: unknown } | object {
  if (schema instanceof z.ZodMiniNumber) return /^[+-]?\d+$/.test(text) ? { value: Number(text) } : {};
  if (schema instanceof z.ZodMiniBoolean) {
    const word = text.toLowerCase();
    return Object.hasOwn(booleans, word) ? { value: booleans[word] } : {};
  }
  if (schema instanceof z.ZodMiniArray) return readList(text);
  if (text === "" && key === "templates") return { value: undefined };
  return { value: questions === undefined && key.startsWith("vars.") ? guess(text) : text };
}

function readList(text: string): { value: unknown } | object {
  if (!text.trimStart().startsWith("[")) {
    const items = text.split(",").map((item) => item.trim());
    return { value: items.filter((item) => item !== "") };
  }
  try {
    return { value: readYaml(text, "--set").data };
  } catch (error) {
    if (error instanceof Failure) return {};
    throw error;
  }
}

/** What a value means when nobody says what it should be. */
function guess(text: string): string | number | boolean {
  if (text === "true" || text === "false") return text === "true";
  return text !== "" && Number.isFinite(Number(text)) && String(Number(text)) === text ? Number(text) : text;
}
