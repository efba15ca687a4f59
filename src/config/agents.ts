/**
 * The one table of coding agents: how each is recognised in a repository and where it reads its standing instructions.
 * What is written for an agent is a matter of the pack (`when: {agents: …}` and `when: {instructions: …}` in `pack.yml`).
 */
export interface Agent {
  id: string;
  title: string;
  /** Paths, relative to the repository, any of which shows that the agent is in use. */
  detect: readonly string[];
  /** The file that the agent loads in every session; the managed block goes there. */
  instructions: string;
  /** What starts a planning run inside the agent, where the pack gives it something to start. */
  starts?: string;
  /** The program that takes a prompt on its standard input. */
  program?: string;
}

export const agents = [
  {
    id: "claude",
    title: "Claude Code",
    detect: [".claude", "CLAUDE.md"],
    instructions: "CLAUDE.md",
    starts: "/plan-run",
    program: "claude",
  },
  {
    id: "codex",
    title: "Codex",
    detect: [".codex"],
    instructions: "AGENTS.md",
    starts: "$plan-run",
    program: "codex exec -",
  },
  {
    id: "cursor",
    title: "Cursor",
    detect: [".cursor", ".cursorrules"],
    instructions: "AGENTS.md",
    starts: "/plan-run",
  },
  {
    id: "gemini",
    title: "Gemini CLI",
    detect: [".gemini", "GEMINI.md"],
    instructions: "GEMINI.md",
    starts: "/plan-run",
    program: "gemini",
  },
  {
    id: "copilot",
    title: "Copilot",
    detect: [".github/copilot-instructions.md", ".github/prompts"],
    instructions: ".github/copilot-instructions.md",
    starts: "/plan-run",
  },
  { id: "agents-md", title: "other AGENTS.md readers", detect: ["AGENTS.md"], instructions: "AGENTS.md" },
] as const satisfies readonly Agent[];

export type AgentId = (typeof agents)[number]["id"];

export const agentIds = agents.map((agent) => agent.id) as [AgentId, ...AgentId[]];
