import { describe, expect, it } from "vitest";
import { fileOf, scaffold, usualAnswers } from "../templates/support/scaffold.ts";
import { loopWithoutGit } from "./loop.ts";

const form = fileOf(scaffold(usualAnswers), "planning/_state/CANONICAL_PLAN.md");

describe("check of the form that nobody has filled in", () => {
  it("says so, and what to do, instead of naming every slot", async () => {
    const on = await loopWithoutGit();
    await on.edit(() => form);
    const { exit, stdout } = await on.check();
    expect(exit).toBe(3);
    expect(stdout).toContain("is the form that nobody has filled in yet");
    expect(stdout).toContain("plan-init prompt planner --goal");
    expect(stdout.split("\n").length).toBeLessThan(12);
  });

  it("names them to programs, and to whoever plans", async () => {
    const on = await loopWithoutGit();
    await on.edit(() => form);
    const { findings } = JSON.parse((await on.check("--json")).stdout);
    expect(findings.length).toBeGreaterThan(15);
    await on.start("--goal", "add login");
    expect((await on.check()).stdout).toContain("plan/placeholder");
  });
});
