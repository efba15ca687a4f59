import path from "node:path";
import type { Config } from "../config/schema.ts";
import { canAsk } from "../interview/unattended.ts";
import { resolveAgent } from "../loop/agents/resolve.ts";
import { callAgent } from "../loop/call/index.ts";
import { isWithinLoop } from "../loop/guard.ts";
import type { Agent, Role } from "../loop/types.ts";
import { liveView } from "../loop/view/live.ts";
import { exclusively } from "../pack/transaction.ts";
import { findWorkplace } from "../repo/workplace.ts";
import { standingOf } from "../review/standing.ts";
import { decideStop } from "../review/stop/index.ts";
import { readSettings } from "../runs/setup.ts";
import { Exit, type ExitCode } from "../ui/exit.ts";
import { Failure } from "../ui/failure.ts";
import { outputFor } from "../ui/output.ts";
import type { Proc } from "../ui/process.ts";
import { agreeToAgents } from "./loop/agree.ts";
import { enter, findRun, type Scene } from "./loop/begin.ts";
import { drive } from "./loop/drive.ts";
import { type LoopFlags, parseLoopFlags } from "./loop/flags.ts";
import { holdLoop } from "./loop/hold.ts";
import { preview } from "./loop/preview.ts";
import { demandPrograms } from "./loop/programs.ts";
import { type End, endDocument, endLines } from "./loop/report.ts";
import { settlePlan } from "./loop/settle.ts";
import { planReader, type Stage } from "./loop/stage.ts";
import { close } from "./review/close.ts";
import { sit } from "./review/step.ts";

type Agents = Record<Role, Agent>;

/** Has a planner and a critic, two agent commands, play rounds of review until the rules say stop. */
export async function loop(proc: Proc, rawFlags: Record<string, unknown>): Promise<ExitCode> {
  const flags = parseLoopFlags(rawFlags);
  const output = outputFor(proc, flags.json);
  if (isWithinLoop(proc.env)) throw new Failure("loop-in-loop", {});
  const cwd = path.resolve(proc.cwd, flags.cwd);
  const { root } = await findWorkplace(cwd, proc.env);
  const { config, isInstalled } = await readSettings(root);
  if (!isInstalled) throw new Failure("not-installed", {});
  const agents = agentsOf(config, flags);
  if (flags.dryRun) {
    await preview(root, agents, proc, output);
    return Exit.Good;
  }
  await demandPrograms(Object.values(agents), root, proc.env);
  await agreeToAgents(Object.values(agents), { root, proc, flags });
  const end = await holdLoop(root, () => play({ proc, root, cwd, config, flags }, agents));
  // Set apart from the panel above it.
  if (proc.stderr.isTTY === true) proc.stderr.write("\n");
  output.lines(endLines(end, output));
  output.document(() => endDocument(end, root));
  return exitOf(end);
}

function agentsOf(config: Config, { agents: chosen }: LoopFlags): Agents {
  const { agents } = config;
  const of = (role: Role): Agent => {
    const preset = chosen[role];
    return resolveAgent(role, { agents, loop: { ...config.loop, ...(preset && { [role]: preset }) } });
  };
  return { planner: of("planner"), critic: of("critic") };
}

async function play(scene: Scene, agents: Agents): Promise<End> {
  const { proc, root, config, flags } = scene;
  const run = await findRun(scene);
  const names = { planner: agents.planner.cmd.join(" "), critic: agents.critic.cmd.join(" ") };
  await exclusively(root, async () => enter(await sit(root, run, proc), scene, names));
  const isAttended = canAsk(proc, flags);
  const stage: Stage = {
    ...{ proc, root, config, run, agents, isAttended, takesDefaults: flags.yes },
    ...{ parse: planReader(), examined: new Map(), kept: undefined, seen: undefined },
    view: liveView(proc, {
      subject: { run: run.id, goal: run.goal, maxLines: config.max_plan_lines },
      // What it comes to is on stdout, for whoever reads that.
      stream: proc.stderr,
      isPlain: flags.plain,
      fromStart: false,
    }),
    call: (agent, question, timeout) =>
      callAgent(agent, question, { root, run: run.id, env: proc.env, signal: proc.signal, timeout }),
  };
  try {
    return await toTheEnd(stage, flags);
  } finally {
    stage.view.end();
  }
}

async function toTheEnd(stage: Stage, { answers }: LoopFlags): Promise<End> {
  const { proc, root, run } = stage;
  const session = await drive(stage, answers);
  if (decideStop(session) === undefined) return { run, session, verdict: undefined, written: [], notes: [] };
  // Closing comes last: it is how the next command sees that all is done.
  const verdict = standingOf(session).exit === Exit.Good ? await settlePlan(stage) : undefined;
  const closed = await exclusively(root, () => close({ proc, root }));
  return { run, session: closed.session, verdict, written: closed.written, notes: closed.notes };
}

/** A session that waits for an answer has not come to its end, and is no success. */
const exitOf = ({ session }: End): ExitCode => {
  const { exit } = standingOf(session);
  return exit === Exit.Good && decideStop(session) === undefined ? Exit.Person : exit;
};
