import { repoPathProblem } from "../config/paths.ts";
import type { CommandKind, GitFacts, RepoFacts } from "../repo/facts.ts";
import type { Answers } from "./types.ts";

const kinds = ["test", "lint", "typecheck", "build"] as const satisfies readonly CommandKind[];

/**
 * What holds unless somebody says otherwise: the answers that the repository and git give by themselves.
 *
 * @returns values by dotted keys; `undefined` where the repository does not tell
 */
export function detectedAnswers(facts: RepoFacts, git: GitFacts): Answers {
  const commands = kinds.map((kind) => [`commands.${kind}`, facts.commands[kind][0]?.command]);
  return {
    project: facts.project,
    agents: facts.agents.length > 0 ? facts.agents : undefined,
    // Without git there is no branch to name, and `main` is what `git init` would make.
    default_branch: git.defaultBranch ?? (git.baseline.kind === "none" ? "main" : undefined),
    ...Object.fromEntries(commands),
    context: facts.context.filter((path) => repoPathProblem(path) === undefined),
  };
}
