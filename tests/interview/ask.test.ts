import { describe, expect, test } from "vitest";
import { ask } from "../../src/interview/ask.ts";
import type { Question } from "../../src/interview/types.ts";
import { agents, branch, command, notify } from "./some-questions.ts";
import { FakeTerminal, keys } from "./terminal.ts";

describe("answers", () => {
  test("Enter takes every default", async () => {
    const terminal = new FakeTerminal();
    const asked = ask([agents, command, { ...branch, initial: "trunk" }, notify], terminal.io);
    for (const message of ["Coding agents", "Test command", "Default branch", "Notify"])
      await terminal.answer(`? ${message}`, keys.enter);
    expect(await asked).toEqual({
      agents: ["claude"],
      "commands.test": "make test",
      default_branch: "trunk",
      "vars.notify": true,
    });
  });

  test("arrows, space and letters choose", async () => {
    const terminal = new FakeTerminal();
    const asked = ask([agents, command, branch, notify], terminal.io);
    await terminal.answer("? Coding agents", " ", keys.down, " ", keys.enter);
    await terminal.answer("? Test command", keys.up, keys.enter);
    await terminal.answer("? Default branch", ..."  main ", keys.enter);
    await terminal.answer("? Notify", "n");
    expect(await asked).toEqual({
      agents: ["codex"],
      "commands.test": "npm test",
      default_branch: "main",
      "vars.notify": false,
    });
  });

  test("another command is typed", async () => {
    const terminal = new FakeTerminal();
    const asked = ask([command], terminal.io);
    await terminal.answer("? Test command", keys.down, keys.enter);
    await terminal.answer("Test command (another command)", ..."just test", keys.enter);
    expect(await asked).toEqual({ "commands.test": "just test" });
  });

  test("a wrong answer is asked again", async () => {
    const terminal = new FakeTerminal();
    const asked = ask([branch], terminal.io);
    await terminal.answer("? Default branch", keys.enter);
    await terminal.answer("must not be empty", ..."main", keys.enter);
    expect(await asked).toEqual({ default_branch: "main" });
  });

  test("a default that does not fit the line is told and taken", async () => {
    const terminal = new FakeTerminal();
    const initial = "make ".repeat(40).trim();
    const asked = ask([{ ...branch, initial }], terminal.io);
    await terminal.answer("Enter for make make", keys.enter);
    expect(await asked).toEqual({ default_branch: initial });
    expect(terminal.widest).toBeLessThanOrEqual(80);
  });

  test("nothing to ask touches nothing", async () => {
    const terminal = new FakeTerminal();
    expect(await ask([], terminal.io)).toEqual({});
    expect(terminal.drawn).toBe("");
  });
});

describe("what is drawn", () => {
  const long: Question[] = [
    { ...agents, choices: [{ value: "x".repeat(200), description: "y".repeat(200) }] },
    {
      ...command,
      choices: [
        { value: "make ".repeat(50), description: "Makefile ".repeat(20) },
        { value: "b", description: "z".repeat(300) },
      ],
    },
    { ...branch, message: "m".repeat(48), hint: "h".repeat(60), initial: "main" },
  ];
  test.each([40, 80, 120])("no line is wider than %i columns", async (columns) => {
    const terminal = new FakeTerminal(columns);
    const asked = ask(long, terminal.io);
    await terminal.answer("? Coding agents", keys.enter);
    await terminal.answer("? Test command", keys.down, keys.up, keys.enter);
    await terminal.answer("mmm", keys.enter);
    await asked;
    expect(terminal.widest).toBeLessThanOrEqual(columns);
  });

  test("a terminal that does not tell its width is asked too", async () => {
    const terminal = new FakeTerminal(undefined);
    const asked = ask([notify], terminal.io);
    await terminal.answer("? Notify", "y");
    expect(await asked).toEqual({ "vars.notify": true });
  });

  test.each([
    ["with NO_COLOR", true, { NO_COLOR: "1" }],
    ["when stderr is no terminal", false, {}],
  ])("no colours %s", async (_, isTTY, env) => {
    const terminal = new FakeTerminal(80, env);
    terminal.stderr.isTTY = isTTY;
    const asked = ask([notify], terminal.io);
    await terminal.answer("? Notify", "y");
    await asked;
    expect(terminal.drawn).not.toContain(`${keys.escape}[36m`);
  });

  // Whoever has no colours has only signs to go by; where stdout is piped on, the library itself draws without colours.
  test.each([
    ["with NO_COLOR", { NO_COLOR: "1" }],
    ["in colour", { FORCE_COLOR: "1" }],
  ])("the choice that has the focus has the pointer, and no other, %s", async (_, env) => {
    const terminal = new FakeTerminal(80, env);
    const focus = () =>
      terminal.text
        .split(/(?=\? )/)
        .at(-1)
        ?.match(/❯.*\w/g)
        ?.map((row) => row.replace(/^❯\W*/, ""));
    const asked = ask([agents, command], terminal.io);
    await terminal.answer("? Coding agents");
    expect(focus()).toEqual(["claude - Claude Code"]);
    await terminal.answer("? Coding agents", keys.down, keys.down);
    expect(focus()).toEqual(["cursor"]);
    await terminal.answer("? Coding agents", keys.down, keys.up, keys.up, " ", keys.enter);
    await terminal.answer("? Test command");
    expect(focus()).toEqual(["make test"]);
    await terminal.answer("? Test command", keys.up);
    expect(focus()).toEqual(["npm test - package.json scripts.test"]);
    await terminal.answer("? Test command", keys.enter);
    expect(await asked).toEqual({ agents: ["claude", "codex"], "commands.test": "npm test" });
    expect(terminal.text).toMatch(/Coding agents › claude, codex\n/);
  });

  test("a choice cannot move the cursor", async () => {
    const terminal = new FakeTerminal();
    const asked = ask([{ ...command, choices: [{ value: "a\u001b[2Jb", description: "c\u202ed" }] }], terminal.io);
    await terminal.answer("? Test command", keys.enter);
    expect(await asked).toEqual({ "commands.test": "a\u001b[2Jb" });
    expect(terminal.drawn).not.toContain("\u001b[2J");
    expect(terminal.drawn).not.toContain("\u202e");
  });
});

describe("leaving", () => {
  const interrupted = expect.objectContaining({ code: "interrupted", exit: 130 });
  const visibleCursor = "\u001b[?25h";

  test.each([
    ["Ctrl-C", keys.ctrlC],
    ["Ctrl-D", keys.ctrlD],
    ["Esc", keys.escape],
  ])("by %s", async (_, key) => {
    for (const question of [agents, command, branch, notify]) {
      const terminal = new FakeTerminal();
      const asked = ask([notify, question], terminal.io);
      await Promise.all([
        expect(asked).rejects.toEqual(interrupted),
        terminal.answer("? Notify", "y").then(() => terminal.answer(`? ${question.message}`, key)),
      ]);
      expect(terminal.drawn.endsWith(visibleCursor)).toBe(true);
    }
  });

  test.each([
    ["stdin ends", (terminal: FakeTerminal) => terminal.stdin.end()],
    ["stdin closes", (terminal: FakeTerminal) => terminal.stdin.destroy()],
    ["stdin breaks", (terminal: FakeTerminal) => terminal.stdin.destroy(new Error("EIO"))],
    ["the signal comes", (terminal: FakeTerminal) => terminal.controller.abort()],
  ])("when %s", async (_, leave) => {
    const terminal = new FakeTerminal();
    const asked = ask([branch], terminal.io);
    await Promise.all([
      expect(asked).rejects.toEqual(interrupted),
      terminal.answer("? Default branch", ..."ma").then(() => leave(terminal)),
    ]);
    expect(terminal.drawn.endsWith(visibleCursor)).toBe(true);
    // And once it is gone, nothing more is asked.
    const drawn = terminal.drawn.length;
    await expect(ask([notify], terminal.io)).rejects.toEqual(interrupted);
    expect(terminal.drawn).toHaveLength(drawn);
  });

  test("leaves no listeners behind", async () => {
    const terminal = new FakeTerminal();
    const asked = ask([notify, command], terminal.io);
    await terminal.answer("? Notify", "y");
    await terminal.answer("? Test command", keys.enter);
    await asked;
    for (const event of ["end", "close", "error", "keypress"])
      expect(terminal.stdin.listenerCount(event), event).toBeLessThanOrEqual(1);
  });
});
