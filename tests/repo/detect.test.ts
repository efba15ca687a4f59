import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { detect } from "../../src/repo/detect.ts";
import type { CommandKind, RepoFacts } from "../../src/repo/facts.ts";
import { diskView } from "../../src/repo/view.ts";
import { skeletons } from "../helpers/skeletons.ts";
import { tempDir } from "../helpers/temp.ts";
import { factsOf, json } from "./ecosystems/detected.ts";

interface Expected extends Omit<RepoFacts, "commands" | "ecosystems"> {
  ecosystems: string[];
  /** Of each kind the first. */
  commands: Partial<Record<CommandKind, string>>;
}

const expected: Record<Exclude<keyof typeof skeletons, "huge">, Expected> = {
  "python-uv": {
    project: "tidewatch",
    ecosystems: ["Python (uv)"],
    monorepo: [],
    commands: { test: "uv run pytest", lint: "uv run ruff check", typecheck: "uv run mypy", build: "uv build" },
    context: ["README.md", "CONTRIBUTING.md"],
    agents: [],
  },
  go: {
    project: "ferry",
    ecosystems: ["Go", "Make"],
    monorepo: [],
    commands: { test: "go test ./...", lint: "golangci-lint run", build: "make build" },
    context: ["README.md", "docs/adr/0002-one-binary.md"],
    agents: [],
  },
  "rust-workspace": {
    project: "",
    ecosystems: ["Rust"],
    monorepo: ["cargo workspace"],
    commands: {
      test: "cargo test --workspace",
      lint: "cargo clippy --workspace --all-targets",
      typecheck: "cargo check --workspace --all-targets",
      build: "cargo build --workspace",
    },
    context: ["README.md", "ARCHITECTURE.md"],
    agents: [],
  },
  "pnpm-monorepo": {
    project: "quay",
    ecosystems: ["Node.js (pnpm)"],
    monorepo: ["pnpm workspaces", "turbo"],
    commands: { test: "pnpm test", lint: "pnpm run lint", typecheck: "pnpm run type-check", build: "pnpm run build" },
    context: ["README.md", "AGENTS.md"],
    agents: ["agents-md"],
  },
  maven: {
    project: "bollard",
    ecosystems: ["Maven"],
    monorepo: ["maven modules"],
    commands: { test: "./mvnw test", typecheck: "./mvnw test-compile", build: "./mvnw -DskipTests package" },
    context: ["README.adoc"],
    agents: [],
  },
  "docs-only": {
    project: "",
    ecosystems: [],
    monorepo: [],
    commands: {},
    context: ["README.md", "docs/index.md"],
    agents: ["copilot"],
  },
  "own-planning": {
    project: "pier",
    ecosystems: ["Ruby"],
    monorepo: [],
    commands: { test: "bundle exec rspec", lint: "bundle exec rubocop" },
    context: ["README.md", "CLAUDE.md"],
    agents: ["claude"],
  },
};

it.each(Object.entries(expected))("%s", async (name, facts) => {
  const dir = await tempDir();
  await skeletons[name as keyof typeof skeletons](dir);
  const { ecosystems, commands, ...rest } = detect(diskView(dir), basename(dir));
  const first = Object.entries(commands).filter(([, list]) => list[0] !== undefined);
  expect({
    ...rest,
    ecosystems: ecosystems.map(({ title }) => title),
    commands: Object.fromEntries(first.map(([kind, list]) => [kind, list[0]?.command])),
  }).toEqual({ ...facts, project: facts.project || basename(dir) });
});

it("an empty repository says nothing but its folder's name", () => {
  expect(factsOf({})).toEqual({
    project: "folder",
    ecosystems: [],
    monorepo: [],
    commands: { test: [], lint: [], typecheck: [], build: [] },
    context: [],
    agents: [],
  });
});

describe("the project's name", () => {
  it.each([
    ["@acme/tool", "@acme/tool"],
    ["Tool Kit", "Tool Kit"],
    ["root", "folder"],
    ["monorepo", "folder"],
    ["  ", "folder"],
    ["a\nb", "folder"],
    ["<script>", "folder"],
    ["x".repeat(200), "folder"],
    [7, "folder"],
  ])("%j becomes %s", (name, project) => {
    expect(factsOf({ "package.json": json({ name }) }).project).toBe(project);
  });
});
