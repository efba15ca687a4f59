import { expect, test } from "vitest";
import { everyFile, fileOf, scaffold } from "./support/scaffold.ts";

const files = scaffold(everyFile);

/** Calls that ask a person first: they run what stands in the plan, speak for a person, or move the plan away. */
const asking = /^(verify|archive)\b|^check --confirm$/;

const callsOf = (text: string): string[] =>
  [...text.matchAll(/`npx plan-init ([^`]+)`/g)].map(([, call = ""]) => call.replace(/\s+/g, " "));

/** Whether a rule of Claude Code's allows a command: it is the command, or ends in `:*` and is how it begins. */
const allows = (rule: string, command: string): boolean =>
  rule.endsWith(":*") ? `${command} `.startsWith(`${rule.slice(0, -2)} `) : rule === command;

test.each([
  ["plan-run", "PLANNER"],
  ["plan-dev", "DEV"],
  ["plan-review", "REVIEW"],
])("%s allows every call that its runner makes, but those that a person has to answer for", (skill, runner) => {
  const front = fileOf(files, `.claude/skills/${skill}/SKILL.md`);
  const rules = [...front.matchAll(/Bash\(([^)]+)\)/g)].map(([, rule = ""]) => rule);
  const calls = callsOf(fileOf(files, `planning/${runner}_RUNNER.md`));
  const unasked = calls.filter((call) => !asking.test(call));
  expect(unasked).not.toEqual([]);
  expect(unasked.filter((call) => !rules.some((rule) => allows(rule, `npx plan-init ${call}`)))).toEqual([]);
  expect(rules.filter((rule) => asking.test(rule.replace(/^(npx )?plan-init /, "")))).toEqual([]);
});
