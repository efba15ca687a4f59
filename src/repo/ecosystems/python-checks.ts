import { dig } from "../read.ts";
import { implied, join, pathIn, words } from "./offers.ts";
import type { PythonProject } from "./python-project.ts";
import { evidence, type PythonTool, pythonTools } from "./python-tools.ts";
import type { Offer, Offers } from "./types.ts";

/** The linters and type checkers that the project configures or declares. */
export function pythonChecks(project: PythonProject): Offers {
  const offers = pythonTools
    .filter((tool) => tool.kind !== "test")
    .map((tool) => ({ [tool.kind]: check(project, tool) }));
  return join(...offers, { lint: preCommit(project) });
}

function check(project: PythonProject, tool: PythonTool): Offer[] {
  const { place, pyproject, dependencies } = project;
  const shown = evidence(tool, place.view, pyproject, dependencies);
  if (shown === undefined) return [];
  const command = tool.command(dig(pyproject, "tool", tool.table));
  return implied(inEnvironment(project, tool, command) ?? standalone(project, tool, command), pathIn(place, shown));
}

function inEnvironment(
  { dependencies, manager }: PythonProject,
  tool: PythonTool,
  command: string,
): string | undefined {
  return dependencies.has(tool.package) || !tool.standalone ? manager.run(command) : undefined;
}

/** Configured but declared nowhere: people have it installed, or let uv fetch it. */
function standalone({ place, manager }: PythonProject, tool: PythonTool, command: string): string | undefined {
  return tool.standalone && words(manager.id === "uv" && "uvx", command, place.folder);
}

/** Hooks are the only linter of many projects; they work from the top of the repository. */
function preCommit({ place: { view, folder }, dependencies, manager }: PythonProject): Offer[] {
  const config = ".pre-commit-config.yaml";
  const command = "pre-commit run --all-files";
  if (folder !== "" || !view.has(config)) return [];
  return implied(dependencies.has("pre-commit") ? manager.run(command) : command, config);
}
