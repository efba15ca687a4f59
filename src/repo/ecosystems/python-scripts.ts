import { dig, entries, readToml, string } from "../read.ts";
import { join, offersFor, pathIn } from "./offers.ts";
import type { PythonProject } from "./python-project.ts";
import type { Offers } from "./types.ts";

/** Tables of named tasks in Python's manifests, each with what runs a task of it. */
const tables: readonly { file: string; path: readonly string[]; runner?: string; manager?: string }[] = [
  { file: "pyproject.toml", path: ["tool", "poe", "tasks"], runner: "poe " },
  { file: "pyproject.toml", path: ["tool", "taskipy", "tasks"], runner: "task " },
  { file: "pyproject.toml", path: ["tool", "pdm", "scripts"], manager: "pdm" },
  { file: "pyproject.toml", path: ["tool", "rye", "scripts"], manager: "rye" },
  { file: "pyproject.toml", path: ["tool", "hatch", "envs", "default", "scripts"], manager: "hatch" },
  { file: "hatch.toml", path: ["envs", "default", "scripts"], manager: "hatch" },
  { file: "Pipfile", path: ["scripts"], manager: "pipenv" },
];

/** Commands that the project names itself. */
export function pythonScripts({ place, pyproject, manager }: PythonProject): Offers {
  const usable = tables.filter((table) => table.manager === undefined || table.manager === manager.id);
  const offers = usable.map(({ file, path, runner = "" }) => {
    const manifest = file === "pyproject.toml" ? pyproject : readToml(place.view, file);
    const source = `${pathIn(place, file)} ${path.join(".")}`;
    return offersFor(
      tasksAt(manifest, path),
      (name) => manager.run(runner + name),
      (name) => `${source}.${name}`,
    );
  });
  return join(...offers);
}

/** A task is a command, a list of them, or a table that has one. */
function tasksAt(manifest: unknown, path: readonly string[]): Map<string, string> {
  const found = entries(dig(manifest, ...path));
  return new Map(found.map(([name, task]) => [name, textOf(task)] as const));
}

function textOf(task: unknown): string {
  if (typeof task === "string") return task;
  if (Array.isArray(task)) return task.filter((line) => typeof line === "string").join(" && ");
  return string(task, "cmd") ?? string(task, "shell") ?? "";
}
