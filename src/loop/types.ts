import type { FormName } from "../review/answers/json-schema.ts";

export const roles = ["planner", "critic"] as const;
export type Role = (typeof roles)[number];

/** How a client's output becomes an answer. */
export type ParseMode = "claude-json" | "codex-jsonl" | "gemini-json" | "opencode-jsonl" | "text";

/** How a client is told the JSON Schema of its answer. */
export const schemaModes = ["flag", "file", "none"] as const;
export type SchemaMode = (typeof schemaModes)[number];

/** An agent as a command: what config, presets and flags come to. */
export interface Agent {
  role: Role;
  /** The preset's name, or `custom`. */
  name: string;
  /**
   * Program and arguments, run without a shell. `{schema}`, `{schema-file}`, `{system}`, `{prompt-file}` and `{answer-file}`
   * stand for what a call fills in.
   */
  cmd: readonly string[];
  /** Where the prompt goes: to its stdin, or into a file that `{prompt-file}` names. */
  input: "stdin" | "file";
  parse: ParseMode;
  /** Milliseconds. */
  timeout: number;
  env: Readonly<Record<string, string>>;
  capabilities: { schema: SchemaMode; cost: boolean };
  /**
   * Whether command and environment are ours, and let the client write nothing: what changes meanwhile is then not its doing.
   * Anything else comes from the repository, and runs only where a person has trusted it (`trust/`).
   */
  isConfined: boolean;
}

/** What an agent is asked. */
export interface Question {
  /** The rules of its part. */
  system: string;
  prompt: string;
  form: FormName;
}

export const failureKinds = [
  "not-found",
  "cannot-start",
  "auth",
  "rate-limit",
  "overloaded",
  "limit",
  "timeout",
  "flood",
  "crashed",
  "empty",
  "unusable",
  "changed-files",
  "plan-edited",
  "broke-plan",
  "interrupted",
] as const;
export type FailureKind = (typeof failureKinds)[number];

/** What a call used; `null` where the client does not tell. */
export interface Usage {
  usd: number | null;
  tokens: number | null;
  ms: number;
}

/** What came of a call: what the agent said, or that it failed. A failure is never a verdict. */
export type CallResult = Said | Failed;

export interface Said {
  ok: true;
  /** Structured output where the client gave one, else its text: `readCritic` and `readPlanner` take both. */
  answer: unknown;
  usage: Usage;
  /** Where its raw output is kept, relative to the repository. */
  raw: string;
  /** What is odd and does no harm: an exit code other than 0 beside a usable answer. */
  remarks: string[];
}

export interface Failed {
  ok: false;
  kind: FailureKind;
  /** A clause for a person, with what the client said. */
  words: string;
  usage: Usage;
  raw: string;
}
