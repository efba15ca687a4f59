import type { PackQuestion } from "../interview/types.ts";
import { described } from "./keys.ts";
import { entryLines } from "./scalar.ts";
import { type Config, configSchema } from "./schema.ts";
import { visible } from "./words.ts";

/** Lets editors complete and check the file; the path is relative to `planning/config.yml`. */
const schemaLine = "# yaml-language-server: $schema=./.plan-init/config.schema.json";

const header = [
  schemaLine,
  "# What plan-init was told about this repository. Edit it as you like, then run `plan-init` again.",
];

/** What keys that are not given could say. */
const examples: Record<string, string> = {
  templates: "path/to/folder",
  loop: "{ planner: claude, critic: codex }",
};

/**
 * The first `planning/config.yml`: every key in the order of the schema, each below a line that says what it is.
 *
 * @param questions the pack's; their words stand above the answers kept under `vars`
 */
export function renderConfig(config: Config, questions: readonly PackQuestion[] = []): string {
  const entries = Object.entries(configSchema.shape).map(([key, schema]) => {
    const description = described(schema);
    const value = config[key as keyof Config];
    if (value === undefined) return [`# ${description}`, `# ${key}: ${examples[key] ?? ""}`];
    const comments = key === "vars" ? new Map(questions.map((each) => [each.key, each.message])) : commentsOf(key);
    return [`# ${description}`, ...withComments(entryLines(key, value, ""), comments)];
  });
  return [header, ...entries].map((lines) => `${lines.join("\n")}\n`).join("\n");
}

/** The descriptions of the keys below a group. */
function commentsOf(key: string): Map<string, string> {
  if (key !== "commands" && key !== "strategy") return new Map();
  const { shape } = configSchema.shape[key].def.innerType;
  return new Map(Object.entries(shape).map(([name, schema]) => [name, described(schema)]));
}

function withComments(lines: readonly string[], comments: ReadonlyMap<string, string>): string[] {
  return lines.flatMap((line) => {
    const comment = comments.get(/^ {2}([a-z0-9_]+):/.exec(line)?.[1] ?? "");
    return comment === undefined ? [line] : [`  # ${visible(comment, 200)}`, line];
  });
}
