import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { callsDir, keepCall } from "../../../src/loop/call/kept.ts";
import { runProgram } from "../../../src/loop/call/run-program.ts";
import { localDir } from "../../../src/pack/paths.ts";
import { gitEnv, tempDir } from "../../helpers/temp.ts";
import { anAgent, aProgram, call, hasEnded, pidIn, run } from "./a-call.ts";

describe("what calls leave", () => {
  test("takes the next number, with gaps and beyond 99, whoever else takes one at once", async () => {
    const root = await tempDir();
    await mkdir(join(root, callsDir, run), { recursive: true });
    await writeFile(join(root, callsDir, run, "98-critic.out"), "");
    for (const name of ["notes.txt", `${"9".repeat(30)}-critic.out`])
      await writeFile(join(root, callsDir, run, name), "");
    const kept = await Promise.all(Array.from({ length: 4 }, () => keepCall(root, run, "critic")));
    const numbers = kept.map(({ raw }) => raw.slice(`${callsDir}/${run}/`.length)).sort();
    expect(numbers).toEqual(["100-critic.out", "101-critic.out", "102-critic.out", "99-critic.out"]);
  });

  test.skipIf(process.platform === "win32")(
    "is never written through a link that a repository brought along",
    async () => {
      const { root, cmd } = await aProgram("process.stdout.write('{}');");
      const elsewhere = await tempDir();
      await mkdir(join(root, localDir), { recursive: true });
      await symlink(elsewhere, join(root, callsDir));
      await expect(call(root, anAgent({ cmd }))).rejects.toMatchObject({ code: "not-a-text-file" });
      expect(await readdir(elsewhere)).toEqual([]);
    },
  );

  test.skipIf(process.platform === "win32")(
    "does not overwrite what a link instead of its ignore file names",
    async () => {
      const { root, cmd } = await aProgram("process.stdout.write('{}');");
      const theirs = join(await tempDir(), "theirs");
      await writeFile(theirs, "mine\n");
      await mkdir(join(root, callsDir), { recursive: true });
      await symlink(theirs, join(root, callsDir, ".gitignore"));
      expect(await call(root, anAgent({ cmd }))).toMatchObject({ ok: true });
      expect(await readFile(theirs, "utf8")).toBe("mine\n");
    },
  );
});

test.skipIf(process.platform === "win32")("a program whose output cannot be kept is ended", async () => {
  const { root } = await aProgram(
    "fs.writeFileSync('pid', process.pid + '\\n'); setInterval(() => console.log(1), 20);",
  );
  await writeFile(join(root, "err"), "");
  const [out, err] = [join(root, "out"), join(root, "err")];
  const running = runProgram({
    ...{ program: join(root, "agents/agent.mjs"), args: [], cwd: root, env: gitEnv, stdin: "", out, err, most: 1e6 },
    ...{ timeout: 20_000, signal: new AbortController().signal, grace: 300 },
  });
  await expect(running).rejects.toMatchObject({ code: "EEXIST" });
  const pid = await readFile(join(root, "pid"), "utf8").catch(() => "");
  if (pid !== "") expect(await hasEnded(await pidIn(join(root, "pid")))).toBe(true);
});
