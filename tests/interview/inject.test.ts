import prompts from "prompts";
import { expect, test } from "vitest";
import { ask } from "../../src/interview/ask.ts";
import { agents, branch, command, notify } from "./some-questions.ts";
import { FakeTerminal } from "./terminal.ts";

// In a file of its own: once answers were injected, the library never reads keys again.
test("injected answers are taken for every kind", async () => {
  prompts.inject([["codex"], "", "just test", "main", false]);
  const asked = await ask([agents, command, branch, notify], new FakeTerminal().io);
  expect(asked).toEqual({
    agents: ["codex"],
    "commands.test": "just test",
    default_branch: "main",
    "vars.notify": false,
  });
});

test("an injected error is a cancelled question", async () => {
  prompts.inject([new Error("cancelled")]);
  await expect(ask([branch], new FakeTerminal().io)).rejects.toThrow("interrupted");
});
