import type { Question } from "../../src/interview/types.ts";

export const agents = {
  key: "agents",
  type: "multiselect",
  message: "Coding agents",
  hint: "space chooses, Enter goes on",
  choices: [{ value: "claude", description: "Claude Code" }, { value: "codex" }, { value: "cursor" }],
  initial: ["claude"],
  required: false,
} satisfies Question;
export const command = {
  key: "commands.test",
  type: "select",
  message: "Test command",
  choices: [{ value: "npm test", description: "package.json scripts.test" }, { value: "make test" }],
  other: "another command",
  initial: "make test",
  required: false,
} satisfies Question;
export const branch = {
  key: "default_branch",
  type: "text",
  message: "Default branch",
  hint: "where work starts from",
  required: true,
  validate: (value) => (value === "" ? "must not be empty" : undefined),
} satisfies Question;
export const notify = {
  key: "vars.notify",
  type: "confirm",
  message: "Notify",
  initial: true,
  required: false,
} satisfies Question;
