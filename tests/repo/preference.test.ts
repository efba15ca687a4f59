import { describe, expect, it } from "vitest";
import { commandsOf, type Files, factsOf, packageJson } from "./ecosystems/detected.ts";

const cargo = { "Cargo.toml": '[package]\nname = "lathe"\n' };
const node = { "package.json": packageJson({ test: "vitest run" }, ["vitest"], { main: "index.js" }) };
const make = { Makefile: "test:\n" };

describe("which command comes first", () => {
  it.each<[string, Files, string[]]>([
    [
      "a script before a front, a front before a tool",
      { ...node, ...make },
      ["npm test", "make test", "npx vitest run"],
    ],
    ["a front before what the ecosystem merely has", { ...cargo, ...make }, ["make test", "cargo test"]],
    [
      "a front before everything where ecosystems are mixed",
      { ...cargo, ...node, ...make },
      ["make test", "npm test", "cargo test", "npx vitest run"],
    ],
    [
      "a package.json that only brings tools mixes nothing",
      { ...cargo, "package.json": packageJson({ lint: "prettier -c ." }, ["prettier"]), ...make },
      ["make test", "cargo test"],
    ],
    [
      "just before Task before Make",
      { ...make, justfile: "test:\n", "Taskfile.yml": "tasks: {test: x}" },
      ["just test", "task test", "make test"],
    ],
  ])("%s", (_, files, test) => {
    expect(commandsOf(files).test).toEqual(test);
  });

  it("the main ecosystem is the one that is no tooling", () => {
    const tooling = { "package.json": packageJson({ lint: "prettier -c ." }, ["prettier"]) };
    const python = { "pyproject.toml": "[tool.ruff]\n", ...node };
    expect(factsOf({ ...tooling, ...make, Gemfile: "", "lib/a.rb": "" }).ecosystems.map(({ id }) => id)).toEqual([
      "ruby",
      "node",
      "make",
    ]);
    expect(factsOf(python).ecosystems.map(({ id }) => id)).toEqual(["node", "python"]);
  });
});

describe("projects one folder down", () => {
  const below = (folder: string, files: Files): Files =>
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));

  it("are found when the root has none, and run together and alone", () => {
    const files = { "README.md": "# x", ...below("backend", cargo), ...below("frontend", node) };
    const backend = "cargo test --manifest-path backend/Cargo.toml";
    const frontend = "npm --prefix frontend test";
    expect(commandsOf(files).test).toEqual([`${backend} && ${frontend}`, backend, frontend]);
    expect(factsOf(files)).toMatchObject({
      project: "folder",
      ecosystems: [
        { id: "rust", title: "Rust" },
        { id: "node", title: "Node.js (npm)" },
      ],
    });
    expect(factsOf(files).commands.test[0]?.source).toBe("backend/Cargo.toml, frontend/package.json scripts.test");
  });

  it.each<[string, Files, string, string | undefined]>([
    ["npm", { "package.json": packageJson({ lint: "x" }) }, "lint", "npm --prefix web run lint"],
    ["pnpm", { "package.json": packageJson({ lint: "x" }), "pnpm-lock.yaml": "" }, "lint", "pnpm --dir web run lint"],
    ["yarn", { "package.json": packageJson({ lint: "x" }), "yarn.lock": "" }, "lint", "yarn --cwd web lint"],
    ["bun", { "package.json": packageJson({ lint: "x" }), "bun.lock": "" }, "lint", "bun run --cwd web lint"],
    ["npx has no flag", { "package.json": packageJson({}, ["vitest"]) }, "test", undefined],
    [
      "pnpm exec has",
      { "package.json": packageJson({}, ["vitest"]), "pnpm-lock.yaml": "" },
      "test",
      "pnpm --dir web exec vitest run",
    ],
    ["go", { "go.mod": "" }, "test", "go test -C web ./..."],
    ["Maven", { "pom.xml": "" }, "test", "mvn -f web/pom.xml test"],
    ["its wrapper", { "pom.xml": "", mvnw: "" }, "test", "./web/mvnw -f web/pom.xml test"],
    ["Gradle", { "build.gradle": "" }, "test", "gradle -p web test"],
    ["its wrapper", { "build.gradle": "", gradlew: "" }, "test", "./web/gradlew -p web test"],
    [".NET", { "A.sln": '"T.Tests.csproj"' }, "test", "dotnet test web/A.sln"],
    ["Bundler has no flag", { Gemfile: 'gem "rspec"', "lib/a.rb": "", "spec/a.rb": "" }, "test", undefined],
    ["Mix has no flag", { "mix.exs": "", "test/a.exs": "" }, "test", undefined],
    ["Composer", { "composer.json": '{"scripts": {"test": "x"}}' }, "test", "composer --working-dir=web test"],
    [
      "PHPUnit",
      { "composer.json": '{"require-dev": {"phpunit/phpunit": "*"}}', "phpunit.xml": "" },
      "test",
      "web/vendor/bin/phpunit -c web",
    ],
    ["CMake", { "CMakeLists.txt": "" }, "build", "cmake -S web -B web/build && cmake --build web/build"],
    [
      "CMake's presets need their folder",
      { "CMakeLists.txt": "", "CMakePresets.json": '{"configurePresets": [{"name": "a"}]}' },
      "build",
      "cmake -S web -B web/build && cmake --build web/build",
    ],
    ["Deno", { "deno.json": '{"tasks": {"test": "x"}}' }, "test", "deno task --cwd web test"],
    [
      "uv",
      { "pyproject.toml": "", "uv.lock": "", "requirements.txt": "pytest" },
      "test",
      "uv run --directory web pytest",
    ],
    ["Poetry", { "poetry.lock": "", "requirements.txt": "pytest" }, "test", "poetry --directory web run pytest"],
    ["pytest alone", { "requirements.txt": "pytest" }, "test", "python -m pytest web"],
    ["PDM has no flag that we trust", { "pdm.lock": "", "requirements.txt": "pytest" }, "test", undefined],
    ["ruff", { "setup.py": "", "ruff.toml": "" }, "lint", "ruff check web"],
    ["mypy reads its configuration where it starts", { "setup.py": "", "mypy.ini": "" }, "typecheck", undefined],
    ["tox", { "setup.py": "", "tox.ini": "" }, "test", "tox -c web"],
    ["nox", { "setup.py": "", "noxfile.py": "def lint(session):" }, "lint", "nox -f web/noxfile.py -s lint"],
    ["Make", { Makefile: "test:" }, "test", "make -C web test"],
    ["just", { justfile: "test:" }, "test", "just --justfile web/justfile test"],
    ["Task", { "Taskfile.yml": "tasks: {test: x}" }, "test", "task --dir web test"],
  ])("%s", (_, files, kind, command) => {
    const commands: Record<string, string[] | undefined> = commandsOf(below("web", files));
    expect(commands[kind]?.[0]).toBe(command);
  });

  it("the root's front comes before them, its tooling does not keep them from being found", () => {
    const root = { ...make, "package.json": packageJson({}, ["husky"]) };
    expect(commandsOf({ ...root, ...below("api", cargo) }).test).toEqual([
      "make test",
      "cargo test --manifest-path api/Cargo.toml",
    ]);
  });

  it("are not looked for when the root has a project", () => {
    expect(commandsOf({ ...cargo, ...below("web", node) }).test).toEqual(["cargo test"]);
  });

  it("four are too many for one command", () => {
    const files = Object.assign({}, ...["a", "b", "c", "d"].map((folder) => below(folder, node)));
    expect(commandsOf(files).test).toEqual(["a", "b", "c", "d"].map((folder) => `npm --prefix ${folder} test`));
  });

  it.each(["node_modules", "vendor", "docs", "examples", "tests", ".hidden", "a b", "$(x)", "-rf", "a;b", "planning"])(
    "a folder called %s is none",
    (folder) => {
      expect(commandsOf(below(folder, node))).toEqual({});
    },
  );
});
