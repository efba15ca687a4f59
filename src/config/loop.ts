import * as z from "zod/mini";
import { placeholders } from "../loop/agents/placeholders.ts";
import { type PresetName, presetNames, presets } from "../loop/agents/presets.ts";
import { type SchemaMode, schemaModes } from "../loop/types.ts";
import { parseDuration } from "../verify/duration.ts";
import { line } from "./text.ts";

const duration = line.check(
  z.refine((text) => parseDuration(text) !== undefined, { error: "be a time such as `20m` or `90s`" }),
  z.describe("How long a call may take; 20m by default"),
);

// It becomes an argument of its own, and must not pass for a flag.
const modelName = line.check(
  z.refine((text) => /^[A-Za-z0-9][\w.:/@+[\]-]*$/.test(text), { error: "be a model as the client names it" }),
  z.meta({ pattern: String.raw`^[A-Za-z0-9][\w.:/@+[\]-]*$` }),
  z.describe("Model, as the client names it; the client's own default without it"),
);

// In parts: formatters do not agree where to break a longer list of the JSON Schema.
const output = z.union([z.enum(["text", "claude-json", "codex-jsonl"]), z.enum(["gemini-json", "opencode-jsonl"])]);

const settings = z.strictObject({
  preset: z.optional(z.enum(presetNames)).check(z.describe(`Client: ${presetNames.join(", ")}`)),
  model: z.optional(modelName),
  cmd: z.optional(
    z.array(line).check(
      z.minLength(1),
      z.refine(([program]) => program !== "", { error: "begin with a program" }),
      z.describe(`Program and arguments, run without a shell; ${placeholders.join(", ")} are filled in`),
    ),
  ),
  input: z.optional(z.enum(["stdin", "file"])).check(z.describe("Where the prompt goes; `file` needs {prompt-file}")),
  parse: z.optional(output).check(z.describe("What the command prints; text without it")),
  timeout: z.optional(duration),
  env: z
    .optional(z.record(z.string().check(z.regex(/^[A-Za-z_][A-Za-z0-9_]*$/)), line))
    .check(z.describe("Variables of the environment that are set for it")),
  capabilities: z
    .optional(
      z.strictObject({
        schema: z.optional(z.enum(schemaModes)).check(z.describe("How it is told the JSON Schema of its answer")),
        cost: z.optional(z.boolean()).check(z.describe("Whether what it tells of its cost counts")),
      }),
    )
    .check(z.describe("What the client can do, where it is not as usual")),
});

/** An agent's settings as config has them. */
export type AgentSettings = z.infer<typeof settings>;

const names = ({ cmd }: AgentSettings, placeholder: string): boolean =>
  cmd?.some((argument) => argument.includes(placeholder)) ?? false;

/** A way to be told a schema that the command has no place for. */
function isMissed(given: AgentSettings): boolean {
  const mode: SchemaMode = given.capabilities?.schema ?? "none";
  if (mode === "none") return false;
  if (given.cmd !== undefined) return !names(given, mode === "flag" ? "{schema}" : "{schema-file}");
  const name: PresetName = given.preset ?? "claude";
  return presets[name].schema !== mode;
}

const agent = settings.check(
  z.refine(({ model, cmd }) => model === undefined || cmd === undefined, {
    path: ["model"],
    error: "be left out beside `cmd`, whose arguments name the model",
  }),
  z.refine(({ parse, cmd }) => parse === undefined || cmd !== undefined, {
    path: ["parse"],
    error: "be left out where there is no `cmd`",
  }),
  z.refine((given) => given.input !== "file" || names(given, "{prompt-file}"), {
    path: ["input"],
    error: "be `stdin` where no `cmd` names `{prompt-file}`",
  }),
  z.refine((given) => !isMissed(given), {
    path: ["capabilities", "schema"],
    error: "be `none`, or have its place in `cmd`: `{schema}` for `flag`, `{schema-file}` for `file`",
  }),
  z.meta({ dependencies: { model: { not: { required: ["cmd"] } }, parse: ["cmd"] } }),
);

const player = z.union([z.enum(presetNames), agent]).check(z.meta({ id: "loop-agent" }));

/** The agents of `plan-init loop`: a preset's name each, or settings. */
export const loopSchema = z.strictObject({
  planner: z.optional(player).check(z.describe("Writes the plan, and answers what the critic finds")),
  critic: z.optional(player).check(z.describe("Judges the plan")),
});
