import type { RepoView } from "../facts.ts";
import { dig, string, strings } from "../read.ts";

/** A program that checks code, and how a repository shows that it uses it. */
export interface PythonTool {
  kind: "test" | "lint" | "typecheck";
  /** Package that brings it. */
  package: string;
  files: readonly string[];
  /** Its table in `pyproject.toml`, below `tool`. */
  table: string;
  /** Its sections in files that others share, as [file, section]. */
  sections?: readonly (readonly [string, string])[];
  /** Needs no environment, so it may be installed outside of it. */
  standalone?: true;
  command: (config: unknown) => string;
}

/** In order of preference within a kind. */
export const pythonTools: readonly PythonTool[] = [
  {
    kind: "test",
    package: "pytest",
    files: ["pytest.ini", ".pytest.ini", "pytest.toml", ".pytest.toml"],
    table: "pytest",
    sections: [
      ["tox.ini", "pytest"],
      ["setup.cfg", "tool:pytest"],
    ],
    command: () => "pytest",
  },
  {
    kind: "lint",
    package: "ruff",
    files: ["ruff.toml", ".ruff.toml"],
    table: "ruff",
    standalone: true,
    command: () => "ruff check",
  },
  {
    kind: "lint",
    package: "flake8",
    files: [".flake8"],
    table: "flake8",
    sections: [
      ["tox.ini", "flake8"],
      ["setup.cfg", "flake8"],
    ],
    command: () => "flake8",
  },
  {
    kind: "typecheck",
    package: "mypy",
    files: ["mypy.ini", ".mypy.ini"],
    table: "mypy",
    sections: [["setup.cfg", "mypy"]],
    command: mypy,
  },
  {
    kind: "typecheck",
    package: "basedpyright",
    files: [],
    table: "basedpyright",
    command: () => "basedpyright",
  },
  { kind: "typecheck", package: "pyright", files: ["pyrightconfig.json"], table: "pyright", command: () => "pyright" },
  { kind: "typecheck", package: "ty", files: ["ty.toml"], table: "ty", standalone: true, command: () => "ty check" },
  { kind: "typecheck", package: "pyrefly", files: ["pyrefly.toml"], table: "pyrefly", command: () => "pyrefly check" },
];

/** mypy must be told what to look at, by its configuration or on the command line. */
function mypy(config: unknown): string {
  const told = ["files", "packages", "modules"].some(
    (key) => strings(config, key).length > 0 || string(config, key) !== undefined,
  );
  return told ? "mypy" : "mypy .";
}

/** What shows that the repository uses the tool: where it is configured, else where it is declared. */
export function evidence(
  tool: PythonTool,
  view: RepoView,
  pyproject: unknown,
  dependencies: Map<string, string>,
): string | undefined {
  const file = tool.files.find((name) => view.has(name));
  if (file !== undefined) return file;
  if (dig(pyproject, "tool", tool.table) !== undefined) return `pyproject.toml tool.${tool.table}`;
  const section = tool.sections?.find(([name, title]) => hasSection(view.read(name) ?? "", title));
  return section ? `${section[0]} [${section[1]}]` : dependencies.get(tool.package);
}

/** Whether an INI file has the section. */
export function hasSection(text: string, title: string): boolean {
  return text.split("\n").some((line) => line.trimEnd() === `[${title}]`);
}
