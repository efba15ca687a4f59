import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type LiveOptions, liveView } from "../../../src/loop/view/live.ts";
import { aLoop, subject } from "./a-session.ts";
import { Terminal } from "./a-terminal.ts";

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 10, 20, 0, 1) }));
afterEach(() => void vi.useRealTimers());

const view = (terminal: Terminal, options: Partial<LiveOptions> = {}, env: Record<string, string> = {}) =>
  liveView(
    { env: { LANG: "C.UTF-8", TERM: "xterm", ...env }, now: () => new Date() },
    { subject, stream: terminal as never, isPlain: false, fromStart: false, ...options },
  );

describe("the panel on a terminal", () => {
  it("is drawn in its own place", () => {
    const terminal = new Terminal();
    terminal.write("$ plan-init loop\n");
    const live = view(terminal);
    live.show(aLoop(3).session());
    vi.advanceTimersByTime(3000);
    live.show(aLoop(12).session());
    vi.advanceTimersByTime(3000);
    expect(terminal.screen.filter((line) => line.includes("round "))).toHaveLength(2);
    expect(terminal.screen).toHaveLength(14);
    expect(terminal.screen[0]).toBe("$ plan-init loop");
    expect(terminal.screen[2]).toContain("round 2 of 4");
    live.end();
  });

  it("is drawn at most four times a second, however much happens, and shows the newest at last", () => {
    const terminal = new Terminal();
    const live = view(terminal);
    const sessions = [3, 5, 8, 9, 12].map((steps) => aLoop(steps).session());
    for (let ms = 0; ms < 2000; ms += 10) {
      live.show(sessions[(ms / 10) % 5] as never);
      vi.advanceTimersByTime(10);
    }
    expect(terminal.writes.length).toBeLessThanOrEqual(9);
    live.show(aLoop().session());
    vi.advanceTimersByTime(250);
    expect(terminal.screen.join("\n")).toContain("stopped     go");
    live.end();
  });

  it("moves on with the clock alone, and writes nothing where nothing has changed", () => {
    const terminal = new Terminal();
    const live = view(terminal);
    live.show(aLoop(3).session());
    vi.advanceTimersByTime(10_000);
    expect(terminal.writes).toHaveLength(11);
    expect(terminal.screen.join("\n")).toContain("at work for 1 min 9 s");
    live.show(aLoop().session());
    vi.advanceTimersByTime(1000);
    const { length } = terminal.writes;
    vi.advanceTimersByTime(60_000);
    expect(terminal.writes).toHaveLength(length);
    live.end();
  });

  it("lets lines pass above it", () => {
    const terminal = new Terminal();
    const live = view(terminal);
    live.show(aLoop(3).session());
    live.line("note: `src/x.ts` changed");
    live.line("planner: \u001b[2Jasked again");
    expect(terminal.screen.slice(0, 2)).toEqual(["note: `src/x.ts` changed", "planner: \\u001b[2Jasked again"]);
    expect(terminal.screen.filter((line) => line.includes("round 1 of 4"))).toHaveLength(1);
    live.end();
  });

  it("leaves the terminal to a question, and goes on below it", () => {
    const terminal = new Terminal();
    const live = view(terminal);
    live.show(aLoop(3).session());
    live.pause();
    const { length } = terminal.writes;
    vi.advanceTimersByTime(5000);
    expect(terminal.writes).toHaveLength(length);
    terminal.write("How long? a day\n");
    live.show(aLoop(12).session());
    vi.advanceTimersByTime(1000);
    const places = ["round 1 of 4", "How long?", "round 2 of 4"].map((words) =>
      terminal.screen.findIndex((line) => line.includes(words)),
    );
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
    live.end();
  });

  it("leaves its last frame, no timer, no listener and the cursor as it was", () => {
    const terminal = new Terminal();
    const live = view(terminal);
    live.show(aLoop(3).session());
    live.show(aLoop().session());
    live.end();
    expect(terminal.screen.join("\n")).toContain("stopped     go");
    expect(vi.getTimerCount()).toBe(0);
    expect(terminal.listenerCount("resize")).toBe(0);
    expect(terminal.writes.join("")).not.toContain("\x1b[?");
    expect(terminal.writes.at(-1)).toMatch(/\n\p{Cc}\[J$/u);
  });

  it("is drawn anew when the window is resized", () => {
    const terminal = new Terminal(140);
    const live = view(terminal);
    live.show(aLoop(12).session());
    vi.advanceTimersByTime(500);
    const { length } = terminal.writes;
    terminal.resize(70);
    expect(terminal.writes).toHaveLength(length + 1);
    // A line of 120 columns has become two.
    expect(terminal.writes.at(-1)).toMatch(/^\p{Cc}\[14A\r\p{Cc}\[J/u);
    live.end();
  });

  it("names commands as they are typed, within its width", () => {
    const terminal = new Terminal(79);
    const live = view(terminal, {}, { npm_command: "exec" });
    live.show(aLoop().session());
    live.end();
    expect(terminal.screen.join("\n")).toContain("`npx plan-init prompt dev`");
  });

  it("stays as it is once it has ended", () => {
    const terminal = new Terminal();
    const live = view(terminal);
    live.show(aLoop(3).session());
    live.end();
    const { length } = terminal.writes;
    live.show(aLoop().session());
    vi.advanceTimersByTime(5000);
    expect([terminal.writes.length, vi.getTimerCount()]).toEqual([length, 0]);
  });

  it("has no colours where none are wanted", () => {
    const [plain, coloured] = [new Terminal(), new Terminal()];
    for (const [terminal, env] of [
      [plain, { NO_COLOR: "1" }],
      [coloured, {}],
    ] as const) {
      const live = view(terminal, {}, env);
      live.show(aLoop(12).session());
      live.end();
    }
    expect(plain.writes.join("")).not.toMatch(/\p{Cc}\[\d+m/u);
    expect(coloured.writes.join("")).toMatch(/\p{Cc}\[\d+m/u);
  });
});

describe("lines instead", () => {
  it.each<[why: string, terminal: Partial<Terminal>, options: Partial<LiveOptions>, env: Record<string, string>]>([
    ["it is no terminal", { isTTY: false }, {}, {}],
    ["it is a dumb one", {}, {}, { TERM: "dumb" }],
    ["it is narrow", { columns: 59 }, {}, {}],
    ["somebody wants them", {}, { isPlain: true }, {}],
  ])("are written where %s", (_, about, options, env) => {
    const terminal = Object.assign(new Terminal(), about);
    const live = view(terminal, options, env);
    live.show(aLoop(1).session());
    live.show(aLoop(5).session());
    live.line("note: something");
    live.end();
    expect(terminal.writes.join("")).toBe(
      [
        "round 0/4  review: opened, at most 4 rounds, $3.00",
        "round 1/4  plan: draft-1.md, 203 lines",
        "round 1/4  critic: NO-GO, 1 blocker, 2 majors, 0 minors ($0.04, 31 s)",
        "round 1/4  note: something",
        "",
      ].join("\n"),
    );
  });

  it("do not tell a session that goes on from its beginning, unless that is wanted", () => {
    const [on, whole] = [new Terminal(), new Terminal()];
    view(on, { isPlain: true }).show(aLoop(12).session());
    view(whole, { isPlain: true, fromStart: true }).show(aLoop(12).session());
    expect(on.writes).toEqual(["round 2/4  review: goes on\n"]);
    expect(whole.writes.join("")).toContain("round 2/4  critic: NO-GO");
  });
});
