import { findProgram, liesWithin } from "../call/program.ts";
import type { Agent } from "../types.ts";
import { addTrusted, readTrusted, shelfOf } from "./store.ts";
import { type Subject, trustHash } from "./subject.ts";

/** What a person has to be asked before the agents run. */
export interface Trust {
  /** Commands that nobody has trusted here yet. */
  asked: Subject[];
  /** Whether an answer can be kept; without git there is no place for it. */
  isKept: boolean;
}

/**
 * Which agents' commands come from the repository and are not trusted on this machine yet. Our own presets need no trust, unless
 * the program that they find lies in the repository, as one in `node_modules/.bin` does.
 *
 * @param root absolute, real path of the repository
 * @param env that the agents will have
 */
export async function trustOf(
  root: string,
  agents: readonly Agent[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<Trust> {
  const subjects = (await Promise.all(agents.map((agent) => subjectOf(root, agent, env)))).filter(
    (subject) => subject !== undefined,
  );
  const shelf = subjects.length === 0 ? undefined : await shelfOf(root);
  if (shelf === undefined) return { asked: subjects, isKept: false };
  const trusted = await readTrusted(shelf);
  const asked = subjects.filter((subject) => !trusted.includes(trustHash(subject, { root, mark: shelf.mark })));
  return { asked, isKept: true };
}

async function subjectOf(
  root: string,
  agent: Agent,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Subject | undefined> {
  const [name = "", ...args] = agent.cmd;
  const program = await findProgram(name, root, { ...env, ...agent.env });
  const isInside = program.kind !== "missing" && (await liesWithin(root, program.path));
  if (agent.isConfined && !isInside) return undefined;
  return { agent, cmd: isInside ? [program.path, ...args] : agent.cmd };
}

/**
 * Keeps that a person trusts these commands, on this machine and for this repository.
 *
 * @returns whether it could be kept
 * @throws Failure `cannot-write` when the disk refuses
 */
export async function rememberTrust(root: string, subjects: readonly Subject[]): Promise<boolean> {
  const shelf = await shelfOf(root);
  if (shelf === undefined) return false;
  await addTrusted(
    shelf,
    subjects.map((subject) => trustHash(subject, { root, mark: shelf.mark })),
  );
  return true;
}
