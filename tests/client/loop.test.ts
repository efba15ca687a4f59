import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runsDir } from "../../src/runs/names.ts";
import { planPath } from "../../src/runs/setup.ts";
import { aPlan } from "../runs/a-plan.ts";
import { bash, describeClient, runClient } from "./support/client.ts";
import { type MessagesApi, type ToolUse, textsOf, toolResults } from "./support/messages-api.ts";
import { plannedRepository } from "./support/repository.ts";

const goal = "log in";

/** What the scripted planner writes first: whole but for one validation, as a planner in a hurry would. */
const flawed = aPlan({ milestones: { M1: {}, M2: { validation: null } } });
const whole = aPlan({ milestones: { M1: {}, M2: {} } });

/** The edit that turns the flawed plan into the whole one. */
const [missing = ""] = whole.split("\n").filter((line) => !flawed.split("\n").includes(line));
const after = whole.slice(0, whole.indexOf(missing)).trimEnd().split("\n").at(-1) ?? "";

const write = (cwd: string, content: string): ToolUse => ({
  name: "Write",
  input: { file_path: join(cwd, planPath), content },
});
const read = (cwd: string): ToolUse => ({ name: "Read", input: { file_path: join(cwd, planPath) } });
const mend = (cwd: string): ToolUse => ({
  name: "Edit",
  input: { file_path: join(cwd, planPath), old_string: `${after}\n`, new_string: `${after}\n${missing}\n` },
});

/** Lets the client write files without asking, as a person would who works with it; commands still need a permission. */
const args = ["--permission-mode", "acceptEdits"];

const runsOf = (cwd: string) => readdir(join(cwd, runsDir));

const settingsPath = ".claude/settings.json";

/** Settings with a hook of somebody else's, which counts how often it is asked. */
const settings =
  '{"permissions":{"deny":["WebFetch"]} ,\t"hooks":{"Stop":[{"hooks":[{"type":"command",' +
  '"command":"printf x >> \\"$CLAUDE_PROJECT_DIR/stops\\""}]}]}}\n';

/** Why the client went on after the model wanted to stop, as the model was told. */
const heldBack = ({ conversations }: MessagesApi): string[] =>
  textsOf(conversations.at(-1) ?? { messages: [] }).filter((text) => text.startsWith("Stop hook feedback"));

describeClient("a scripted planner in Claude Code", () => {
  test("is told what is missing, mends it, records, confirms, and gets STOP", async () => {
    const cwd = await plannedRepository();
    const turns = [
      [bash(`plan-init start --goal "${goal}"`)],
      [read(cwd)],
      [write(cwd, flawed)],
      [bash("plan-init check")],
      [bash("plan-init check --record")],
      [mend(cwd)],
      [bash("plan-init check --record")],
      [read(cwd)],
      [bash("plan-init check --record")],
      "Done.",
    ];
    const { api, denied, result } = await runClient({ cwd, prompt: `/plan-run ${goal}`, turns, args });
    expect({ denied, result }).toEqual({ denied: [], result: "Done." });
    const answers = toolResults(api).map(({ text }) => text);
    const verdicts = answers.flatMap((text) => text.match(/VERDICT: \w+ \d\/\d/g) ?? []);
    expect(answers[3]).toContain("milestone/no-validation");
    expect(answers[4]).toContain("Nothing was recorded");
    expect(verdicts).toEqual([
      "VERDICT: CONTINUE 1/3",
      "VERDICT: CONTINUE 1/3",
      "VERDICT: CONTINUE 1/3",
      "VERDICT: STOP 2/3",
    ]);

    const [id = "", ...others] = await runsOf(cwd);
    expect(others).toEqual([]);
    expect((await readdir(join(cwd, runsDir, id))).sort()).toEqual(["plan-1.md", "plan-2.md", "run.json", "run.md"]);
    const run = JSON.parse(await readFile(join(cwd, runsDir, id, "run.json"), "utf8"));
    expect(run).toMatchObject({
      goal,
      iterations: [
        { n: 1, errors: 0 },
        { n: 2, errors: 0, changes: [] },
      ],
    });
    for (const n of [1, 2]) {
      expect(await readFile(join(cwd, runsDir, id, `plan-${n}.md`), "utf8")).toContain(missing);
    }
    expect(await readFile(join(cwd, planPath), "utf8")).toContain("Status: converged");
  });

  test("with `--hooks` is held back while the verdict is CONTINUE, never twice in a row, and not after STOP", async () => {
    const cwd = await plannedRepository(["--hooks"], { [settingsPath]: settings });
    const ours = await readFile(join(cwd, settingsPath), "utf8");
    expect(ours.startsWith(settings.slice(0, settings.lastIndexOf("}]")))).toBe(true);
    expect(ours.endsWith("]}}\n")).toBe(true);
    const turns = [
      [bash(`plan-init start --goal "${goal}"`)],
      // In the interview it may stop.
      "What is the session's lifetime?",
    ];
    const interview = await runClient({ cwd, prompt: `/plan-run ${goal}`, turns, args });
    expect(interview.result).toBe("What is the session's lifetime?");
    expect(heldBack(interview.api)).toEqual([]);

    const [id = ""] = await runsOf(cwd);
    const resumed = [
      [bash(`plan-init start --goal "${goal}"`), read(cwd)],
      [write(cwd, flawed)],
      "I am done, I think.",
      "I really am.",
    ];
    const drafted = await runClient({ cwd, prompt: `/plan-run ${goal}`, turns: resumed, args });
    expect(drafted.result).toBe("I really am.");
    expect(heldBack(drafted.api)).toEqual([
      expect.stringContaining("VERDICT: CONTINUE 1/3 — 1 error: milestone/no-validation"),
    ]);
    expect(heldBack(drafted.api)[0]).toContain(id);

    expect(await readFile(join(cwd, "stops"), "utf8")).toBe("x".repeat(3));

    const other = await runClient({ cwd, prompt: "What does this do?", turns: ["It is a repository."], args });
    expect(other.result).toBe("It is a repository.");

    const confirmed = [
      [bash("plan-init start"), read(cwd)],
      [mend(cwd)],
      [bash("plan-init check --record")],
      "Recorded.",
      [bash("plan-init check --record")],
      "Converged.",
      "Not reached.",
    ];
    const ended = await runClient({ cwd, prompt: `/plan-run ${goal}`, turns: confirmed, args });
    expect(ended.result).toBe("Converged.");
    expect(heldBack(ended.api)).toEqual([expect.stringContaining("VERDICT: CONTINUE 1/3")]);
  });
});
