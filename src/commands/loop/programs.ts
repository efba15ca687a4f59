import { presets } from "../../loop/agents/presets.ts";
import { findProgram } from "../../loop/call/program.ts";
import type { Agent } from "../../loop/types.ts";
import { Failure } from "../../ui/failure.ts";
import type { Proc } from "../../ui/process.ts";

/**
 * Looks for the agents' programs before anything is opened or spent.
 *
 * @throws Failure `loop-no-program`, which says what there is instead
 */
export async function demandPrograms(agents: readonly Agent[], root: string, env: Proc["env"]): Promise<void> {
  const missing: Agent[] = [];
  for (const agent of agents) {
    const found = await findProgram(agent.cmd[0] ?? "", root, { ...env, ...agent.env });
    if (found.kind === "missing") missing.push(agent);
  }
  if (missing.length === 0) return;
  const there: string[] = [];
  for (const [name, { cmd }] of Object.entries(presets)) {
    const [program = ""] = cmd({ model: undefined, schema: "none" });
    if ((await findProgram(program, root, env)).kind === "found") there.push(name);
  }
  throw new Failure("loop-no-program", {
    programs: [...new Set(missing.map(({ cmd }) => cmd[0] ?? ""))],
    roles: missing.map(({ role }) => role),
    there,
  });
}
