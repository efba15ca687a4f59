import type { Config } from "../../config/schema.ts";
import { putText } from "../../pack/put.ts";
import { exclusively } from "../../pack/transaction.ts";
import { readBaseline } from "../../repo/git.ts";
import { type BaselineRecord, baselineFile } from "../../runs/baseline-record.ts";
import type { Run } from "../../runs/run.ts";
import { Failure } from "../../ui/failure.ts";
import type { Check, Settled, Task } from "../../verify/checks.ts";
import { type Bench, runShown } from "./execute.ts";

/** What stands in a milestone's place where the commands are those of the config. */
const configTask = "CONFIG";

/** The commands of the config as a task. Two keys with one command are one check. */
export const tasksOfConfig = ({ commands }: Config): Task[] => [
  { id: configTask, title: "the commands of `planning/config.yml`", checks: checksIn(commands) },
];

/** The commands as they were when the run was opened. */
export const openedWith = ({ commands }: Run): Settled => ({
  kind: "plan",
  tasks: [{ id: configTask, title: "", checks: checksIn(commands) }],
});

function checksIn(commands: Record<string, string>): Check[] {
  const given = Object.values(commands).filter((command) => command !== "");
  return [...new Set(given)].map((text) => ({
    milestone: configTask,
    kind: "command",
    text,
    expected: undefined,
    prints: undefined,
  }));
}

/**
 * Runs the commands of the config once each, and writes down which of them are green before anything changes.
 *
 * @param commands those that were agreed to
 * @throws Failure `no-commands` when there are none
 */
export async function recordBaseline(
  { run, config }: { run: Run; config: Config },
  commands: readonly string[],
  bench: Bench,
): Promise<BaselineRecord> {
  if (commands.length === 0) throw new Failure("no-commands", {});
  const { root, proc } = bench;
  const at = await readBaseline(root, { env: proc.env, signal: proc.signal });
  const record: BaselineRecord = {
    schema: 1,
    at: proc.now().toISOString(),
    commit: at.kind === "commit" ? at.commit : null,
    commands: [],
  };
  for (const command of commands) {
    const { exit, ms } = await runShown(command, { expected: undefined, prints: undefined }, bench);
    const names = Object.entries(config.commands).filter(([, text]) => text === command);
    record.commands.push(...names.map(([name]) => ({ name, command, exit, ms })));
  }
  const text = `${JSON.stringify(record, null, 2)}\n`;
  await exclusively(root, () => putText(root, baselineFile(run.id), text));
  return record;
}

/** What is to be said of when the commands ran, a clause each. */
export function baselineRemarks({ baseline, iterations }: Run, { commit }: BaselineRecord): string[] {
  if (baseline.kind !== "commit" || baseline.commit === commit) return [];
  const now = commit === null ? "nowhere in git" : `at \`${commit.slice(0, 9)}\``;
  const late = iterations.length > 0 ? "; what is red may have become so since" : "";
  return [`the commands ran ${now}, not at the baseline \`${baseline.commit.slice(0, 9)}\`${late}`];
}
