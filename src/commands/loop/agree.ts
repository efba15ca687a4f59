import { ask } from "../../interview/ask.ts";
import { canAsk } from "../../interview/unattended.ts";
import { rememberTrust, trustOf } from "../../loop/trust/index.ts";
import { type Subject, shownLines } from "../../loop/trust/subject.ts";
import type { Agent } from "../../loop/types.ts";
import { Failure } from "../../ui/failure.ts";
import type { Proc } from "../../ui/process.ts";

/** What asking for trust needs. */
interface Asking {
  root: string;
  proc: Proc;
  flags: { trust: boolean; yes: boolean };
}

/**
 * Sees to it that a person has trusted every command that comes from the repository, once on this machine. They are shown
 * exactly as they would run.
 *
 * @throws Failure `loop-untrusted` where nobody has, and nobody does
 */
export async function agreeToAgents(agents: readonly Agent[], { root, proc, flags }: Asking): Promise<void> {
  const { asked, isKept } = await trustOf(root, agents, proc.env);
  if (asked.length === 0) return;
  const commands = asked.flatMap(shownLines);
  if (!flags.trust) {
    // `--yes` answers what the planner asks, and trusts nothing.
    if (!canAsk(proc, {})) throw new Failure("loop-untrusted", { commands });
    proc.stderr.write(`These commands come from this repository, and run with your rights:\n${indented(commands)}\n`);
    const message = isKept ? "Trust them, on this machine" : "Run them this time";
    const { yes } = await ask([{ key: "yes", type: "confirm", message, initial: false, required: false }], proc);
    if (yes !== true) throw new Failure("loop-untrusted", { commands });
  }
  await rememberTrust(root, asked);
}

const indented = (lines: readonly string[]): string => lines.map((line) => `  ${line}`).join("\n");

/** What a dry run shows of an agent, a line each. */
export function agentLines(agent: Agent, asked: readonly Subject[]): string[] {
  const subject = asked.find((each) => each.agent === agent) ?? { agent, cmd: agent.cmd };
  const isAsked = asked.includes(subject);
  return [
    ...shownLines(subject),
    `  at most ${Math.round(agent.timeout / 1000)} s a call${agent.capabilities.cost ? "" : ", and tells no cost"}`,
    ...(isAsked ? ["  from this repository, and not trusted on this machine yet"] : []),
  ];
}
