import { dig, readToml, string } from "../read.ts";
import { implied, join, pathIn } from "./offers.ts";
import { pythonChecks } from "./python-checks.ts";
import { pythonDependencies } from "./python-dependencies.ts";
import { pythonManager } from "./python-manager.ts";
import type { PythonProject } from "./python-project.ts";
import { pythonTestRuns } from "./python-runs.ts";
import { pythonScripts } from "./python-scripts.ts";
import type { Ecosystem, Offer } from "./types.ts";

const manifests = ["pyproject.toml", "setup.py", "setup.cfg", "Pipfile", "requirements.txt", "manage.py"];

export const python: Ecosystem = {
  id: "python",
  detect(place) {
    const { view } = place;
    if (!manifests.some((name) => view.has(name))) return undefined;
    const pyproject = readToml(view, "pyproject.toml");
    const dependencies = pythonDependencies(view, pyproject);
    const project = { place, pyproject, dependencies, manager: pythonManager(place, pyproject) };
    return {
      title: `Python (${project.manager.id})`,
      name: nameOf(project),
      toolingOnly: isToolingOnly(project),
      monorepo: dig(pyproject, "tool", "uv", "workspace") === undefined ? [] : ["uv workspace"],
      offers: join(pythonScripts(project), pythonChecks(project), pythonTestRuns(project), { build: build(project) }),
    };
  },
};

function nameOf({ pyproject, place: { view } }: PythonProject): string | undefined {
  const declared = string(pyproject, "project", "name") ?? string(pyproject, "tool", "poetry", "name");
  const setup = `${view.read("setup.cfg") ?? ""}\n${view.read("setup.py") ?? ""}`;
  return declared ?? /^[ \t]*name[ \t]*=[ \t]*["']?(\w[\w.-]{0,99})/m.exec(setup)?.[1];
}

/** A `pyproject.toml` may only configure the linter of the scripts in another language's project. */
function isToolingOnly({ pyproject, place: { view } }: PythonProject): boolean {
  const declares = dig(pyproject, "project") ?? dig(pyproject, "tool", "poetry");
  return declares === undefined && !manifests.some((name) => name !== "pyproject.toml" && view.has(name));
}

function build({ pyproject, dependencies, manager, place }: PythonProject): Offer[] {
  if (dig(pyproject, "build-system") === undefined) return [];
  const command = manager.build ?? (dependencies.has("build") ? manager.run("python -m build") : undefined);
  return implied(command, pathIn(place, "pyproject.toml build-system"));
}
