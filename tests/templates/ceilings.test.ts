import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, test } from "vitest";
import { everyFile, fileOf, pack, scaffold } from "./support/scaffold.ts";

const files = scaffold(everyFile);
const skills = [...files.keys()].filter((path) => path.endsWith("SKILL.md"));

/** Tokens (o200k) of a file rendered with usual answers; they are paid for again in every run. */
const ceilings: Record<string, number> = {
  "planning/PLANNER_RUNNER.md": 1500,
  "planning/DEV_RUNNER.md": 1000,
  "planning/REVIEW_RUNNER.md": 800,
  "planning/STRATEGY_RUNNER.md": 1600,
  ...Object.fromEntries(skills.map((path) => [path, 150])),
};

describe("token ceilings", () => {
  test.each(Object.entries(ceilings))("%s ≤ %i", (path, ceiling) => {
    expect(encode(fileOf(files, path)).length).toBeLessThanOrEqual(ceiling);
  });

  test("the block that agents load in every session: 150 tokens, 10 lines", () => {
    const block = pack.partials.get("block") ?? "";
    expect(block).toContain("planning/_state/CANONICAL_PLAN.md");
    expect(encode(block).length).toBeLessThanOrEqual(150);
    expect(block.trim().split("\n").length).toBeLessThanOrEqual(10);
  });
});
