import { spawn } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import { appendFile, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evidenceFile, evidenceLine, type OwnEvidence, parseEvidence } from "../../src/evidence/record.ts";
import { appendEvidence, readEvidence } from "../../src/evidence/store.ts";
import { runsDir } from "../../src/runs/names.ts";
import { cli } from "../helpers/cli.ts";
import { tempDir } from "../helpers/temp.ts";
import { building, withCommand } from "./in-repo.ts";

const run = "2026-11-20T221003Z-add-login-k3f9";

const evidence = (given: Partial<OwnEvidence> = {}): OwnEvidence =>
  ({
    by: "verify",
    at: "2026-11-20T22:20:00.000Z",
    milestone: "M1",
    kind: "command",
    command: "npm test",
    expected: "exit 0",
    passed: true,
    exit: 0,
    signal: null,
    timedOut: false,
    ms: 12,
    tail: "12 passed\n✓",
    commit: null,
    dirty: null,
    fingerprint: "f".repeat(64),
    ...given,
  }) as OwnEvidence;

async function folder(): Promise<string> {
  const root = await tempDir();
  await mkdir(join(root, runsDir, run), { recursive: true });
  return root;
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

describe("evidence", () => {
  it("reads what was appended, in order", async () => {
    const root = await folder();
    const lines = [1, 2, 3].map((ms) => evidence({ ms }));
    for (const line of lines) await appendEvidence(root, run, line);
    expect(await readEvidence(root, run)).toEqual({ lines, damaged: 0 });
  });

  it("is empty when there is none", async () => {
    expect(await readEvidence(await tempDir(), run)).toEqual({ lines: [], damaged: 0 });
  });

  it("costs a crash one line at most, wherever it cut the file off", async () => {
    const root = await folder();
    const file = join(root, evidenceFile(run));
    const two = evidenceLine(evidence({ ms: 1 })) + evidenceLine(evidence({ ms: 2 }));
    for (let length = 0; length <= two.length; length += 41) {
      await writeFile(file, two.slice(0, length));
      await appendEvidence(root, run, evidence({ ms: 3 }));
      const { lines, damaged } = await readEvidence(root, run);
      const whole = two
        .slice(0, length)
        .split("\n")
        .filter((line) => parseEvidence(line).lines.length === 1).length;
      expect(lines.length).toBe(whole + 1);
      expect(lines.at(-1)).toEqual(evidence({ ms: 3 }));
      expect(damaged).toBeLessThanOrEqual(1);
      expect((await readFile(file, "utf8")).startsWith(two.slice(0, length))).toBe(true);
    }
  });

  it("survives a process that is killed while it appends", async () => {
    const on = await building(
      Object.fromEntries(Array.from({ length: 25 }, (_, at) => [`M${at + 1}`, withCommand("echo x")])),
    );
    const file = join(on.root, evidenceFile(on.run));
    let before = 0;
    for (let round = 0; round < 3; round++) {
      const child = spawn(process.execPath, [cli, "verify", "--all", "--yes"], { cwd: on.root, stdio: "ignore" });
      while (sizeOf(file) <= before) await wait(1);
      child.kill("SIGKILL");
      await once(child, "close");
      before = sizeOf(file);
    }
    expect(await on.verify("M25", "--yes")).toMatchObject({ exit: 0 });
    const { lines, damaged } = await readEvidence(on.root, on.run);
    expect(lines.at(-1)?.milestone).toBe("M25");
    expect(lines.length).toBeGreaterThanOrEqual(4);
    expect(damaged).toBeLessThanOrEqual(3);
  });

  it("mixes no lines of two that append at once", async () => {
    const root = await folder();
    const long = { tail: "y".repeat(1900) } as Partial<OwnEvidence>;
    await Promise.all(Array.from({ length: 40 }, (_, ms) => appendEvidence(root, run, evidence({ ...long, ms }))));
    const { lines, damaged } = await readEvidence(root, run);
    expect({ lines: lines.length, damaged }).toEqual({ lines: 40, damaged: 0 });
  });

  it("takes lines that were written by hand for what they are", () => {
    const text = [
      '{ "milestone": "M1", "command": "npm test", "exit": 0, "commit": "abc", "tail": "" }',
      "<<<<<<< HEAD",
      '{ "milestone": "M1" }',
      '{ "by": "verify", "milestone": "M1", "command": "npm test", "exit": 0 }',
      "null",
      "",
    ].join("\r\n");
    const { lines, damaged } = parseEvidence(text);
    expect(lines).toEqual([
      { by: "hand", kind: "command", milestone: "M1", command: "npm test", exit: 0, commit: "abc" },
    ]);
    expect(damaged).toBe(4);
  });

  it("reads any text", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.json(), fc.constant(evidenceLine(evidence()).trim()))), (lines) => {
        const log = parseEvidence(lines.join("\n"));
        expect(log.lines.length + log.damaged).toBeLessThanOrEqual(lines.join("\n").split("\n").length);
      }),
    );
  });

  it("reads the newest part of a file beyond all measure", async () => {
    const root = await folder();
    const line = evidenceLine(evidence({ tail: "z".repeat(2000) } as Partial<OwnEvidence>));
    await writeFile(join(root, evidenceFile(run)), line.repeat(8000));
    await appendFile(join(root, evidenceFile(run)), evidenceLine(evidence({ milestone: "M9" })));
    const { lines, damaged } = await readEvidence(root, run);
    expect(lines.at(-1)?.milestone).toBe("M9");
    expect(lines.length).toBeGreaterThan(1000);
    expect(damaged).toBe(0);
  });

  it("is neither read nor written through a link", async () => {
    const root = await folder();
    await writeFile(join(root, "mine.txt"), "mine\n");
    await symlink("../../../mine.txt", join(root, evidenceFile(run)));
    await expect(appendEvidence(root, run, evidence())).rejects.toMatchObject({ code: "not-a-text-file" });
    await expect(readEvidence(root, run)).rejects.toMatchObject({ code: "not-a-text-file" });
    expect(await readFile(join(root, "mine.txt"), "utf8")).toBe("mine\n");
  });
});
