import { execFile } from "node:child_process";
import { chmod, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { gitEnv, tempDir } from "../helpers/temp.ts";

const run = promisify(execFile);
const template = fileURLToPath(new URL("../../templates/.claude/settings.json", import.meta.url));
const { command } = JSON.parse(await readFile(template, "utf8")).hooks.Stop[0].hooks[0];

/** A program that says what it was told. */
const echo = (name: string) => `#!/bin/sh\nprintf '%s %s: ' ${name} "$*"; cat\n`;

/** A folder of programs; git's, node's and the shell's own are elsewhere. */
async function programs(bin: string, texts: Record<string, string>): Promise<string> {
  await mkdir(bin, { recursive: true });
  for (const [name, text] of Object.entries(texts)) {
    await writeFile(join(bin, name), text);
    await chmod(join(bin, name), 0o755);
  }
  return bin;
}

/** Runs the hook's command as Claude Code does, in a shell, with JSON on its standard input. */
async function hooked(cwd: string, path: string): Promise<string> {
  const home = await tempDir();
  const env = { HOME: home, npm_config_cache: join(home, "cache"), npm_config_update_notifier: "false", PATH: path };
  const running = run("/bin/sh", ["-c", command], { cwd, env });
  // A program that does not read its input may be gone before it is written.
  running.child.stdin?.on("error", () => undefined);
  running.child.stdin?.end('{"stop_hook_active":false}');
  const { stdout, stderr } = await running;
  expect(stderr).toBe("");
  return stdout;
}

const told = 'hook stop: {"stop_hook_active":false}';

describe("the command that `--hooks` installs", () => {
  it("calls plan-init where it is on the path", async () => {
    const bin = await programs(await tempDir(), { "plan-init": echo("global"), npx: echo("npx") });
    expect(await hooked(await tempDir(), `${bin}:/usr/bin:/bin`)).toBe(`global ${told}`);
  });

  it("calls the repository's own through npx, which must not go out for it", async () => {
    const root = await tempDir();
    await programs(join(root, "node_modules/.bin"), { "plan-init": echo("local") });
    const bin = await tempDir();
    for (const name of ["node", "npx"]) await symlink(await which(name), join(bin, name));
    expect(await hooked(root, `${bin}:/usr/bin:/bin`)).toBe(`local ${told}`);
    expect(command).toContain("npx --offline ");
  });

  it("is silent and well where there is no plan-init, no npx, or one that fails", async () => {
    const failing = await programs(await tempDir(), {
      "plan-init": "#!/bin/sh\necho no >&2; exit 2\n",
      npx: "#!/bin/sh\nexit 1\n",
    });
    expect(await hooked(await tempDir(), `${failing}:/usr/bin:/bin`)).toBe("");
    expect(await hooked(await tempDir(), "/nowhere")).toBe("");
  });
});

/** Where a program of this machine is. */
async function which(name: string): Promise<string> {
  if (name === "node") return process.execPath;
  const { stdout } = await run("/bin/sh", ["-c", `command -v ${name}`], {
    env: { PATH: `${dirname(process.execPath)}:${gitEnv.PATH}` },
  });
  return stdout.trim();
}
