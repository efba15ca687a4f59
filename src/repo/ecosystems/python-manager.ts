import type { RepoView } from "../facts.ts";
import { dig, readToml, string } from "../read.ts";
import { words } from "./offers.ts";
import type { Place } from "./types.ts";

/** What runs programs in the project's environment. */
export interface PythonManager {
  /** `pip` when nothing manages the environment. */
  id: string;
  /** The command that runs a program there; `undefined` when it cannot be done from outside the project's folder. */
  run(program: string): string | undefined;
  /** The command that builds the distribution. */
  build: string | undefined;
}

interface Kind {
  id: string;
  /** Files that only this one writes. */
  files: readonly string[];
  /** Its own table in `pyproject.toml`, below `tool`. */
  table: readonly string[];
  /** Its build backend, where having that means using it. */
  backend?: string;
  run: (folder: string) => string | undefined;
  build?: (folder: string) => string | undefined;
}

const atRoot = (command: string) => (folder: string) => (folder === "" ? command : undefined);

const kinds: readonly Kind[] = [
  {
    id: "uv",
    files: ["uv.lock", "uv.toml"],
    table: ["uv"],
    backend: "uv_build",
    run: (folder) => words("uv run", folder && `--directory ${folder}`),
    build: (folder) => words("uv build", folder && `--directory ${folder}`),
  },
  {
    id: "poetry",
    files: ["poetry.lock"],
    table: ["poetry"],
    backend: "poetry.core.masonry.api",
    run: (folder) => words("poetry", folder && `--directory ${folder}`, "run"),
    build: (folder) => words("poetry", folder && `--directory ${folder}`, "build"),
  },
  {
    id: "pdm",
    files: ["pdm.lock", "pdm.toml"],
    table: ["pdm"],
    backend: "pdm.backend",
    run: atRoot("pdm run"),
    build: atRoot("pdm build"),
  },
  { id: "pipenv", files: ["Pipfile.lock", "Pipfile"], table: ["pipenv"], run: atRoot("pipenv run") },
  {
    id: "hatch",
    files: ["hatch.toml"],
    table: ["hatch", "envs"],
    run: atRoot("hatch run"),
    build: atRoot("hatch build"),
  },
  { id: "rye", files: [], table: ["rye"], run: atRoot("rye run"), build: atRoot("rye build") },
];

/** Who manages the environment: told by a file, else by a table, else by the build backend; else by the same further up. */
export function pythonManager({ view, above, folder }: Place, pyproject: unknown): PythonManager {
  const further = above.map((each) => kindOf(each, readToml(each, "pyproject.toml")));
  const kind = [kindOf(view, pyproject), ...further].find((each) => each !== undefined);
  if (kind === undefined) return { id: "pip", run: atRootOnly(folder), build: undefined };
  const prefix = kind.run(folder);
  return { id: kind.id, run: (program) => prefix && `${prefix} ${program}`, build: kind.build?.(folder) };
}

function kindOf(view: RepoView, pyproject: unknown): Kind | undefined {
  const backend = string(pyproject, "build-system", "build-backend");
  return (
    kinds.find(({ files }) => files.some((file) => view.has(file))) ??
    kinds.find(({ table }) => dig(pyproject, "tool", ...table) !== undefined) ??
    kinds.find((candidate) => backend !== undefined && candidate.backend === backend)
  );
}

/** Without a manager, as a module: that is the one beside the project's own Python, and it sees the project's modules. */
function atRootOnly(folder: string): PythonManager["run"] {
  const module = /^(pytest|mypy|flake8)\b/;
  return (program) => (folder !== "" ? undefined : module.test(program) ? `python -m ${program}` : program);
}
