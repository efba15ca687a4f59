import { createHash } from "node:crypto";
import { visible } from "../../config/words.ts";
import { shellWord } from "../../strategy/schedule/quote.ts";
import type { Agent } from "../types.ts";

/** A command that runs only where a person trusts it. */
export interface Subject {
  agent: Agent;
  /** What runs: the agent's command, with the path of a program that lies in the repository. */
  cmd: readonly string[];
}

/** Where it would run. */
export interface Place {
  /** Absolute, real path of the repository. */
  root: string;
  /**
   * What nobody who packs a repository can know: the number of its git folder on this disk. Without it a `.git` that came along
   * in an archive could bring the trust with it.
   */
  mark: string;
}

/** What a person is shown: the exact command as a shell would take it, and the environment, a line each, safe to print. */
export function shownLines({ agent, cmd }: Subject): string[] {
  const whole = (text: string): string => visible(text, Number.POSITIVE_INFINITY);
  const env = Object.entries(agent.env).map(([name, value]) => `  ${name}=${whole(shellWord(value))}`);
  return [`${agent.role}: ${whole(cmd.map(shellWord).join(" "))}`, ...env];
}

/** What is kept of a trust: it holds for this command with this environment in this repository, whoever's part it plays. */
export function trustHash({ agent, cmd }: Subject, { root, mark }: Place): string {
  const env = Object.entries(agent.env).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify([root, mark, cmd, env]))
    .digest("hex");
}
