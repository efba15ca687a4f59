import { readdirSync, readFileSync } from "node:fs";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it } from "vitest";
import { estimateTokens } from "../../src/ui/estimate.ts";

const folder = new URL("../../templates/planning/", import.meta.url);
const documents = readdirSync(folder).filter((name) => name.endsWith(".hbs"));

describe("the token estimate", () => {
  it.each(documents)("is within 5 %% of o200k on %s", (name) => {
    const text = readFileSync(new URL(name, folder), "utf8");
    const real = countTokens(text);
    expect(Math.abs(estimateTokens(text) - real) / real).toBeLessThan(0.05);
  });

  it("is zero for nothing, and never less than one for something", () => {
    expect(estimateTokens("")).toBe(0);
    expect(estimateTokens("a")).toBe(1);
  });
});
