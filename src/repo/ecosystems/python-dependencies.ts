import type { RepoView } from "../facts.ts";
import { dig, entries, readToml, strings } from "../read.ts";

const requirementFiles = /^(?:(?:[\w-]+[-_])?requirements(?:[-_][\w-]+)?|constraints)\.(?:txt|in)$/i;

/**
 * Packages that the project declares, of whatever group → the file that says so.
 * Names are normalised (PEP 503); versions, markers and what others require in turn are left out.
 */
export function pythonDependencies(view: RepoView, pyproject: unknown): Map<string, string> {
  const found = new Map<string, string>();
  const add = (file: string, requirements: string[]) => {
    for (const requirement of requirements) {
      const name = /^\s*([A-Za-z0-9][\w.-]*)/.exec(requirement)?.[1];
      if (name !== undefined) found.set(name.toLowerCase().replace(/[-_.]+/g, "-"), file);
    }
  };
  add("pyproject.toml", [...standard(pyproject), ...ofManagers(pyproject)]);
  const pipfile = readToml(view, "Pipfile");
  add("Pipfile", keys(pipfile, "packages").concat(keys(pipfile, "dev-packages")));
  for (const file of requirementPaths(view)) add(file, (view.read(file) ?? "").split("\n"));
  add("setup.cfg", indentedNames(view.read("setup.cfg") ?? ""));
  add("setup.py", requiredNames(view.read("setup.py") ?? ""));
  return found;
}

/** PEP 621 and PEP 735. */
function standard(pyproject: unknown): string[] {
  return [
    ...strings(pyproject, "project", "dependencies"),
    ...entries(pyproject, "project", "optional-dependencies").flatMap(([, group]) => strings(group)),
    ...entries(pyproject, "dependency-groups").flatMap(([, group]) => strings(group)),
  ];
}

function ofManagers(pyproject: unknown): string[] {
  const tool = dig(pyproject, "tool");
  return [
    ...strings(tool, "uv", "dev-dependencies"),
    ...strings(tool, "rye", "dev-dependencies"),
    ...keys(tool, "poetry", "dependencies"),
    ...keys(tool, "poetry", "dev-dependencies"),
    ...entries(tool, "poetry", "group").flatMap(([, group]) => keys(group, "dependencies")),
    ...entries(tool, "pdm", "dev-dependencies").flatMap(([, group]) => strings(group)),
    ...entries(tool, "hatch", "envs").flatMap(([, env]) => [
      ...strings(env, "dependencies"),
      ...strings(env, "extra-dependencies"),
    ]),
  ];
}

function keys(value: unknown, ...path: string[]): string[] {
  return entries(value, ...path).map(([name]) => name);
}

function requirementPaths(view: RepoView): string[] {
  const nested = view.list("requirements").filter((name) => /\.(txt|in)$/.test(name));
  return [
    ...view.list("").filter((name) => requirementFiles.test(name)),
    ...nested.map((name) => `requirements/${name}`),
  ].slice(0, 20);
}

/** `setup.cfg`: indented lines of a list. */
function indentedNames(text: string): string[] {
  return [...text.matchAll(/^[ \t]+([A-Za-z][\w.-]{0,60})[ \t]*(?:[<>=~!;[].*)?$/gm)].map((match) => match[1] ?? "");
}

/** `setup.py`: strings in what is given as some kind of requirement. */
function requiredNames(text: string): string[] {
  const values = [...text.matchAll(/requires?["']?[ \t]*[=:][ \t]*([[{][^)]{0,2000})/g)].map((match) => match[1] ?? "");
  return values
    .flatMap((value) => [...value.matchAll(/["']([A-Za-z][\w.-]{0,60})(?=[<>=~!"';[ ])/g)])
    .map((match) => match[1] ?? "");
}
