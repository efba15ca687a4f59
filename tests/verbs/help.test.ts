import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { createProgram, run } from "../../src/program.ts";
import { Exit } from "../../src/ui/exit.ts";

/** What the command line prints, without a process. */
async function typed(...argv: string[]): Promise<{ exit: number; text: string }> {
  const stdout = Object.assign(new PassThrough(), { columns: 100, isTTY: false as const });
  const exit = await run({
    argv,
    cwd: ".",
    env: {},
    stdin: process.stdin,
    stdout,
    stderr: new PassThrough(),
    signal: new AbortController().signal,
    now: () => new Date(0),
  });
  return { exit, text: String(stdout.read() ?? "") };
}

const { commands } = createProgram({ stdout: process.stdout, stderr: process.stderr }, async () => undefined);

describe("help", () => {
  it.each([[["help"]], [["--help"]], [["help", "--help"]], [["help", "help"]]])("%j lists the verbs", async (argv) => {
    const { exit, text } = await typed(...argv);
    expect(exit).toBe(Exit.Good);
    expect(text).toMatch(/^Usage: plan-init \[options\]/);
    expect(text).toContain("print the help of a verb");
  });

  it.each(commands.map((verb) => [verb.name()]))("of %s is the same in both ways", async (verb) => {
    const { exit, text } = await typed("help", verb);
    expect(exit).toBe(Exit.Good);
    expect(text).toContain(`Usage: plan-init ${verb}`);
    expect((await typed(verb, "--help")).text).toBe(text);
  });

  it.each(commands.filter((verb) => verb.name() !== "hook").map((verb) => [verb.name()]))(
    "of %s has examples",
    async (verb) => {
      expect((await typed(verb, "-h")).text).toContain("Examples:\n  $ plan-init");
    },
  );

  it("knows which verb was meant", async () => {
    await expect(typed("help", "chek")).rejects.toMatchObject({ code: "usage", fix: "did you mean `check`?" });
  });
});
