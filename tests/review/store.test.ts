import { appendFile, mkdir, readFile, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { eventLine, eventsFile, happening, parseEvents, type ReviewEvent } from "../../src/review/events.ts";
import { appendEvents, readEvents } from "../../src/review/store.ts";
import { tempDir } from "../helpers/temp.ts";
import { finding, play } from "./session.ts";

const run = "2026-11-20T220000Z-login-ab12";

async function place(): Promise<{ root: string; file: string }> {
  const root = await tempDir();
  const file = join(root, eventsFile(run));
  await mkdir(join(file, ".."), { recursive: true });
  return { root, file };
}

const note = (text: string): ReviewEvent => happening({ type: "note", text }, new Date(0));

describe("events", () => {
  it("come back as they were written", async () => {
    const { root } = await place();
    const { events } = play().round("a", [finding()]).answer().happen({ type: "interrupted", signal: "SIGINT" });
    await appendEvents(root, run, events);
    expect(await readEvents(root, run)).toEqual({ events, unknown: 0, damaged: 0 });
  });

  it("are none where there is no file", async () => {
    const { root } = await place();
    expect(await readEvents(root, run)).toEqual({ events: [], unknown: 0, damaged: 0 });
  });

  it("survive at whatever byte a crash cut the last line off", async () => {
    const { root, file } = await place();
    const whole = [note("one"), note("two: für “alle”")];
    await appendEvents(root, run, whole);
    const { length } = await readFile(file);
    const first = Buffer.byteLength(eventLine(whole[0] as ReviewEvent));
    for (let size = length - 1; size > first; size -= 1) {
      await truncate(file, size);
      await appendEvents(root, run, [note("three")]);
      const { events, damaged } = await readEvents(root, run);
      // Without nothing but its end the line is still whole.
      expect([events.length, damaged]).toEqual(size === length - 1 ? [3, 0] : [2, 1]);
      await writeFile(file, whole.map(eventLine).join(""));
    }
  });

  it("of a newer program are kept and passed over, others are damaged", async () => {
    const { root, file } = await place();
    await appendEvents(root, run, [note("one")]);
    const foreign = [
      { v: 2, at: "2026-11-20T22:00:00Z", type: "note", text: "new form" },
      { v: 1, at: "2026-11-20T22:00:00Z", type: "celebrated" },
    ].map((event) => `${JSON.stringify(event)}\n`);
    await appendFile(file, `${foreign.join("")}<<<<<<< ours\n[]\n{"v":1,"type":"note"}\n{"type":"note"}\n`);
    await appendEvents(root, run, [note("two")]);
    expect(await readEvents(root, run)).toMatchObject({ events: [note("one"), note("two")], unknown: 2, damaged: 4 });
    expect(await readFile(file, "utf8")).toContain("celebrated");
  });

  it("may have fields that a newer program added", () => {
    const line = JSON.stringify({ ...note("one"), mood: "good" });
    expect(parseEvents(line).events).toEqual([note("one")]);
  });

  it("of two processes do not mix", async () => {
    const { root } = await place();
    const texts = Array.from({ length: 20 }, (_, at) => `${at} ${"x".repeat(5000)}`);
    await Promise.all(texts.map((text) => appendEvents(root, run, [note(text)])));
    const { events, damaged } = await readEvents(root, run);
    expect([events.length, damaged]).toEqual([20, 0]);
  });

  it("are never written through a link", async () => {
    const { root, file } = await place();
    const other = join(root, "other.txt");
    await writeFile(other, "mine");
    await symlink(other, file);
    await expect(appendEvents(root, run, [note("one")])).rejects.toMatchObject({ code: "not-a-text-file" });
    await expect(readEvents(root, run)).rejects.toMatchObject({ code: "not-a-text-file" });
    expect(await readFile(other, "utf8")).toBe("mine");
  });
});
