import { describe, expect, it } from "vitest";
import { putBlock } from "../../src/pack/block.ts";
import { contextDocuments } from "../../src/repo/documents.ts";
import { diskView } from "../../src/repo/view.ts";
import { tempDir, writeFiles } from "../helpers/temp.ts";
import { recordView } from "./record-view.ts";

/** The documents of a repository of these paths, each with a text of its own. */
const chosen = (...paths: string[]) =>
  contextDocuments(recordView(Object.fromEntries(paths.map((path) => [path, path]))));
const kib = 1024;

describe("documents", () => {
  it.each<[string, string[], string[]]>([
    ["none", ["a.md", "src/README.md"], []],
    ["a README in markdown before others", ["README", "README.md", "README.rst"], ["README.md"]],
    ["a README of any kind and case", ["readme.adoc"], ["readme.adoc"]],
    ["a README in .github", [".github/README.md"], [".github/README.md"]],
    [
      "most important first",
      ["AGENTS.md", "ARCHITECTURE.md", "CLAUDE.md", "CONTRIBUTING.md", "README.md"],
      ["README.md", "CLAUDE.md", "AGENTS.md", "ARCHITECTURE.md", "CONTRIBUTING.md"],
    ],
    [
      "architecture in docs",
      ["docs/architecture.md", "docs/architecture/overview.md"],
      ["docs/architecture.md", "docs/architecture/overview.md"],
    ],
    ["the index of decisions", ["docs/adr/0001-a.md", "docs/adr/README.md"], ["docs/adr/README.md"]],
    [
      "else the newest decision",
      ["doc/adr/0001-a.md", "doc/adr/0012-b.md", "doc/adr/template.md"],
      ["doc/adr/0012-b.md"],
    ],
    [
      "decisions by date",
      ["docs/decisions/2024-01-02-a.md", "docs/decisions/2025-01-02-b.md"],
      ["docs/decisions/2025-01-02-b.md"],
    ],
    ["contributing in .github", [".github/CONTRIBUTING.md"], [".github/CONTRIBUTING.md"]],
    ["our own planning is no context", ["planning/README.md", "planning/docs/architecture.md"], []],
    ["a folder called like a document", ["README.md/x"], []],
  ])("%s", (_, paths, expected) => {
    expect(chosen(...paths)).toEqual(expected);
  });

  it("at most eight", () => {
    const paths = [
      "README.md",
      "CLAUDE.md",
      "AGENTS.md",
      "ARCHITECTURE.md",
      "docs/architecture/index.md",
      "CONTRIBUTING.md",
    ];
    const more = ["docs/adr/README.md", "DESIGN.md", "HACKING.md", "docs/index.md"];
    expect(chosen(...paths, ...more)).toEqual([...paths, ...more.slice(0, 2)]);
  });

  it("within the budget, passing over what does not fit", () => {
    const files = {
      "README.md": "r".repeat(30 * kib),
      "CLAUDE.md": "c".repeat(33 * kib),
      "AGENTS.md": "a".repeat(30 * kib),
      "ARCHITECTURE.md": "x".repeat(20 * kib),
      "CONTRIBUTING.md": "small",
    };
    expect(contextDocuments(recordView(files))).toEqual(["README.md", "AGENTS.md", "CONTRIBUTING.md"]);
  });

  it("neither empty ones nor the same text twice", () => {
    const files = { "README.md": " \n", "CLAUDE.md": "Same.\n", "AGENTS.md": "Same.\n\n", "CONTRIBUTING.md": "" };
    expect(contextDocuments(recordView(files))).toEqual(["CLAUDE.md"]);
  });

  it("not what plan-init itself put there", () => {
    const created = "# Acme\n\n";
    const block = (before: string) => putBlock(before, "CLAUDE.md", "## Planning\n\nPlans live in `planning/`.\n");
    const files = { "CLAUDE.md": block(created), "AGENTS.md": block(`${created}Use tabs.\n`), "README.md": "# Acme\n" };
    expect(contextDocuments(recordView(files))).toEqual(["README.md", "AGENTS.md"]);
    expect(contextDocuments(recordView({ "CLAUDE.md": block("") }))).toEqual([]);
    expect(contextDocuments(recordView({ "CLAUDE.md": block("# Acme\r\n\r\n") }))).toEqual([]);
    expect(contextDocuments(recordView({ "CLAUDE.md": `${block(created)}\nMine.\n` }))).toEqual(["CLAUDE.md"]);
  });

  it("only text, and a smaller one in the same place instead of a huge one", async () => {
    const dir = await tempDir();
    await writeFiles(dir, { "README.md": "x".repeat(2000 * kib), "README.txt": "short", "CLAUDE.md": "a\0b" });
    expect(contextDocuments(diskView(dir))).toEqual(["README.txt"]);
  });
});
