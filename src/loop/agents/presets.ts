import type { ParseMode, SchemaMode } from "../types.ts";

/** What a preset's command depends on. */
export interface Choice {
  model: string | undefined;
  /** The preset's own way to be told a schema, or `none`. */
  schema: SchemaMode;
}

/** How a client is called so that it answers once, lets nothing be written, and leaves no session behind. */
export interface Preset {
  cmd(choice: Choice): string[];
  parse: ParseMode;
  schema: SchemaMode;
  /** Whether it tells what a call cost. */
  cost: boolean;
  /** Set for it beside what it inherits. */
  env: Readonly<Record<string, string>>;
}

const modelFlag = ({ model }: Choice): string[] => (model === undefined ? [] : ["--model", model]);
const unlessNone = ({ schema }: Choice, ...args: string[]): string[] => (schema === "none" ? [] : args);

/** Of OpenCode's tools those that look. */
const onlyLooking = JSON.stringify({ "*": "deny", read: "allow", grep: "allow", glob: "allow", list: "allow" });

/**
 * The clients that plan-init knows how to call. Both parts only read: the planner answers with its plan, and the program writes
 * it. So no preset may hold a flag that bypasses a permission, a sandbox or a trust.
 */
export const presets = {
  /** https://code.claude.com/docs/en/cli-reference; tried with 2.1.197. */
  claude: {
    cmd: (choice) => [
      ...["claude", "-p", "--output-format", "json", ...unlessNone(choice, "--json-schema", "{schema}")],
      ...["--system-prompt", "{system}", "--tools", "Read,Grep,Glob", "--permission-mode", "default"],
      // Hooks, plugins, servers and instructions stay out; the second also keeps out the repository's `apiKeyHelper`, a command
      // that the first lets run.
      ...["--safe-mode", "--setting-sources", "user", "--no-session-persistence", ...modelFlag(choice)],
    ],
    parse: "claude-json",
    schema: "flag",
    cost: true,
    env: {},
  },
  /** https://developers.openai.com/codex/noninteractive; tried with 0.169. */
  codex: {
    cmd: (choice) => [
      ...["codex", "exec", "--json", "--sandbox", "read-only", "--config", "approval_policy=never"],
      // Rules are a way for commands out of the sandbox; instructions of the repository are for those who build.
      ...[
        "--ignore-rules",
        "--config",
        "project_doc_max_bytes=0",
        "--ephemeral",
        "--skip-git-repo-check",
        "--color",
        "never",
      ],
      ...[...unlessNone(choice, "--output-schema", "{schema-file}"), ...modelFlag(choice), "-"],
    ],
    parse: "codex-jsonl",
    schema: "file",
    cost: false,
    env: {},
  },
  /** https://geminicli.com/docs/cli/headless; tried with 0.61. It answers only where a person has trusted the folder. */
  gemini: {
    cmd: (choice) => [
      ...["gemini", "--output-format", "json", "--approval-mode", "plan", "--extensions", "none"],
      ...modelFlag(choice),
    ],
    parse: "gemini-json",
    schema: "none",
    cost: false,
    env: {},
  },
  /** https://opencode.ai/docs/cli; tried with 1.18. The title spares a call that would invent one. */
  opencode: {
    cmd: (choice) => [
      ...["opencode", "run", "--format", "json", "--pure", "--agent", "plan", "--title", "plan-init"],
      ...modelFlag(choice),
    ],
    parse: "opencode-jsonl",
    schema: "none",
    cost: true,
    env: { OPENCODE_PERMISSION: onlyLooking, OPENCODE_DISABLE_PROJECT_CONFIG: "1" },
  },
} as const satisfies Record<string, Preset>;

export type PresetName = keyof typeof presets;
export const presetNames = Object.keys(presets) as [PresetName, ...PresetName[]];
