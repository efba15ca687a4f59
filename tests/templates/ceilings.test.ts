import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, test } from "vitest";
import { defaultAnswers, varsFrom } from "./support/answers.ts";
import { entries, partials, renderAll } from "./support/pack.ts";

const skills = entries.map((entry) => entry.to ?? entry.template).filter((path) => path.endsWith("SKILL.md"));

/** Tokens (o200k) of a file rendered with default answers. Always-loaded and every-run text is paid for again and again. */
const ceilings: Record<string, number> = {
  "planning/PLANNER_RUNNER.md": 1500,
  "planning/DEV_RUNNER.md": 1000,
  "planning/REVIEW_RUNNER.md": 800,
  "planning/STRATEGY_RUNNER.md": 1600,
  ...Object.fromEntries(skills.map((path) => [path, 150])),
};

describe("token ceilings", () => {
  const files = renderAll(varsFrom(defaultAnswers));

  test.each(Object.entries(ceilings))("%s ≤ %i", (path, ceiling) => {
    expect(encode(files.get(path) ?? "").length).toBeGreaterThan(50);
    expect(encode(files.get(path) ?? "").length).toBeLessThanOrEqual(ceiling);
  });

  test("the block that agents load in every session: 150 tokens and 10 lines", () => {
    const block = partials.get("block") ?? "";
    expect(encode(block).length).toBeLessThanOrEqual(150);
    expect(block.trimEnd().split("\n").length).toBeLessThanOrEqual(10);
  });
});
