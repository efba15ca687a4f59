import type { AgentSettings } from "../../config/loop.ts";
import type { Config } from "../../config/schema.ts";
import { parseDuration } from "../../verify/duration.ts";
import type { Agent, Role, SchemaMode } from "../types.ts";
import { namesPlaceholder } from "./placeholders.ts";
import { type Preset, presetNames, presets } from "./presets.ts";

/** In milliseconds. */
const usualTimeout = 20 * 60_000;

/**
 * The agent that plays a role, as config has it. Nobody named, it is the first of the repository's own agents that plan-init can
 * call, else Claude Code.
 */
export function resolveAgent(role: Role, { loop, agents }: Pick<Config, "loop" | "agents">): Agent {
  const given = loop?.[role] ?? {};
  const settings: AgentSettings = typeof given === "string" ? { preset: given } : given;
  return settings.cmd === undefined ? fromPreset(role, settings, agents) : custom(role, settings, settings.cmd);
}

function fromPreset(role: Role, settings: AgentSettings, agents: Config["agents"]): Agent {
  const name = settings.preset ?? presetNames.find((each) => agents.some((agent) => agent === each)) ?? "claude";
  const preset: Preset = presets[name];
  const { schema = preset.schema, cost = preset.cost } = settings.capabilities ?? {};
  return {
    ...{ role, name, cmd: preset.cmd({ model: settings.model, schema }), input: "stdin", parse: preset.parse },
    ...{ timeout: timeoutOf(settings), env: { ...preset.env, ...settings.env }, capabilities: { schema, cost } },
    isConfined: Object.keys(settings.env ?? {}).length === 0,
  };
}

/** A command of the repository's own; beside one, a preset says what it prints. */
function custom(role: Role, settings: AgentSettings, cmd: readonly string[]): Agent {
  const preset: Preset | undefined = settings.preset && presets[settings.preset];
  const { schema = placeOf(cmd), cost = preset?.cost ?? true } = settings.capabilities ?? {};
  return {
    ...{ role, name: "custom", cmd, parse: settings.parse ?? preset?.parse ?? "text" },
    input: settings.input ?? (namesPlaceholder(cmd, "{prompt-file}") ? "file" : "stdin"),
    ...{ timeout: timeoutOf(settings), env: settings.env ?? {}, capabilities: { schema, cost } },
    isConfined: false,
  };
}

/** How a command is told a schema, by the place it has for it. */
function placeOf(cmd: readonly string[]): SchemaMode {
  if (namesPlaceholder(cmd, "{schema}")) return "flag";
  return namesPlaceholder(cmd, "{schema-file}") ? "file" : "none";
}

const timeoutOf = ({ timeout }: AgentSettings): number =>
  (timeout === undefined ? undefined : parseDuration(timeout)) ?? usualTimeout;
