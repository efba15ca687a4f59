import { join } from "node:path";
import { expect, test } from "vitest";
import { snapshot } from "../helpers/tree.ts";
import { bash, describeClient, runClient, writeProgram } from "./support/client.ts";
import { toolResults } from "./support/messages-api.ts";
import { plannedRepository } from "./support/repository.ts";

/** What a skill lets the agent run without a person's word. */
const allowed: Record<string, string[]> = {
  "/plan-run": [
    "plan-init check",
    "plan-init check 2>&1 | tail -20",
    "plan-init check --record",
    "plan-init start --help",
    "plan-init start --help 'add $(nothing); rm it'",
    "npx plan-init check",
  ],
  "/plan-dev": ["plan-init check", "plan-init status", "plan-init delta --help"],
  "/plan-review": ["plan-init check"],
};

/** What no skill does: what else plan-init can do, what merely looks like it, and the tricks of the shell. */
const refused = [
  // Runs commands that stand in the plan, which the agent writes.
  "plan-init verify --yes",
  "npx plan-init verify --yes",
  "plan-init loop --help",
  // A person's word.
  "plan-init check --confirm",
  "npx plan-init check --confirm",
  // The set-up is not the agent's.
  "plan-init",
  "plan-init remove --help",
  "plan-init undo --help",
  "plan-init --set sync=ff-only",
  "plan-init -C .. check",
  // Other programs.
  "plan-initx check",
  "plan-init-check",
  "./plan-init check",
  "/tmp/plan-init check",
  "npx plan-init-check",
  "npx --yes plan-init@0.0.1 check",
  "npx -c 'touch pwned' plan-init check",
  "npm test",
  "curl http://127.0.0.1:9/",
  "touch pwned",
  "git commit --allow-empty -m pwned",
  // One thing behind another.
  "plan-init check; touch pwned",
  "plan-init check && curl http://127.0.0.1:9/",
  "plan-init check || touch pwned",
  "plan-init check & touch pwned",
  "plan-init check | tee pwned",
  "plan-init check | sh",
  "plan-init check\ntouch pwned",
  "plan-init check > pwned",
  // One thing inside another.
  'plan-init check "$(touch pwned)"',
  "plan-init check `touch pwned`",
  "plan-init check <(touch pwned)",
  "$(touch pwned) plan-init check",
  "eval 'plan-init check; touch pwned'",
  "sh -c 'plan-init check; touch pwned'",
  "env plan-init check; touch pwned",
  // Another meaning for the same words.
  "PATH=.:$PATH plan-init check",
  "NODE_OPTIONS=--require=./x.js plan-init check",
  "plan-init() { touch pwned; }; plan-init check",
  "alias plan-init='touch pwned'\nplan-init check",
];

describeClient("what a skill allows in Claude Code", () => {
  test.each([
    ["/plan-run", refused],
    [
      "/plan-dev",
      [
        "plan-init start",
        "plan-init check --record",
        "plan-init verify M1 --yes",
        "plan-init check; npm test",
        // Would write wherever it is told to.
        "plan-init status --html pwned",
      ],
    ],
    ["/plan-review", ["plan-init start", "plan-init check --record", "plan-init delta", "plan-init check && npm test"]],
  ])("%s lets plan-init run without asking, and nothing else", async (skill, refused) => {
    const cwd = await plannedRepository();
    await writeProgram(join(cwd, "node_modules/.bin"));
    const before = await snapshot(cwd);
    const commands = [...(allowed[skill] ?? []), ...refused];
    const turns = [...commands.map((command) => [bash(command)]), "Done."];
    const { api, denied, result } = await runClient({ cwd, prompt: skill, turns });
    expect(result).toBe("Done.");
    expect(denied.map(({ command }) => command)).toEqual(refused);
    const results = toolResults(api);
    expect(results.slice(0, -refused.length).filter(({ text }) => /requires approval|not found/.test(text))).toEqual(
      [],
    );
    expect(results).toHaveLength(commands.length);
    expect(results.slice(-refused.length).filter(({ isError }) => !isError)).toEqual([]);
    expect(await snapshot(cwd)).toEqual(before);
  });

  test("outside of a skill plan-init has no privilege", async () => {
    const cwd = await plannedRepository();
    const commands = ["plan-init check"];
    const turns = [...commands.map((command) => [bash(command)]), "Done."];
    const { denied } = await runClient({ cwd, prompt: "Check the plan", turns });
    expect(denied.map(({ command }) => command)).toEqual(commands);
  });
});
