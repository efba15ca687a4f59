import { mkdir, readdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { describe, expect, it } from "vitest";
import { nameRun, runsDir } from "../../src/runs/names.ts";
import { serialiseRun } from "../../src/runs/read.ts";
import { makeRunFolder, savePage, saveRun } from "../../src/runs/save.ts";
import { listRuns, newestRun, pageFile, readRun, runFile } from "../../src/runs/store.ts";
import { tempDir, writeFiles } from "../helpers/temp.ts";
import { snapshot } from "../helpers/tree.ts";
import { opened } from "./some-runs.ts";

const second = new Date("2026-11-20T22:10:03Z");

describe("a new run's folder", () => {
  it("is its own, also for runs of one goal in one second", async () => {
    const root = await tempDir();
    const names = await Promise.all(Array.from({ length: 50 }, () => makeRunFolder(root, second, "add-login")));
    expect(new Set(names).size).toBe(50);
    // What tells them apart is not read as a word.
    for (const name of names) expect(name).toMatch(/-add-login-\d[0-9b-df-hj-np-tv-xz]{3}$/);
    expect((await readdir(join(root, runsDir))).sort()).toEqual(names.sort());
  });

  it("is another one when the name is taken", async () => {
    const root = await tempDir();
    const salts = ["aaaa", "aaaa", "bbbb"];
    const salt = () => salts.shift() ?? "zzzz";
    expect(await makeRunFolder(root, second, "x", salt)).toBe(nameRun(second, "x", "aaaa"));
    expect(await makeRunFolder(root, second, "x", salt)).toBe(nameRun(second, "x", "bbbb"));
  });
});

describe("the list of runs", () => {
  it("is empty where there are none, and leaves out what is no run", async () => {
    const root = await tempDir();
    expect(await listRuns(root)).toEqual([]);
    await writeFiles(root, {
      [`${runsDir}/README.md`]: "",
      [`${runsDir}/2026-11-20T221003Z-a/run.md`]: "",
      [`${runsDir}/drafts/x`]: "",
    });
    expect(await listRuns(root)).toEqual(["2026-11-20T221003Z-a"]);
    expect(await newestRun(root, "execution")).toBeUndefined();
  });

  it("finds the newest of 10,000 without reading them", async () => {
    const root = await tempDir();
    const names = Array.from({ length: 10_000 }, (_, at) =>
      nameRun(new Date(second.getTime() + at * 1000), "x", "k3f9"),
    );
    await mkdir(join(root, runsDir), { recursive: true });
    for (let at = 0; at < names.length; at += 500) {
      await Promise.all(names.slice(at, at + 500).map((name) => mkdir(join(root, runsDir, name))));
    }
    // What stands in the older ones would end anything that read it.
    await Promise.all(names.slice(-52, -2).map((name) => writeFile(join(root, runFile(name)), "damaged")));
    const last = names[names.length - 2] ?? "";
    await saveRun(root, opened({ id: last }));
    const begin = performance.now();
    expect((await newestRun(root, "execution"))?.id).toBe(last);
    expect(performance.now() - begin).toBeLessThan(1000);
  });

  it("passes over runs of the other mode", async () => {
    const root = await tempDir();
    const [older, newer] = [nameRun(second, "a", "aaaa"), nameRun(new Date(second.getTime() + 1000), "b", "bbbb")];
    await saveRun(root, opened({ id: older }));
    await saveRun(root, opened({ id: newer, mode: "strategy" }));
    expect((await newestRun(root, "execution"))?.id).toBe(older);
    expect((await newestRun(root, "strategy"))?.id).toBe(newer);
  });
});

describe("what is written", () => {
  it("comes back, and leaves nothing else behind", async () => {
    const root = await tempDir();
    const run = opened();
    await saveRun(root, run);
    await savePage(root, run);
    expect(await readRun(root, run.id)).toEqual(run);
    expect((await readdir(join(root, runsDir, run.id))).sort()).toEqual(["run.json", "run.md"]);
  });

  it("replaces what a killed run left of it", async () => {
    const root = await tempDir();
    const run = opened();
    await writeFiles(root, { [`${runsDir}/${run.id}/.run.json.plan-init-tmp`]: '{"schema"' });
    await saveRun(root, run);
    expect(await readdir(join(root, runsDir, run.id))).toEqual(["run.json"]);
  });

  it.each([
    ["the folder of runs", runsDir],
    ["the run's folder", `${runsDir}/${opened().id}`],
    ["the record", runFile(opened().id)],
    ["planning/", "planning"],
  ])("never goes through a link in place of %s", async (_, place) => {
    const [root, outside] = [await tempDir(), await tempDir()];
    const run = opened();
    await writeFiles(outside, { "victim.json": serialiseRun(run) });
    await mkdir(join(root, place, ".."), { recursive: true });
    await symlink(place.endsWith(".json") ? join(outside, "victim.json") : outside, join(root, place));
    const before = await snapshot(outside);
    const refused = { code: "not-a-text-file", exit: 4, what: expect.stringContaining("symbolic link") };
    await expect(saveRun(root, run)).rejects.toMatchObject(refused);
    await expect(readRun(root, run.id)).rejects.toMatchObject(refused);
    if (!place.includes(run.id)) {
      await expect(makeRunFolder(root, second, "x")).rejects.toMatchObject(refused);
      await expect(listRuns(root)).rejects.toMatchObject(refused);
    }
    expect(await snapshot(outside)).toEqual(before);
  });

  it("says so when a file stands where the folder should be", async () => {
    const root = await tempDir();
    await writeFiles(root, { [runsDir]: "a file" });
    await expect(makeRunFolder(root, second, "x")).rejects.toMatchObject({ code: "file-in-the-way" });
    await expect(savePage(root, opened())).rejects.toMatchObject({ code: "file-in-the-way" });
    expect(await readRun(root, opened().id).catch((error) => error.code)).toBe("file-in-the-way");
    expect(pageFile("x")).toBe(`${runsDir}/x/run.md`);
  });
});
