import { spawnSync } from "node:child_process";
import { readdir, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { isHeld, takeLock } from "../../src/pack/lock.ts";
import { tempDir } from "../helpers/temp.ts";

const lockOf = (pid: number, host: string): string => `lock-${pid}-0123456789ab-${host}`;
const here =
  hostname()
    .replace(/[^A-Za-z0-9.-]/g, "_")
    .slice(0, 100) || "_";

it("is held while a living process has it, and by nobody before and after", async () => {
  const dir = await tempDir();
  expect(await isHeld(join(dir, "nowhere"))).toBe(false);
  const unlock = await takeLock(dir);
  expect(await isHeld(dir)).toBe(true);
  await unlock();
  expect(await isHeld(dir)).toBe(false);
});

it.each([
  ["a process that has ended", spawnSync(process.execPath, ["--version"]).pid, here, false],
  ["another machine, of which nothing is known", 1, "elsewhere.invalid", true],
])("tells of %s, and changes nothing", async (_, pid, host, held) => {
  const dir = await tempDir();
  await writeFile(join(dir, lockOf(pid, host)), "");
  await writeFile(join(dir, "something-else"), "");
  expect(await isHeld(dir)).toBe(held);
  expect((await readdir(dir)).sort()).toEqual([lockOf(pid, host), "something-else"]);
});
