import { describe, expect, it } from "vitest";
import { type Commands, commandsOf, type Files, factsOf } from "./detected.ts";

const project = (rest = "") => `[project]\nname = "tidewatch"\n${rest}`;

describe("what manages the environment", () => {
  const dev =
    '[dependency-groups]\ndev = ["pytest>=8", {include-group = "lint"}]\nlint = ["ruff", "mypy[reports]==1.0"]\n';
  const cases: [string, Files, string, string[]][] = [
    ["uv by its lock", { "uv.lock": "" }, "uv", ["uv run pytest", "uv run ruff check", "uv run mypy ."]],
    [
      "poetry by its lock",
      { "poetry.lock": "" },
      "poetry",
      ["poetry run pytest", "poetry run ruff check", "poetry run mypy ."],
    ],
    ["pdm by its lock", { "pdm.lock": "" }, "pdm", ["pdm run pytest", "pdm run ruff check", "pdm run mypy ."]],
    [
      "hatch by its file",
      { "hatch.toml": "" },
      "hatch",
      ["hatch run pytest", "hatch run ruff check", "hatch run mypy ."],
    ],
    ["pipenv", { Pipfile: "" }, "pipenv", ["pipenv run pytest", "pipenv run ruff check", "pipenv run mypy ."]],
    ["nothing", {}, "pip", ["python -m pytest", "ruff check", "python -m mypy ."]],
  ];
  it.each(cases)("%s", (_, files, id, commands) => {
    const all = { "pyproject.toml": project(dev), ...files };
    expect(factsOf(all).ecosystems).toEqual([{ id: "python", title: `Python (${id})` }]);
    const { test, lint, typecheck } = commandsOf(all);
    expect([test, lint, typecheck]).toEqual(commands.map((command) => [command]));
  });

  it.each([
    ["[tool.uv]\n", "uv"],
    ["[tool.poetry]\nname = 'x'\n", "poetry"],
    ["[tool.pdm]\n", "pdm"],
    ["[tool.hatch.envs.default]\n", "hatch"],
    ["[tool.hatch.build]\n", "pip"],
    ["[build-system]\nbuild-backend = 'poetry.core.masonry.api'\n", "poetry"],
    ["[build-system]\nbuild-backend = 'hatchling.build'\n", "pip"],
    ["[build-system]\nbuild-backend = 'uv_build'\n", "uv"],
  ])("%s", (toml, id) => {
    expect(factsOf({ "pyproject.toml": project(toml) }).ecosystems[0]?.title).toBe(`Python (${id})`);
  });
});

describe("where dependencies are declared", () => {
  const cases: [string, Files][] = [
    ["PEP 621 extras", { "pyproject.toml": project('[project.optional-dependencies]\ntest = ["PyTest ~= 8.0"]') }],
    ["poetry groups", { "pyproject.toml": '[tool.poetry.group.dev.dependencies]\npytest = "^8"', "setup.py": "" }],
    ["poetry 1.0", { "pyproject.toml": '[tool.poetry.dev-dependencies]\npytest = { version = "^8" }' }],
    ["uv 0.1", { "pyproject.toml": '[tool.uv]\ndev-dependencies = ["pytest"]' }],
    ["pdm", { "pyproject.toml": '[tool.pdm.dev-dependencies]\ntest = ["pytest"]' }],
    [
      "requirements-dev.txt",
      { "requirements-dev.txt": "-r requirements.txt\n# comment\npytest==8.0\n", "setup.py": "" },
    ],
    ["dev-requirements.txt", { "dev-requirements.txt": "pytest\n", "setup.py": "" }],
    ["requirements/", { "requirements/dev.txt": "pytest\n", "setup.py": "" }],
    ["Pipfile", { Pipfile: "[dev-packages]\npytest = '*'\n" }],
    ["setup.cfg", { "setup.cfg": "[options.extras_require]\ntest =\n    pytest>=7\n    coverage\n" }],
    ["setup.py", { "setup.py": 'setup(name="x", extras_require={"test": ["pytest>=7"]})' }],
  ];
  it.each(cases)("%s", (_, files) => {
    expect(commandsOf(files).test?.[0]).toMatch(/(^| )pytest$/);
  });

  it("a string elsewhere in setup.py declares nothing", () => {
    expect(commandsOf({ "setup.py": 'setup(name="x", keywords=["pytest"], cmdclass={"build": b})' })).toEqual({});
  });

  it.each(["pytest-cov", "# pytest", "my-pytest", "-e git+ssh://pytest", "--find-links pytest"])(
    "%s is not pytest",
    (line) => {
      expect(commandsOf({ "requirements.txt": `${line}\n` })).toEqual({});
    },
  );
});

describe("tests", () => {
  const plain = (files: Files): Files => ({ "setup.py": "", ...files });
  const cases: [string, Files, string[] | undefined][] = [
    ["pytest by its table", { "pyproject.toml": project("[tool.pytest.ini_options]\n") }, ["python -m pytest"]],
    ["pytest by pytest.ini", plain({ "pytest.ini": "" }), ["python -m pytest"]],
    ["pytest by tox.ini", plain({ "tox.ini": "[pytest]\n" }), ["tox", "python -m pytest"]],
    ["pytest by setup.cfg", plain({ "setup.cfg": "[tool:pytest]\n" }), ["python -m pytest"]],
    ["pytest by conftest.py", plain({ "tests/conftest.py": "" }), ["python -m pytest"]],
    ["pytest by its style", plain({ "tests/test_a.py": "def test_a():\n    pass\n" }), ["python -m pytest"]],
    ["pytest by its style, deeper", plain({ "tests/unit/test_a.py": "import pytest\n" }), ["python -m pytest"]],
    [
      "unittest by its style",
      plain({ "tests/test_a.py": "import unittest\n" }),
      ["python -m unittest discover -s tests"],
    ],
    [
      "unittest in a package",
      plain({ "tests/test_a.py": "import unittest\n", "tests/__init__.py": "" }),
      ["python -m unittest discover -s tests -t ."],
    ],
    ["unittest at the root", plain({ "test_a.py": "from unittest import TestCase\n" }), ["python -m unittest"]],
    [
      "unittest with uv",
      plain({ "uv.lock": "", "test/test_a.py": "import unittest\n" }),
      ["uv run python -m unittest discover -s test"],
    ],
    [
      "both styles are pytest's",
      plain({ "tests/test_a.py": "import unittest\n", "tests/test_b.py": "def test_b(): ...\n" }),
      ["python -m pytest"],
    ],
    ["Django", plain({ "manage.py": "" }), ["python manage.py test"]],
    [
      "Django with pytest",
      plain({ "manage.py": "", "requirements.txt": "pytest-django\npytest\n" }),
      ["python -m pytest"],
    ],
    ["helpers are no tests", plain({ "tests/helpers.py": "import unittest\n" }), undefined],
    ["none", plain({}), undefined],
    ["pytest declared before tox", plain({ "tox.ini": "", "requirements.txt": "pytest" }), ["python -m pytest", "tox"]],
    ["nox by its session", plain({ "noxfile.py": "@nox.session\ndef tests(session):\n    pass\n" }), ["nox -s tests"]],
    ["nox without such a session", plain({ "noxfile.py": "@nox.session\ndef docs(session):\n    pass\n" }), undefined],
    ["tox in pyproject.toml", { "pyproject.toml": project("[tool.tox]\nenv_list = []") }, ["tox"]],
  ];
  it.each(cases)("%s", (_, files, expected) => {
    expect(commandsOf(files).test).toEqual(expected);
  });
});

describe("linters and type checkers", () => {
  const cases: [string, Files, Commands][] = [
    ["ruff configured only", { "pyproject.toml": project("[tool.ruff]\n") }, { lint: ["ruff check"] }],
    [
      "ruff configured only, with uv",
      { "pyproject.toml": project("[tool.ruff]\n"), "uv.lock": "" },
      { lint: ["uvx ruff check"] },
    ],
    ["ruff.toml", { "setup.py": "", "ruff.toml": "" }, { lint: ["ruff check"] }],
    ["flake8", { "setup.py": "", ".flake8": "" }, { lint: ["python -m flake8"] }],
    ["flake8 in setup.cfg", { "setup.cfg": "[flake8]\n" }, { lint: ["python -m flake8"] }],
    [
      "mypy told what to check",
      { "pyproject.toml": project('[tool.mypy]\nfiles = "src"\n') },
      { typecheck: ["python -m mypy"] },
    ],
    [
      "mypy by packages",
      { "pyproject.toml": project('[tool.mypy]\npackages = ["x"]\n') },
      { typecheck: ["python -m mypy"] },
    ],
    ["mypy told nothing", { "pyproject.toml": project("[tool.mypy]\n") }, { typecheck: ["python -m mypy ."] }],
    ["pyright", { "setup.py": "", "pyrightconfig.json": "{}" }, { typecheck: ["pyright"] }],
    ["ty with uv", { "pyproject.toml": project("[tool.ty.rules]\n"), "uv.lock": "" }, { typecheck: ["uvx ty check"] }],
    ["pre-commit", { "setup.py": "", ".pre-commit-config.yaml": "" }, { lint: ["pre-commit run --all-files"] }],
    [
      "tox environments",
      { "setup.py": "", "tox.ini": "[testenv]\n[testenv:lint]\n[testenv:mypy]\n" },
      { test: ["tox"], lint: ["tox -e lint"], typecheck: ["tox -e mypy"] },
    ],
    [
      "poe tasks",
      {
        "pyproject.toml": project('[tool.poe.tasks]\ntest = "pytest"\nlint = { cmd = "ruff check" }\n'),
        "uv.lock": "",
      },
      { test: ["uv run poe test"], lint: ["uv run poe lint"] },
    ],
    ["pdm scripts", { "pyproject.toml": project('[tool.pdm.scripts]\nlint = "ruff"\n') }, { lint: ["pdm run lint"] }],
    [
      "hatch scripts",
      { "pyproject.toml": project('[tool.hatch.envs.default.scripts]\ntest = ["a", "b"]\n') },
      { test: ["hatch run test"] },
    ],
    ["Pipfile scripts", { Pipfile: '[scripts]\ntypecheck = "mypy"\n' }, { typecheck: ["pipenv run typecheck"] }],
  ];
  it.each(cases)("%s", (_, files, commands) => {
    expect(commandsOf(files)).toEqual(commands);
  });
});

it.each<[string, Files, string[] | undefined]>([
  ["uv", { "pyproject.toml": project("[build-system]\n"), "uv.lock": "" }, ["uv build"]],
  ["poetry", { "pyproject.toml": project("[build-system]\n"), "poetry.lock": "" }, ["poetry build"]],
  [
    "the build package",
    { "pyproject.toml": project("[build-system]\n"), "requirements-dev.txt": "build" },
    ["python -m build"],
  ],
  ["nothing that builds", { "pyproject.toml": project("[build-system]\n") }, undefined],
  ["nothing to build", { "pyproject.toml": project(), "uv.lock": "" }, undefined],
])("build with %s", (_, files, build) => {
  expect(commandsOf(files).build).toEqual(build);
});

it.each<[string, Files, string, string[]]>([
  ["a name in pyproject.toml", { "pyproject.toml": project("[tool.uv.workspace]\n") }, "tidewatch", ["uv workspace"]],
  ["a name in setup.cfg", { "setup.cfg": "[metadata]\nname = tidewatch\n" }, "tidewatch", []],
  ["a name in setup.py", { "setup.py": 'setup(\n    name="tidewatch",\n)' }, "tidewatch", []],
  ["a malformed file", { "pyproject.toml": "[project\nname =", "uv.lock": "" }, "folder", []],
])("%s", (_, files, name, monorepo) => {
  expect(factsOf(files)).toMatchObject({ project: name, monorepo });
});
