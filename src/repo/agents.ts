import { type AgentId, agents } from "../config/agents.ts";
import type { RepoView } from "./facts.ts";

/** The coding agents that have left something in the repository, in the order of their table. */
export function agentsInUse(view: RepoView): AgentId[] {
  return agents.filter((agent) => agent.detect.some((path) => view.has(path))).map((agent) => agent.id);
}
