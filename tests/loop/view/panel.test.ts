import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import pc from "picocolors";
import { describe, expect, it } from "vitest";
import { type Canvas, panelOf } from "../../../src/loop/view/panel.ts";
import { progressOf } from "../../../src/loop/view/progress.ts";
import type { Subject } from "../../../src/loop/view/types.ts";
import { columnsOf } from "../../../src/ui/columns.ts";
import { finding, play } from "../../review/session.ts";
import { aLoop, anyWords, subject } from "./a-session.ts";

const now = new Date(Date.UTC(2026, 10, 20) + 75_000);
const plain: Canvas = { width: 80, height: 24, paint: pc.createColors(false), isUnicode: true, now };
const panel = (played = aLoop(12), canvas: Partial<Canvas> = {}, about: Partial<Subject> = {}): string[] =>
  panelOf(progressOf(played.session(), { ...subject, ...about }), { ...plain, ...canvas });

describe("the panel", () => {
  it("shows where a loop stands", () => {
    expect(panel().map((line) => line.trimEnd())).toEqual([
      "",
      `Add login${" ".repeat(46)}  planning, round 2 of 4`,
      "  waits for   planner, for 1 min 4 s",
      "  verdict     NO-GO",
      "  blockers    ▅▁  1 0",
      "  majors      █▅  2 1",
      "  minors      ▁▁  0 0",
      "  answers     2 accepted, 0 deferred, 1 rejected, 1 open, 1 filtered",
      "  plan lines  212/300 (+9)",
      "  spent       cost at least $0.09, tokens at least 24,000, 3 calls",
      "  elapsed     1 min 15 s",
      "  run         2026-11-20T101500Z-login-ab12",
      "  next        then the critic reads the plan for round 3",
    ]);
  });

  it("draws with ASCII where a terminal has no more", () => {
    const lines = panel(aLoop(12), { isUnicode: false }, { goal: "Add login ".repeat(20) });
    expect(lines.join("")).toMatch(/^[\x20-\x7e]*$/);
    expect(lines).toContain("  majors      #=  2 1");
  });

  it("keeps commands whole where they fit into a line of their own", () => {
    const over = play({ limits: { usd: 1 } }).happen({ type: "spent", who: "critic", usd: 2, tokens: null, ms: 1 });
    expect(panel(over, { width: 62 }).join("\n")).toContain("`plan-init loop --max-cost 10`");
  });

  it.each([4, 6, 9, 12])("leaves out what matters least in %i rows", (height) => {
    const lines = panel(aLoop(12), { height });
    expect(lines.length).toBeLessThan(height);
    expect(lines.join("\n")).toContain("waits for");
  });

  it("shows the newest of more rounds than fit", () => {
    const long = play({ cap: 60 });
    for (let n = 1; n <= 50; n += 1)
      long.round(`d${n}`, [finding({ id: `F${n}`, section: `M${n}`, problem: `Thing ${n}` })]).answer();
    const [majors = ""] = panel(long, { width: 79 }).filter((line) => line.includes("majors"));
    expect(majors).toMatch(/█{10,} +(?:1 ){9,}1$/);
  });

  it("is never wider or longer than its window, whatever stands in it", () => {
    const cases = fc.record({
      text: anyWords,
      width: fc.integer({ min: 1, max: 200 }),
      height: fc.integer({ min: 1, max: 40 }),
      isUnicode: fc.boolean(),
      colours: fc.boolean(),
    });
    fc.assert(
      fc.property(cases, ({ text, width, height, isUnicode, colours }) => {
        const session = aLoop(12).happen({ type: "failed", who: "critic", kind: "crashed", words: text });
        const lines = panel(session, { width, height, isUnicode, paint: pc.createColors(colours) }, { goal: text });
        expect(lines.length).toBeLessThanOrEqual(Math.max(1, height - 1));
        for (const line of lines) {
          const bare = stripVTControlCharacters(line);
          expect(columnsOf(bare)).toBeLessThan(Math.max(2, width));
          expect(bare).not.toMatch(/\p{Cc}/u);
        }
      }),
      { numRuns: 200 },
    );
  });
});
