import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { fillConfig } from "../../src/pack/fill.ts";

const run = { goal: "add rate limiting", mode: undefined, baseline: "main @ 1234567 (clean)" };
const runner = (yaml: string) =>
  `# Planner\n\nIntro.\n\n## CONFIG\n\n<!-- note -->\n\n\`\`\`yaml\n${yaml}\`\`\`\n\n## 1. Route\n\ntext\n`;
const blockOf = (text: string): string => /```yaml\n([\s\S]*?)^```/m.exec(text)?.[1] ?? "";

describe("a run's values in a runner's CONFIG", () => {
  it("are set in place, and everything else keeps its bytes", () => {
    const before = 'goal: "" # what\nmode: execution\n# mine\nbaseline: ""\nmore: [a,  b]\n';
    const filled = fillConfig(runner(before), run);
    expect(parse(blockOf(filled))).toEqual({ ...run, mode: "execution", more: ["a", "b"] });
    expect(blockOf(filled)).toContain("# what");
    expect(blockOf(filled)).toContain("# mine");
    expect(filled.replace(blockOf(filled), "")).toBe(runner(""));
  });

  it("leave the runner as it is when there are none", () => {
    const text = runner("goal: x\n");
    expect(fillConfig(text, { goal: undefined, mode: undefined, baseline: undefined })).toBe(text);
  });

  const broken: [string, string][] = [
    ["no CONFIG at all", "# Planner\n\ntext\n"],
    ["a CONFIG without a fence", "## CONFIG\n\n## Next\n\n```yaml\nother: 1\n```\n"],
    ["YAML that is none", runner("goal: [\n")],
    ["YAML that is a list", runner("- a\n")],
    ["nothing in the fence", runner("")],
    ["YAML nested very deeply", runner(`goal: ${"[".repeat(50_000)}\n`)],
  ];
  it.each(broken)("stand in a block of their own in front of a runner with %s", (_, text) => {
    const filled = fillConfig(text, run);
    expect(parse(blockOf(filled))).toEqual({ goal: run.goal, baseline: run.baseline });
    expect(filled.endsWith(text)).toBe(true);
  });

  it.each(["```\n# not a fence", 'say "x": y', "a\nb", "{{x}}", "x".repeat(3000)])("hold any goal: %j", (goal) => {
    const filled = fillConfig(runner('goal: ""\n'), { ...run, goal });
    expect(parse(blockOf(filled))).toMatchObject({ goal });
  });
});
