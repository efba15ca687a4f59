import { describe, expect, test } from "vitest";
import { type Changes, editConfig } from "../../src/config/edit/index.ts";

/** Lines of a text, so that a table shows what it is. */
const lines = (...all: string[]): string => all.map((line) => `${line}\n`).join("");

interface Case {
  before: string;
  changes: Changes;
  after: string;
}

const scalars: Record<string, Case> = {
  "a plain text": {
    before: "a: x\nmode: execution\nb: y\n",
    changes: { mode: "strategy" },
    after: "a: x\nmode: strategy\nb: y\n",
  },
  "the comment behind it stays": {
    before: "mode:   execution   # why\n",
    changes: { mode: "strategy" },
    after: "mode:   strategy   # why\n",
  },
  "its single quotes stay": { before: "project: 'it''s'\n", changes: { project: "that" }, after: "project: 'that'\n" },
  "single quotes give way to an apostrophe": {
    before: "project: 'x'\n",
    changes: { project: "it's" },
    after: 'project: "it\'s"\n',
  },
  "its double quotes stay": { before: 'project: "x" # y\n', changes: { project: "zz" }, after: 'project: "zz" # y\n' },
  "double quotes give way to double quotes": {
    before: 'project: "x" # y\n',
    changes: { project: 'a: "b"' },
    after: "project: 'a: \"b\"' # y\n",
  },
  "quotes that were not chosen give way": {
    before: "project: 'a: \"b\"'\n",
    changes: { project: "zz" },
    after: "project: zz\n",
  },
  "single quotes give way to a newline": {
    before: "project: 'x'\n",
    changes: { project: "a\nb" },
    after: 'project: "a\\nb"\n',
  },
  "a number": { before: "max_iterations: 3 # n\n", changes: { max_iterations: 10 }, after: "max_iterations: 10 # n\n" },
  "a boolean": { before: "commit_runs: true\n", changes: { commit_runs: false }, after: "commit_runs: false\n" },
  "text that reads like a boolean": {
    before: "project: x\n",
    changes: { project: "true" },
    after: 'project: "true"\n',
  },
  "a plain text over two lines": {
    before: lines("project: a", "   b", "mode: execution"),
    changes: { project: "c" },
    after: lines("project: c", "mode: execution"),
  },
  "a folded text": {
    before: lines("project: >- # why", "  a", "", "  b", "", "mode: execution"),
    changes: { project: "c" },
    after: lines("project: c # why", "", "mode: execution"),
  },
  "a literal text at the end without a newline": {
    before: "project: |\n  a",
    changes: { project: "c" },
    after: "project: c",
  },
  "a value on the next line": {
    before: lines("project:", "  a # b"),
    changes: { project: "c" },
    after: lines("project:", "  c # b"),
  },
  "a missing value": {
    before: lines("project: # none yet", "mode: execution"),
    changes: { project: "c" },
    after: lines("project: c # none yet", "mode: execution"),
  },
  "a missing value at the end": { before: "project:", changes: { project: "c" }, after: "project: c" },
  "a tag stays": { before: "project: !!str 5 # x\n", changes: { project: "6" }, after: 'project: !!str "6" # x\n' },
  "an anchor stays": { before: "project: &name x\n", changes: { project: "zz" }, after: "project: &name zz\n" },
  "an explicit key": {
    before: lines("? project", ": x"),
    changes: { project: "zz" },
    after: lines("? project", ": zz"),
  },
  "a quoted key": { before: lines('"project" : x'), changes: { project: "zz" }, after: lines('"project" : zz') },
  "CRLF stays": {
    before: "a: x\r\nproject: |\r\n  a\r\n  b\r\n# c\r\n",
    changes: { project: "zz" },
    after: "a: x\r\nproject: zz\r\n# c\r\n",
  },
  "a byte-order mark stays": { before: "\ufeffproject: x\n", changes: { project: "zz" }, after: "\ufeffproject: zz\n" },
  "below a group": {
    before: lines("commands:", "    test:  x", "    lint: y"),
    changes: { "commands.test": "z" },
    after: lines("commands:", "    test:  z", "    lint: y"),
  },
  "in a flow map": {
    before: "commands: {test: x, lint: 'y'} # c\n",
    changes: { "commands.lint": "z" },
    after: "commands: {test: x, lint: 'z'} # c\n",
  },
  "in a flow map without a value": {
    before: "commands: {test, lint: y}\n",
    changes: { "commands.test": "z" },
    after: "commands: {test: z, lint: y}\n",
  },
  "in JSON": {
    before: '{\n  "project": "x",\n  "mode": "execution"\n}\n',
    changes: { project: "y" },
    after: '{\n  "project": "y",\n  "mode": "execution"\n}\n',
  },
};

const additions: Record<string, Case> = {
  "to nothing": { before: "", changes: { project: "x" }, after: "project: x\n" },
  "to a comment": { before: "# hello\n", changes: { project: "x" }, after: "# hello\nproject: x\n" },
  "to a comment without a newline": { before: "# hello", changes: { project: "x" }, after: "# hello\nproject: x" },
  "behind the key that the schema has before it": {
    before: lines("project: x", "# branch", "default_branch: main", "", "sync: none"),
    changes: { mode: "strategy" },
    after: lines("project: x", "# branch", "default_branch: main", "mode: strategy", "", "sync: none"),
  },
  "at the end when nothing comes before it": {
    before: lines("# a", "sync: none"),
    changes: { project: "x" },
    after: lines("# a", "sync: none", "project: x"),
  },
  "below the line that a comment keeps for it": {
    before: lines("sync: none", "", "# Folder", "# templates: path/to/folder", "", "vars: {}"),
    changes: { templates: "t" },
    after: lines("sync: none", "", "# Folder", "# templates: path/to/folder", "templates: t", "", "vars: {}"),
  },
  "without a final newline": {
    before: "project: x",
    changes: { mode: "strategy" },
    after: "project: x\nmode: strategy",
  },
  "in CRLF": {
    before: "project: x\r\nsync: none\r\n",
    changes: { mode: "strategy" },
    after: "project: x\r\nmode: strategy\r\nsync: none\r\n",
  },
  "in the group's indent": {
    before: lines("commands:", "     lint: y # c", "sync: none"),
    changes: { "commands.test": "x" },
    after: lines("commands:", "     lint: y # c", "     test: x", "sync: none"),
  },
  "to an empty group": {
    before: lines("vars: {} # c", "sync: none"),
    changes: { "vars.a": 1 },
    after: lines("vars: # c", "  a: 1", "sync: none"),
  },
  "to a group without a value": {
    before: lines("vars: # c", "# d", "sync: none"),
    changes: { "vars.a": 1 },
    after: lines("vars: # c", "  a: 1", "# d", "sync: none"),
  },
  "with its group": {
    before: lines("project: x"),
    changes: { "commands.test": "t" },
    after: lines("project: x", "commands:", "  test: t"),
  },
  "two with their group": {
    before: lines("project: x"),
    changes: { "vars.a": "s", "vars.b": true },
    after: lines("project: x", "vars:", "  a: s", "  b: true"),
  },
  "behind a text that keeps its blank lines": {
    before: lines("project: |+", "  a", "", "", "sync: none"),
    changes: { mode: "strategy" },
    after: lines("project: |+", "  a", "", "", "mode: strategy", "sync: none"),
  },
  "to a flow map": {
    before: "commands: {test: x} # c\n",
    changes: { "commands.lint": "zz" },
    after: "commands: {test: x, lint: zz} # c\n",
  },
  "to a flow map with a trailing comma": {
    before: "commands: {test: x,}\n",
    changes: { "commands.lint": "zz" },
    after: "commands: {test: x, lint: zz,}\n",
  },
  "to JSON": {
    before: '{\n  "project": "x"\n}\n',
    changes: { "commands.test": "zz", agents: ["claude"] },
    after: '{\n  "project": "x", agents: [claude], commands: { test: zz }\n}\n',
  },
  "to an empty flow document": { before: "{}\n", changes: { project: "x" }, after: "{ project: x }\n" },
  "a list": {
    before: lines("project: x"),
    changes: { agents: ["claude", "codex"] },
    after: lines("project: x", "agents:", "  - claude", "  - codex"),
  },
  "an empty list": { before: lines("project: x"), changes: { agents: [] }, after: lines("project: x", "agents: []") },
  "between the marks of a document": {
    before: lines("%YAML 1.2", "---", "project: x", "...", "# end"),
    changes: { mode: "strategy" },
    after: lines("%YAML 1.2", "---", "project: x", "mode: strategy", "...", "# end"),
  },
  "in the indent of everything": {
    before: lines("  project: x", "  commands:", "      test: t"),
    changes: { mode: "strategy", "commands.lint": "l" },
    after: lines("  project: x", "  commands:", "      test: t", "      lint: l", "  mode: strategy"),
  },
};

const removals: Record<string, Case> = {
  "a line with its comment, not the ones above": {
    before: lines("project: x", "# why", "mode: strategy # c", "# end"),
    changes: { mode: undefined },
    after: lines("project: x", "# why", "# end"),
  },
  "the last line without a newline": {
    before: "project: x\nmode: strategy",
    changes: { mode: undefined },
    after: "project: x\n",
  },
  "a folded text": {
    before: lines("project: >", "  a", "", "  b", "mode: strategy"),
    changes: { project: undefined },
    after: lines("mode: strategy"),
  },
  "a list": {
    before: lines("agents:", "- claude", "# c", "- codex # d", "mode: strategy"),
    changes: { agents: undefined },
    after: lines("mode: strategy"),
  },
  "one of a group": {
    before: lines("vars:", "  a: 1", "  # c", "  b: 2"),
    changes: { "vars.b": undefined },
    after: lines("vars:", "  a: 1", "  # c"),
  },
  "the last of a group": {
    before: lines("vars: # v", "  # c", "  a: 1", "sync: none"),
    changes: { "vars.a": undefined },
    after: lines("vars: {} # v", "  # c", "sync: none"),
  },
  "the first in a flow map": {
    before: "vars: {a: 1, b: 2}\n",
    changes: { "vars.a": undefined },
    after: "vars: {b: 2}\n",
  },
  "the last in a flow map": {
    before: "vars: { a: 1, b: 2 }\n",
    changes: { "vars.b": undefined },
    after: "vars: { a: 1 }\n",
  },
  "the only one in a flow map": {
    before: "vars: { a: 1 } # c\n",
    changes: { "vars.a": undefined },
    after: "vars: {} # c\n",
  },
  "one line of a flow map over lines": {
    before: lines("vars: {", "  a: 1, # one", "  b: 2, # two", "  c: 3, # three", "}"),
    changes: { "vars.b": undefined },
    after: lines("vars: {", "  a: 1, # one", "   # two", "  c: 3, # three", "}"),
  },
  "what is not there": {
    before: "project: x\n",
    changes: { mode: undefined, "vars.a": undefined, "commands.test": undefined },
    after: "project: x\n",
  },
};

const lists: Record<string, Case> = {
  "one more at the end": {
    before: lines("agents:", "  - claude # main", "sync: none"),
    changes: { agents: ["claude", "codex"] },
    after: lines("agents:", "  - claude # main", "  - codex", "sync: none"),
  },
  "one more in front": {
    before: lines("agents: # a", "# b", "-   claude"),
    changes: { agents: ["codex", "claude"] },
    after: lines("agents: # a", "# b", "- codex", "-   claude"),
  },
  "one less": {
    before: lines("context:", "  # first", "  - a.md", "  # second", "  - b.md # b", "  - c.md"),
    changes: { context: ["a.md", "c.md"] },
    after: lines("context:", "  # first", "  - a.md", "  # second", "  - c.md"),
  },
  "all others": {
    before: lines("agents:", "  # ours", "  - claude", "  - codex", "sync: none"),
    changes: { agents: ["cursor"] },
    after: lines("agents:", "  # ours", "  - cursor", "sync: none"),
  },
  "another order": {
    before: lines("agents:", "  - claude # 1", "  - codex # 2"),
    changes: { agents: ["codex", "claude"] },
    after: lines("agents:", "  - codex # 2", "  - claude"),
  },
  "to nothing": {
    before: lines("agents: # a", "  # b", "  - claude", "  - codex", "sync: none"),
    changes: { agents: [] },
    after: lines("agents: [] # a", "  # b", "sync: none"),
  },
  "from nothing": {
    before: lines("context: [] # a", "sync: none"),
    changes: { context: ["- a", "b"] },
    after: lines("context: # a", '  - "- a"', "  - b", "sync: none"),
  },
  "in a flow list": {
    before: "agents: [ claude, codex ] # c\n",
    changes: { agents: ["claude", "cursor"] },
    after: "agents: [ claude, cursor ] # c\n",
  },
  "one less in a flow list": {
    before: "agents: [claude,codex,  cursor]\n",
    changes: { agents: ["claude", "cursor"] },
    after: "agents: [claude,cursor]\n",
  },
  "all others in a flow list": {
    before: "agents: [claude, codex]\n",
    changes: { agents: ["cursor"] },
    after: "agents: [cursor]\n",
  },
  "a flow list to nothing": {
    before: "agents: [claude, codex] # c\n",
    changes: { agents: [] },
    after: "agents: [] # c\n",
  },
  "a flow list over lines with comments": {
    before: lines("context: [", "  a.md, # one", '  "b.md", # two', "  c.md # three", "]"),
    changes: { context: ["a.md", "c.md", "d.md"] },
    after: lines("context: [", "  a.md, # one", "   # two", "  c.md, d.md # three", "]"),
  },
  "without a final newline": {
    before: "agents:\n  - claude",
    changes: { agents: ["claude", "codex"] },
    after: "agents:\n  - claude\n  - codex",
  },
  "in CRLF": {
    before: "agents:\r\n  - claude\r\n",
    changes: { agents: ["claude", "codex"] },
    after: "agents:\r\n  - claude\r\n  - codex\r\n",
  },
};

describe.each(Object.entries({ "sets a value": scalars, adds: additions, removes: removals, "changes a list": lists }))(
  "%s:",
  (_, cases) => {
    test.each(Object.entries(cases))("%s", (_name, { before, changes, after }) => {
      expect(editConfig(before, changes)).toBe(after);
      // What is already so leaves every byte as it is.
      expect(editConfig(after, changes)).toBe(after);
    });
  },
);

describe("leaves alone", () => {
  test.each([
    ["a list on the line of its colon", "? agents\n: - claude\n  - codex\n", { agents: ["codex"] }],
    ["a group that is text", "commands: make\n", { "commands.test": "make test" }],
    ["a document without a mapping", "- a\n", { project: "x" }],
    ["a document that has ended", "---\n...\n", { project: "x" }],
  ])("%s, and says which keys to change by hand", (_, text, changes) => {
    const keys = Object.keys(changes);
    const fix = `change these keys by hand: \`${keys[0]}\``;
    expect(() => editConfig(text, changes)).toThrow(
      expect.objectContaining({ code: "config-uneditable", exit: 4, args: { keys }, fix }),
    );
  });

  test.each([
    ["broken YAML", "project: a: b\n"],
    ["aliases", "project: &a x\ndefault_branch: *a\n"],
    ["a key given twice", "project: a\nproject: b\n"],
  ])("%s", (_, text) => {
    expect(() => editConfig(text, { mode: "strategy" })).toThrow(
      expect.objectContaining({ code: "config-invalid", exit: 2 }),
    );
  });
});
