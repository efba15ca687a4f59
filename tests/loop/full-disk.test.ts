import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { snapshot } from "../helpers/tree.ts";
import { finding } from "../review/session.ts";
import { aPlan } from "../runs/a-plan.ts";
import { answers, plans, type Scripted, says, scripted } from "./support/scripted.ts";

const run = (...[command = "", ...args]: string[]): void => void execFileSync(command, args, { stdio: "pipe" });

/** Puts the repository on a disk of its own, of so many kilobytes; `undefined` where it does not fit. */
function onDisk({ root }: Scripted, size: number): { grow(): void; leave(): void } | undefined {
  run("cp", "-r", root, `${root}.before`);
  run("mount", "-t", "tmpfs", "-o", `size=${size}k`, "tmpfs", root);
  const leave = () => run("umount", root);
  try {
    run("cp", "-r", `${root}.before/.`, root);
  } catch {
    leave();
    return undefined;
  }
  return { grow: () => run("mount", "-o", "remount,size=16m", root), leave };
}

/** Not everybody may mount a disk. */
const canMount = (() => {
  const folder = mkdtempSync(join(tmpdir(), "plan-init-"));
  try {
    run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder);
    run("umount", folder);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
})();

const revised = aPlan({ wording: "calm" });
const goal = ["--goal", "add login"];

/** @returns whether the disk was large enough for all of it */
async function played(size: number): Promise<boolean | undefined> {
  const at = await scripted({
    git: false,
    critic: [says("NO-GO", finding()), says("GO"), says("GO")],
    // A planner that is called again may be asked for both or, once its dispositions are on the disk, for the plan alone.
    planner: [answers({ F1: "ACCEPT" }, revised), plans(revised), answers({ F1: "ACCEPT" }, revised)],
  });
  const disk = onDisk(at, size);
  if (disk === undefined) return undefined;
  try {
    const first = await at.loop(goal);
    if (first.exit === 0) return true;
    expect(first.stderr).toMatch(
      /error: cannot write `[^`]+`: no space left on the disk\n {2}fix: .*run the command again/,
    );
    disk.grow();
    const second = await at.loop(goal);
    expect(second, `${size} KB\n${first.stderr}\n${second.stderr}`).toMatchObject({ exit: 0 });
    expect(second.line).toMatch(/^REVIEW: GO [12]\/4/);
    expect(second.stdout).toMatch(/^VERDICT: /m);
    const names = await at.runFiles();
    expect(names).toEqual(expect.arrayContaining(["summary.md", "report.html", "review-1.md", "run.json"]));
    expect(await at.inRun(names.filter((name) => /^review-/.test(name)).at(-1) ?? "")).toContain("GO");
    expect(Object.keys(await snapshot(at.root)).filter((name) => name.includes("plan-init-tmp"))).toEqual([]);
    // There is nothing left to do.
    expect((await at.loop(goal)).exit).toBe(4);
    return false;
  } finally {
    disk.leave();
  }
}

it.skipIf(!canMount)(
  "a disk that is full anywhere on the way holds the loop up, and it goes on once there is room",
  async () => {
    const held: number[] = [];
    for (let size = 32; size < 400; size += 4) {
      const fits = await played(size);
      if (fits === true) break;
      if (fits === false) held.push(size);
    }
    expect(held.length).toBeGreaterThan(8);
  },
  120_000,
);
