import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseSet } from "../../src/config/set.ts";
import { shellQuote, skipLine } from "../../src/interview/skip-line.ts";
import type { PackQuestion } from "../../src/interview/types.ts";
import { filled, text, values } from "../config/messy.ts";

const choices = ["a", "b, c", "[d]"];
const questions: PackQuestion[] = [
  { key: "team", message: "Team", type: "text", required: true },
  { key: "notify", message: "Notify", type: "confirm", required: false },
  { key: "size", message: "Size", type: "select", choices, required: false },
];

const { "vars.team": _, "vars.constructor": __, "vars.z9": ___, ...builtin } = values;
const answers = fc.record(
  { ...builtin, "vars.team": filled, "vars.notify": fc.boolean(), "vars.size": fc.constantFrom(...choices) },
  { requiredKeys: [] },
);

/** The words that a shell makes of a command line. */
function words(line: string): string[] {
  const script = `set -- ${line}\nprintf '%s\\0' "$@"`;
  return execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
}

describe("the line that skips the questions", () => {
  test("reads like something a person would type", () => {
    const line = skipLine({
      agents: ["claude", "codex"],
      "commands.test": "npm test",
      default_branch: "main",
      "vars.notify": false,
      context: [],
    });
    expect(line).toBe(
      "plan-init --yes --set agents=claude,codex --set 'commands.test=npm test' --set default_branch=main --set vars.notify=false --set context=",
    );
  });

  test("works in the folder that the questions were about", () => {
    expect(skipLine({ agents: [] }, "../my app")).toBe("plan-init -C '../my app' --yes --set agents=");
  });

  test("is understood by a shell and by --set as the same answers", () => {
    fc.assert(
      fc.property(answers, (given) => {
        const [program, yes, ...flags] = words(skipLine(given));
        expect([program, yes]).toEqual(["plan-init", "--yes"]);
        const pairs = flags.filter((_flag, at) => at % 2 === 1);
        expect(flags).toEqual(pairs.flatMap((pair) => ["--set", pair]));
        expect(parseSet(pairs, questions)).toEqual(given);
      }),
      { numRuns: 60 },
    );
  });
});

test("any text is one word for a shell", () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 20 }), (texts) => {
      expect(words(texts.map(shellQuote).join(" "))).toEqual(texts);
    }),
    { numRuns: 40 },
  );
});
