import { readFileSync } from "node:fs";
import path from "node:path";
import fs from "fs-extra";
import { describe, expect, it } from "vitest";
import { writeJournal } from "../../src/pack/journal.ts";
import { journalDir, localDir, undoDir } from "../../src/pack/paths.ts";
import { exclusively, transact } from "../../src/pack/transaction.ts";
import { Failure } from "../../src/ui/failure.ts";
import { tempDir } from "../helpers/temp.ts";
import { snapshot } from "../helpers/tree.ts";

const never = new AbortController().signal;
const manifest = "planning/.plan-init/manifest.json";

async function repository(): Promise<string> {
  const root = await tempDir();
  await fs.outputFile(path.join(root, "planning/README.md"), "old\n");
  await fs.outputFile(path.join(root, "planning/GONE.md"), "gone\n");
  await fs.outputFile(path.join(root, manifest), "{}\n");
  return root;
}

const changes = [
  { path: "planning/GONE.md", content: null },
  { path: "planning/README.md", content: "new\n" },
  { path: "deep/er/NEW.md", content: "new\n" },
  { path: manifest, content: "{1}\n" },
];

describe("a transaction", () => {
  it("writes everything, prunes, and keeps before-images that git ignores", async () => {
    const root = await repository();
    await exclusively(root, () => transact(root, changes, { verb: "init", signal: never }));
    const after = await snapshot(root);
    expect(after["planning/README.md"]).toBe("new\n");
    expect(after["planning/GONE.md"]).toBeUndefined();
    expect(after["deep/er/NEW.md"]).toBe("new\n");
    expect(after[`${localDir}/.gitignore`]).toBe("*\n");
    expect(Object.keys(after).filter((file) => file.startsWith(undoDir)).length).toBeGreaterThan(1);
    expect(Object.keys(after).filter((file) => file.includes("lock"))).toEqual([]);
  });

  it("keeps a file's permission bits", async () => {
    const root = await repository();
    const file = path.join(root, "planning/README.md");
    await fs.chmod(file, 0o640);
    await exclusively(root, () => transact(root, changes, { verb: "init", signal: never }));
    expect((await fs.stat(file)).mode & 0o777).toBe(0o640);
  });

  it("rolls back when it is interrupted", async () => {
    const root = await repository();
    const before = await snapshot(root);
    const stop = new AbortController();
    stop.abort();
    await expect(
      exclusively(root, () => transact(root, changes, { verb: "init", signal: stop.signal })),
    ).rejects.toMatchObject({
      code: "interrupted",
    });
    expect(await snapshot(root)).toEqual(before);
  });

  it("rolls back when a place cannot be written", async () => {
    const root = await repository();
    await fs.outputFile(path.join(root, "deep"), "a file\n");
    const before = await snapshot(root);
    await expect(
      exclusively(root, () => transact(root, changes, { verb: "init", signal: never })),
    ).rejects.toBeInstanceOf(Failure);
    expect(await snapshot(root)).toEqual(before);
  });

  it("leaves alone what a person edited between a crash and the roll-back", async () => {
    const root = await repository();
    await crashAfter(root, 2);
    await fs.writeFile(path.join(root, "planning/README.md"), "edited by hand\n");
    await exclusively(root, async () => undefined);
    expect(readFileSync(path.join(root, "planning/README.md"), "utf8")).toBe("edited by hand\n");
    expect(readFileSync(path.join(root, "planning/GONE.md"), "utf8")).toBe("gone\n");
  });

  it.each([0, 1, 2, 3])("is rolled back by the next run after a crash behind %i changes", async (done) => {
    const root = await repository();
    const before = await snapshot(root);
    await crashAfter(root, done);
    await exclusively(root, async () => undefined);
    expect(await snapshot(root)).toEqual(before);
  });

  it("is completed by the next run when only the tidying was missing", async () => {
    const root = await repository();
    await crashAfter(root, 4);
    await exclusively(root, async () => undefined);
    const after = await snapshot(root);
    expect(after[manifest]).toBe("{1}\n");
    expect(Object.keys(after).some((file) => file.startsWith(journalDir))).toBe(false);
    expect(Object.keys(after).some((file) => file.startsWith(undoDir))).toBe(true);
  });
});

/** The state that a kill leaves after the journal and the first changes were written. */
async function crashAfter(root: string, done: number): Promise<void> {
  const { hashOf } = await import("../../src/pack/hash.ts");
  const { imageAt } = await import("../../src/pack/journal.ts");
  const ops = [];
  for (const { path: file, content } of changes) {
    const before = await imageAt(path.join(root, file));
    ops.push({ path: file, before, after: content === null ? null : { hash: hashOf(content), mode: 0o644 } });
  }
  await fs.outputFile(path.join(root, localDir, ".gitignore"), "*\n");
  await writeJournal(root, { schema: 1, verb: "init", ops, folders: ["deep", "deep/er"] });
  for (const { path: file, content } of changes.slice(0, done)) {
    if (content === null) await fs.remove(path.join(root, file));
    else await fs.outputFile(path.join(root, file), content);
  }
  if (done < 4) await fs.outputFile(path.join(root, "deep/er/.NEW.md.plan-init-tmp"), "half");
}
