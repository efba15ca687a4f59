import * as z from "zod/mini";
import { issueWords } from "../config/expected.ts";
import { schemaWithin } from "../config/keys.ts";
import { valueAt } from "../config/problems.ts";
import { keyName, literal } from "../config/words.ts";
import { nearest } from "../ui/nearest.ts";
import { hintOf } from "./hint.ts";

/** Something wrong with a `pack.yml`, before it is known where in the text it stands. */
export interface PackProblem {
  path: PropertyKey[];
  /** What to point at. */
  side: "key" | "value";
  /** A clause about what stands at the path; whose path it is, `sentence` says. */
  words: string;
}

/** A problem in a whole clause that names the file or question by its id: "in `dev-runner`: …". */
export function sentence({ path, words }: PackProblem, data: unknown): string {
  const owner = ownerOf(path, data);
  return owner === undefined ? words : `in ${owner}: ${words}`;
}

function ownerOf([list, at]: readonly PropertyKey[], data: unknown): string | undefined {
  if (typeof at !== "number") return undefined;
  const [what, key] = list === "files" ? ["file", "id"] : ["question", "key"];
  const name = valueAt(data, [list ?? "", at, key]);
  if (typeof name !== "string") return `${what} ${at + 1}`;
  return list === "files" ? literal(name) : `the question ${literal(name)}`;
}

/** What zod found, in words. A missing key is left out where an unknown one explains it. */
export function schemaProblems(error: z.core.$ZodError, schema: z.ZodMiniType, data: unknown): PackProblem[] {
  const unknown = error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys" ? issue.keys.map((key) => unknownKey(issue.path, key, schema)) : [],
  );
  const meant = new Set(unknown.map(({ path, near }) => JSON.stringify([...path.slice(0, -1), near])));
  const others = error.issues
    .filter((issue) => issue.code !== "unrecognized_keys" && !meant.has(JSON.stringify(issue.path)))
    .map((issue) => valueProblem(issue, schema, valueAt(data, issue.path)));
  return [...unknown, ...others];
}

function unknownKey(
  parent: PropertyKey[],
  key: string,
  schema: z.ZodMiniType,
): PackProblem & { near: string | undefined } {
  const at = schemaWithin(schema, parent);
  const known = at instanceof z.ZodMiniObject ? Object.keys(at.shape) : [];
  const words = `${literal(key)} is not a key; ${hintOf(key, known)}`;
  return { path: [...parent, key], side: "key", words, near: nearest(key, known) };
}

function valueProblem(issue: z.core.$ZodIssue, schema: z.ZodMiniType, value: unknown): PackProblem {
  const { path } = issue;
  const subject = subjectOf(path);
  if (value === undefined && issue.code !== "custom") return { path, side: "key", words: `${subject} is missing` };
  if (issue.code === "custom") return { path, side: "value", words: `${subject}: ${issue.message}` };
  if (issue.code === "invalid_format") {
    return { path, side: "value", words: `${subject}: ${issue.message}, found ${literal(String(value))}` };
  }
  return { path, side: "value", words: `${subject} ${issueWords(issue, schemaWithin(schema, path) ?? schema, value)}` };
}

/** What a path means to a person: `to`, or entry 2 of `formerly`. */
function subjectOf(path: readonly PropertyKey[]): string {
  const inner = typeof path[1] === "number" ? path.slice(2) : path;
  const last = inner.at(-1);
  if (last === undefined) return path.length === 0 ? "the pack" : "it";
  if (typeof last !== "number") return literal(keyName(inner));
  return `entry ${last + 1} of ${literal(keyName(inner.slice(0, -1)))}`;
}
