import { describe, expect, it } from "vitest";
import { type Commands, commandsOf, type Files, factsOf, json } from "./detected.ts";

type Case = [string, Files, Commands];

describe("Rust", () => {
  const crate = '[package]\nname = "lathe"\n';
  it.each<Case>([
    [
      "a crate",
      { "Cargo.toml": crate },
      {
        test: ["cargo test"],
        lint: ["cargo clippy --all-targets"],
        typecheck: ["cargo check --all-targets"],
        build: ["cargo build"],
      },
    ],
    [
      "a workspace with nextest",
      { "Cargo.toml": "[workspace]\nmembers = []\n", ".config/nextest.toml": "" },
      {
        test: ["cargo nextest run --workspace", "cargo test --workspace"],
        lint: ["cargo clippy --workspace --all-targets"],
        typecheck: ["cargo check --workspace --all-targets"],
        build: ["cargo build --workspace"],
      },
    ],
  ])("%s", (_, files, commands) => expect(commandsOf(files)).toEqual(commands));

  it("is named by the package, or not at all", () => {
    expect(factsOf({ "Cargo.toml": crate })).toMatchObject({ project: "lathe", monorepo: [] });
    expect(factsOf({ "Cargo.toml": "[workspace]" })).toMatchObject({
      project: "folder",
      monorepo: ["cargo workspace"],
    });
  });
});

describe("Go", () => {
  const all = (packages: string, lint: string[] = []): Commands => ({
    test: [`go test ${packages}`],
    lint: [...lint, `go vet ${packages}`],
    build: [`go build ${packages}`],
  });
  const mod = "module example.org/a/ferry/v2\n\ngo 1.22\n";
  it.each<Case>([
    ["a module", { "go.mod": mod }, all("./...")],
    ["a configured linter", { "go.mod": mod, ".golangci.toml": "" }, all("./...", ["golangci-lint run"])],
    [
      "a workspace",
      { "go.work": "go 1.22\nuse (\n\t./api // the API\n\t./lib/x\n)\nuse ./cmd\n" },
      all("./api/... ./lib/x/... ./cmd/..."),
    ],
    ["a workspace with the root", { "go.work": "use .\nuse ./tools\n", "go.mod": mod }, all("./... ./tools/...")],
    ["a workspace that leaves the repository", { "go.work": "use ../other\n" }, {}],
    ["a workspace with shell syntax", { "go.work": "use ./$(x)\n" }, {}],
    ["an empty workspace", { "go.work": "go 1.22\n" }, {}],
  ])("%s", (_, files, commands) => expect(commandsOf(files)).toEqual(commands));

  it("is named by its module, without the major version", () => {
    expect(factsOf({ "go.mod": mod }).project).toBe("ferry");
    expect(factsOf({ "go.work": "use ." }).monorepo).toEqual(["go workspace"]);
  });
});

describe("Maven", () => {
  const pom = (inside: string) => `<project>${inside}</project>`;
  const all = (mvn: string): Commands => ({
    test: [`${mvn} test`],
    typecheck: [`${mvn} test-compile`],
    build: [`${mvn} -DskipTests package`],
  });
  it.each<Case>([
    ["plain", { "pom.xml": pom("") }, all("mvn")],
    ["the wrapper", { "pom.xml": pom(""), mvnw: "" }, all("./mvnw")],
    [
      "a linter",
      { "pom.xml": pom("<artifactId>spotless-maven-plugin</artifactId>") },
      { ...all("mvn"), lint: ["mvn spotless:check"] },
    ],
    [
      "a linter in a comment",
      { "pom.xml": pom("<!-- <artifactId>spotless-maven-plugin</artifactId> -->") },
      all("mvn"),
    ],
  ])("%s", (_, files, commands) => expect(commandsOf(files)).toEqual(commands));

  it("is named by its own artifact, not by its parent's", () => {
    const parent =
      "<parent><artifactId>boot</artifactId></parent><artifactId> bollard </artifactId><modules><module>a</module></modules>";
    expect(factsOf({ "pom.xml": pom(parent) })).toMatchObject({ project: "bollard", monorepo: ["maven modules"] });
  });
});

describe("Gradle", () => {
  const all = (gradle: string, lint?: string): Commands => ({
    test: [`${gradle} test`],
    ...(lint && { lint: [`${gradle} ${lint}`] }),
    typecheck: [`${gradle} testClasses`],
    build: [`${gradle} assemble`],
  });
  it.each<Case>([
    ["plain", { "build.gradle": "" }, all("gradle")],
    ["Kotlin, the wrapper", { "build.gradle.kts": "", gradlew: "" }, all("./gradlew")],
    ["detekt", { "build.gradle.kts": 'plugins { id("io.gitlab.arturbosch.detekt") }' }, all("gradle", "detekt")],
    ["detekt in a comment", { "build.gradle.kts": '// id("detekt")\n/* detekt */' }, all("gradle")],
    ["Android", { "build.gradle": "id 'com.android.application'" }, all("gradle", "lint")],
  ])("%s", (_, files, commands) => expect(commandsOf(files)).toEqual(commands));

  it("is named by its settings", () => {
    const settings = 'rootProject.name = "mast"\ninclude(":app", ":lib")\n';
    expect(factsOf({ "settings.gradle.kts": settings })).toMatchObject({
      project: "mast",
      monorepo: ["gradle multi-project"],
    });
    expect(factsOf({ "settings.gradle": "// include ':app'" }).monorepo).toEqual([]);
  });
});

describe(".NET", () => {
  const solution = 'Project("{X}") = "App.Tests", "tests\\App.Tests.csproj", "{Y}"';
  it.each<Case>([
    ["a solution with tests", { "App.sln": solution }, { test: ["dotnet test"], build: ["dotnet build"] }],
    ["without", { "App.sln": 'Project = "App", "App.csproj"' }, { build: ["dotnet build"] }],
    [
      "the new format",
      { "App.slnx": '<Project Path="tests/App.Tests.fsproj" />' },
      { test: ["dotnet test"], build: ["dotnet build"] },
    ],
    [
      "two solutions",
      { "A.sln": solution, "B.sln": "" },
      { test: ["dotnet test A.sln"], build: ["dotnet build A.sln"] },
    ],
    ["two with names that need quoting", { "A $(x).sln": solution, "B.sln": "" }, {}],
    ["one with such a name", { "A $(x).sln": solution }, { test: ["dotnet test"], build: ["dotnet build"] }],
    [
      "a project of tests",
      { "T.csproj": "Microsoft.NET.Test.Sdk" },
      { test: ["dotnet test"], build: ["dotnet build"] },
    ],
    [
      "an editorconfig",
      { "App.csproj": "", ".editorconfig": "" },
      { lint: ["dotnet format --verify-no-changes"], build: ["dotnet build"] },
    ],
  ])("%s", (_, files, commands) => expect(commandsOf(files)).toEqual(commands));
});

describe("CMake", () => {
  const configure = "cmake -S . -B build && cmake --build build";
  const presets = {
    configurePresets: [{ name: "base", hidden: true }, { name: "$(x)" }, { name: "dev" }],
    buildPresets: [
      { name: "other", configurePreset: "base" },
      { name: "dev-build", configurePreset: "dev" },
    ],
    testPresets: [{ name: "dev-test", configurePreset: "dev" }],
  };
  const withPresets = "cmake --preset dev && cmake --build --preset dev-build";
  it.each<Case>([
    ["without tests", { "CMakeLists.txt": "project(x)\n# enable_testing()\n" }, { build: [configure] }],
    [
      "with tests",
      { "CMakeLists.txt": "enable_testing()" },
      { test: [`${configure} && ctest --test-dir build --output-on-failure`], build: [configure] },
    ],
    [
      "with CTest",
      { "CMakeLists.txt": "include( CTest )" },
      { test: [expect.stringContaining("ctest")], build: [configure] },
    ],
    [
      "with presets",
      { "CMakeLists.txt": "", "CMakePresets.json": json(presets) },
      { test: [`${withPresets} && ctest --preset dev-test`], build: [withPresets] },
    ],
    [
      "with presets of the wrong type",
      { "CMakeLists.txt": "", "CMakePresets.json": '{"configurePresets": 7}' },
      { build: [configure] },
    ],
    [
      "with presets that are not for building",
      { "CMakeLists.txt": "", "CMakePresets.json": '{"configurePresets": [{"name": "a"}]}' },
      {},
    ],
  ])("%s", (_, files, commands) => expect(commandsOf(files)).toEqual(commands));

  it("is named by its project", () => {
    expect(factsOf({ "CMakeLists.txt": 'cmake_minimum_required(VERSION 3.20)\nproject( "hull" CXX)' }).project).toBe(
      "hull",
    );
  });
});
