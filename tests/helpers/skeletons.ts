import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { hugeRepository } from "./huge.ts";
import { commitAll, writeFiles } from "./temp.ts";

/** Lines to a file's text. */
const text = (...lines: string[]) => `${lines.join("\n")}\n`;

const pythonUv = {
  "README.md": text("# tidewatch", "", "Warns of spring tides. Python 3.12, managed with uv."),
  "CONTRIBUTING.md": text("# Contributing", "", "`uv sync`, then `uv run pytest`."),
  "pyproject.toml": text(
    "[project]",
    'name = "tidewatch"',
    'version = "0.4.0"',
    'requires-python = ">=3.12"',
    'dependencies = ["httpx>=0.27", "pydantic>=2.8"]',
    "",
    "[project.scripts]",
    'tidewatch = "tidewatch.cli:main"',
    "",
    "[dependency-groups]",
    'dev = ["pytest>=8.3", "ruff>=0.6", "mypy>=1.11"]',
    "",
    "[build-system]",
    'requires = ["hatchling"]',
    'build-backend = "hatchling.build"',
    "",
    "[tool.pytest.ini_options]",
    'testpaths = ["tests"]',
    "",
    "[tool.ruff]",
    "line-length = 100",
    "",
    "[tool.mypy]",
    "strict = true",
    'files = ["src", "tests"]',
  ),
  "uv.lock": text("version = 1", 'requires-python = ">=3.12"'),
  ".python-version": text("3.12"),
  ".gitignore": text(".venv/", "__pycache__/"),
  "src/tidewatch/__init__.py": "",
  "src/tidewatch/cli.py": text("def main() -> int:", "    return 0"),
  "tests/test_cli.py": text(
    "from tidewatch.cli import main",
    "",
    "",
    "def test_main() -> None:",
    "    assert main() == 0",
  ),
};

const go = {
  "README.md": text("# ferry", "", "A timetable server."),
  "go.mod": text("module example.org/harbour/ferry", "", "go 1.22"),
  "main.go": text("package main", "", "func main() {}"),
  "internal/clock/clock.go": text("package clock", "", "func Now() int64 { return 0 }"),
  "internal/clock/clock_test.go": text(
    "package clock",
    "",
    'import "testing"',
    "",
    "func TestNow(t *testing.T) {",
    "\tif Now() != 0 {",
    "\t\tt.Fatal()",
    "\t}",
    "}",
  ),
  ".golangci.yml": text('version: "2"', "linters:", "  enable: [errcheck, govet]"),
  Makefile: text(
    "BINARY := ferry",
    "",
    ".PHONY: build run",
    "",
    "build:",
    "\tgo build -o bin/$(BINARY) .",
    "",
    "run: build",
    "\t./bin/$(BINARY)",
  ),
  "docs/adr/0001-record-decisions.md": text("# 1. Record decisions", "", "Accepted."),
  "docs/adr/0002-one-binary.md": text("# 2. One binary", "", "Accepted."),
};

const crate = (name: string) => ({
  [`crates/${name}/Cargo.toml`]: text("[package]", `name = "${name}"`, "version.workspace = true", 'edition = "2021"'),
  [`crates/${name}/src/lib.rs`]: text("#[cfg(test)]", "mod tests {", "    #[test]", "    fn works() {}", "}"),
});

const rustWorkspace = {
  "README.md": text("# lathe", "", "Cuts meshes."),
  "ARCHITECTURE.md": text("# Architecture", "", "`lathe-core` knows geometry, `lathe-cli` knows people."),
  "Cargo.toml": text(
    "[workspace]",
    'resolver = "2"',
    'members = ["crates/*"]',
    "",
    "[workspace.package]",
    'version = "0.2.0"',
    "",
    "[workspace.lints.clippy]",
    'pedantic = "warn"',
  ),
  "Cargo.lock": text("version = 3"),
  ".gitignore": text("/target"),
  "rustfmt.toml": text("max_width = 100"),
  ...crate("lathe-core"),
  ...crate("lathe-cli"),
};

const workspacePackage = (name: string, scripts: Record<string, string>) => ({
  [`packages/${name}/package.json`]: `${JSON.stringify({ name: `@quay/${name}`, version: "1.0.0", scripts }, null, 2)}\n`,
  [`packages/${name}/src/index.ts`]: text(`export const name = "${name}";`),
});

const pnpmMonorepo = {
  "README.md": text("# quay", "", "Berth planning: an API and a web front."),
  "AGENTS.md": text("# For agents", "", "Use pnpm, never npm."),
  "package.json": `${JSON.stringify(
    {
      name: "quay",
      private: true,
      packageManager: "pnpm@9.12.0",
      scripts: {
        build: "turbo run build",
        test: "turbo run test",
        lint: "eslint .",
        "type-check": "turbo run type-check",
      },
      devDependencies: { eslint: "^9.10.0", prettier: "^3.3.0", turbo: "^2.1.0", typescript: "^5.6.0" },
    },
    null,
    2,
  )}\n`,
  "pnpm-workspace.yaml": text("packages:", '  - "packages/*"'),
  "pnpm-lock.yaml": text("lockfileVersion: '9.0'"),
  "turbo.json": `${JSON.stringify({ tasks: { build: { dependsOn: ["^build"] }, test: {}, "type-check": {} } }, null, 2)}\n`,
  ".prettierrc": "{}\n",
  ".gitignore": text("node_modules", "dist"),
  "eslint.config.js": text("export default [];"),
  "tsconfig.json": text('{ "compilerOptions": { "strict": true } }'),
  ...workspacePackage("api", { test: "vitest run", build: "tsc -p ." }),
  ...workspacePackage("web", { test: "vitest run", build: "vite build" }),
};

const maven = {
  "README.adoc": text("= Bollard", "", "Mooring ledger."),
  "pom.xml": text(
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<project xmlns="http://maven.apache.org/POM/4.0.0">',
    "  <modelVersion>4.0.0</modelVersion>",
    "  <parent>",
    "    <groupId>org.springframework.boot</groupId>",
    "    <artifactId>spring-boot-starter-parent</artifactId>",
    "    <version>3.3.4</version>",
    "  </parent>",
    "  <groupId>org.example</groupId>",
    "  <artifactId>bollard</artifactId>",
    "  <version>1.0-SNAPSHOT</version>",
    "  <packaging>pom</packaging>",
    "  <modules>",
    "    <module>ledger</module>",
    "    <module>web</module>",
    "  </modules>",
    "</project>",
  ),
  mvnw: text("#!/bin/sh", 'exec mvn "$@"'),
  ".mvn/wrapper/maven-wrapper.properties": text("wrapperVersion=3.3.2"),
  "ledger/pom.xml": text("<project><artifactId>ledger</artifactId></project>"),
  "ledger/src/main/java/org/example/Ledger.java": text("package org.example;", "", "class Ledger {}"),
  "ledger/src/test/java/org/example/LedgerTest.java": text("package org.example;", "", "class LedgerTest {}"),
  "web/pom.xml": text("<project><artifactId>web</artifactId></project>"),
  ".gitignore": text("target/"),
};

const docsOnly = {
  "README.md": text("# Handbook", "", "How we work, in prose."),
  "docs/index.md": text("# Start here"),
  "docs/onboarding.md": text("# Your first week"),
  ".markdownlint.json": text('{ "default": true, "MD013": false }'),
  ".github/copilot-instructions.md": text("Write plainly."),
};

const ownPlanning = {
  "README.md": text("# pier", "", "A Ruby gem."),
  "CLAUDE.md": text("# Notes for Claude", "", "- Run `bundle exec rspec` before you finish."),
  "planning/README.md": text("# Our planning", "", "Sprint notes, by hand, since 2019."),
  "planning/2025-q1.md": text("# Q1", "", "- [ ] berths"),
  Gemfile: text('source "https://rubygems.org"', "gemspec", 'gem "rspec"', 'gem "rubocop"'),
  "pier.gemspec": text("Gem::Specification.new do |s|", '  s.name = "pier"', "end"),
  ".rspec": text("--require spec_helper"),
  ".rubocop.yml": text("AllCops:", "  NewCops: enable"),
  "lib/pier.rb": text("module Pier", "end"),
  "spec/spec_helper.rb": text('require "pier"'),
  "spec/pier_spec.rb": text("RSpec.describe Pier do", "end"),
};

const committed = (files: Record<string, string>) => async (dir: string) => {
  await writeFiles(dir, files);
  if ("mvnw" in files) await chmod(join(dir, "mvnw"), 0o755);
  await commitAll(dir);
};

/**
 * Small but faithful repositories: each writes its files into an empty folder and commits them on `main`.
 * `huge` has 100,000 files (two seconds; see `hugeRepository` before editing a file of it).
 */
export const skeletons = {
  "python-uv": committed(pythonUv),
  go: committed(go),
  "rust-workspace": committed(rustWorkspace),
  "pnpm-monorepo": committed(pnpmMonorepo),
  maven: committed(maven),
  "docs-only": committed(docsOnly),
  "own-planning": committed(ownPlanning),
  huge: hugeRepository,
} satisfies Record<string, (dir: string) => Promise<void>>;
