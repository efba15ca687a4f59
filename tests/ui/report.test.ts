import pc from "picocolors";
import { describe, expect, it } from "vitest";
import type { Action } from "../../src/pack/types.ts";
import { fileLines } from "../../src/ui/report.ts";

const paint = pc.createColors(true);
const row = (action: Action, path = "a.md") => ({ action, path, reason: "why" });
const line = (action: Action) => fileLines([row(action)], { paint, width: 80 }).join("\n");

describe("the list of files", () => {
  it.each<[Action, (text: string) => string]>([
    ["created", paint.green],
    ["unchanged", paint.dim],
    ["conflict", paint.yellow],
    ["deleted", String],
  ])("%s has the colour of what it is", (action, brush) => {
    expect(line(action)).toContain(`  ${brush(action)}  a.md`);
  });

  it("shows nothing that is taken away as good news", () => {
    expect(line("deleted")).not.toContain(paint.green("deleted"));
  });

  it("ends in what wants attention", () => {
    const rows = [row("conflict", "c"), row("deleted", "d"), row("created", "b"), row("kept", "a")];
    const paths = fileLines(rows, { paint: pc.createColors(false), width: 80 }).map((each) => each.split(/ +/)[2]);
    expect(paths).toEqual(["a", "b", "d", "c"]);
  });
});
