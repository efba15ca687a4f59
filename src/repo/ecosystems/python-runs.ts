import { dig, entries, readToml } from "../read.ts";
import { implied, join, offersFor, pathIn, words } from "./offers.ts";
import type { PythonProject } from "./python-project.ts";
import { pythonTests } from "./python-tests.ts";
import { evidence, pythonTools } from "./python-tools.ts";
import type { Offer, Offers } from "./types.ts";

/**
 * Ways to run the tests. When pytest is declared it comes before tox and nox, which run it once for each Python version;
 * when it is not, they may be the only ones that have it.
 */
export function pythonTestRuns(project: PythonProject): Offers {
  const direct = { test: directRuns(project) };
  const wrapped = [tox(project), nox(project)];
  return project.dependencies.has("pytest") ? join(direct, ...wrapped) : join(...wrapped, direct);
}

function directRuns({ place, pyproject, dependencies, manager }: PythonProject): Offer[] {
  const { view, folder } = place;
  const tests = pythonTests(view);
  const pytest = pythonTools.find((tool) => tool.kind === "test");
  const shown =
    (pytest && evidence(pytest, view, pyproject, dependencies)) ?? (tests?.style === "pytest" ? tests.path : undefined);
  if (shown !== undefined) {
    // pytest takes its root and its configuration from the path that it is given.
    const elsewhere = manager.id === "pip" ? `python -m pytest ${folder}` : undefined;
    return implied(manager.run("pytest") ?? elsewhere, pathIn(place, shown));
  }
  if (view.has("manage.py")) return implied(manager.run("python manage.py test"), pathIn(place, "manage.py"));
  return tests === undefined ? [] : implied(manager.run(tests.unittest), pathIn(place, tests.path));
}

/** tox reads `tox.ini`, `tox.toml` or `pyproject.toml`; each environment is a section. */
function tox({ place, pyproject }: PythonProject): Offers {
  const { view, folder } = place;
  const inPyproject = dig(pyproject, "tool", "tox");
  const file = ["tox.ini", "tox.toml"].find((name) => view.has(name)) ?? (inPyproject && "pyproject.toml");
  if (typeof file !== "string") return {};
  const sections = (view.read("tox.ini") ?? "").matchAll(/^\[testenv:([\w-]{1,60})\]/gm);
  const tables = [...entries(readToml(view, "tox.toml"), "env"), ...entries(inPyproject, "env")];
  const names = [...[...sections].map((match) => match[1] ?? ""), ...tables.map(([name]) => name)];
  const run = (...args: string[]) => words("tox", folder && `-c ${folder}`, ...args);
  const environments = byName(names, (name) => run("-e", name), `${pathIn(place, file)} environment`);
  return { ...environments, test: implied(run(), pathIn(place, file)) };
}

/** A nox session is a function that takes a session. */
function nox({ place }: PythonProject): Offers {
  const { view, folder } = place;
  const file = "noxfile.py";
  const sessions = (view.read(file) ?? "").matchAll(/^def (\w{1,60})\(session\b/gm);
  const names = [...sessions].map((match) => match[1] ?? "");
  const command = (name: string) => words("nox", folder && `-f ${folder}/${file}`, "-s", name);
  return byName(names, command, `${pathIn(place, file)} session`);
}

/** What wraps other tools is no better than they are, so these do not count as named by the repository. */
function byName(names: string[], command: (name: string) => string, source: string): Offers {
  const declared = new Map(names.map((name) => [name, ""] as const));
  const offers = offersFor(declared, command, (name) => `${source} ${name}`);
  return Object.fromEntries(
    Object.entries(offers).map(([kind, list]) => [kind, list.map((offer) => ({ ...offer, named: false }))]),
  );
}
