import { trustOf } from "../../loop/trust/index.ts";
import type { Agent, Role } from "../../loop/types.ts";
import type { Output } from "../../ui/output.ts";
import type { Proc } from "../../ui/process.ts";
import { agentLines } from "./agree.ts";

/** Shows which commands a loop would run, and runs nothing. */
export async function preview(root: string, agents: Record<Role, Agent>, proc: Proc, output: Output): Promise<void> {
  const both = Object.values(agents);
  const { asked } = await trustOf(root, both, proc.env);
  output.lines([
    "A loop would run these, without a shell, each with its part and the plan on stdin:",
    "",
    ...both.flatMap((agent) => agentLines(agent, asked)),
    "",
    "Nothing was run.",
  ]);
  output.document(() => ({
    schema: "plan-init/loop/1",
    result: "preview",
    root,
    agents: both.map((agent) => {
      const subject = asked.find((each) => each.agent === agent);
      const { role, name, cmd, env, timeout, capabilities } = agent;
      return {
        role,
        name,
        cmd: [...(subject?.cmd ?? cmd)],
        env: { ...env },
        timeout,
        cost: capabilities.cost,
        trusted: subject === undefined,
      };
    }),
  }));
}
