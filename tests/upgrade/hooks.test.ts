import { chmod, mkdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { newWorld, type World } from "./support/world.ts";

const path = ".claude/settings.json";

/** Settings as nobody's formatter would write them. */
const odd =
  '\uFEFF{"model" :"opus",\r\n\t"permissions": { "allow":["Bash(ls)"] ,"deny": [ ] },\r\n\r\n\t"hooks": {"PreToolUse":[],\r\n' +
  '\t\t"Stop": [ {"hooks": [{"type": "command", "command": "npm run lint"}]} ] }\r\n  }';

const init = (world: World, ...flags: string[]) => world.verb("init", "--yes", "--set", "agents=claude", ...flags);
const actionAt = ({ document }: Awaited<ReturnType<typeof init>>) =>
  document.files.find((file) => file.path === path)?.action;

/** A repository whose settings are these bytes. */
async function withSettings(text: string): Promise<World> {
  const world = await newWorld();
  await mkdir(join(world.root, ".claude"));
  await writeFile(join(world.root, path), text);
  return world;
}

const hooksOf = async (world: World) => JSON.parse((await world.read(path)) ?? "").hooks;
const commands = (groups: { hooks: { command: string }[] }[]) =>
  groups.flatMap(({ hooks }) => hooks.map(({ command }) => command));

it("comes with `--hooks` into a file of its own, stays on later runs, and goes with `--no-hooks`", async () => {
  const world = await newWorld();
  await init(world);
  expect(await world.read(path)).toBeUndefined();
  expect(actionAt(await init(world, "--hooks"))).toBe("created");
  expect(await world.read("planning/config.yml")).toContain("hooks: true\n");
  expect(commands((await hooksOf(world)).Stop)).toEqual([expect.stringMatching(/^plan-init hook stop /)]);
  const before = await stat(join(world.root, path));
  expect((await init(world)).document.result).toBe("current");
  expect((await stat(join(world.root, path))).mtimeMs).toBe(before.mtimeMs);
  expect(actionAt(await init(world, "--no-hooks"))).toBe("deleted");
  expect(await world.read(path)).toBeUndefined();
  expect(await world.read("planning/config.yml")).toContain("hooks: false\n");
  expect((await init(world)).document.result).toBe("current");
});

it.each([
  ["`--no-hooks`", (world: World) => init(world, "--no-hooks")],
  ["a config without them", (world: World) => init(world, "--set", "hooks=false")],
  ["another agent", (world: World) => world.verb("init", "--yes", "--set", "agents=codex")],
  ["`undo`", (world: World) => world.verb("undo")],
  ["`remove`", (world: World) => world.verb("remove", "--yes")],
])("leaves every byte of other people's settings as it was, also when it goes: %s", async (_, leave) => {
  const world = await withSettings(odd);
  await init(world);
  await chmod(join(world.root, path), 0o640);
  expect(actionAt(await init(world, "--hooks"))).toBe("updated");
  const whole = (await readFile(join(world.root, path), "utf8")).slice(1);
  const { hooks, ...others } = JSON.parse(whole);
  expect(others).toEqual({ model: "opus", permissions: { allow: ["Bash(ls)"], deny: [] } });
  expect(hooks.PreToolUse).toEqual([]);
  expect(commands(hooks.Stop)).toEqual(["npm run lint", expect.stringContaining("plan-init hook stop")]);
  await leave(world);
  expect(await readFile(join(world.root, path), "utf8")).toBe(odd);
  expect((await stat(join(world.root, path))).mode & 0o777).toBe(0o640);
});

it("what somebody wrote into the settings since stays when the hook goes", async () => {
  const world = await newWorld();
  await init(world, "--hooks");
  const text = (await world.read(path)) ?? "";
  await world.write({ [path]: text.replace("{\n", '{\n  "model": "opus",\n') });
  expect((await init(world)).document.result).toBe("current");
  await init(world, "--no-hooks");
  expect(await world.read(path)).toBe('{\n  "model": "opus"\n}\n');
});

it("a formatter's layout is no edit, an edit of the hook is, and nobody loses it", async () => {
  const world = await newWorld();
  await init(world, "--hooks");
  await world.write({ [path]: JSON.stringify(JSON.parse((await world.read(path)) ?? "")) });
  expect((await init(world)).document.result).toBe("current");
  await world.write({ [path]: ((await world.read(path)) ?? "").replace('"timeout":30', '"timeout":5') });
  const kept = await world.read(path);
  expect((await init(world)).document.result).toBe("current");
  const off = await init(world, "--no-hooks");
  expect(actionAt(off)).toBe("ejected");
  expect(await world.read(path)).toBe(kept);
});

it("stays out when somebody took it out, and comes back when it is asked for", async () => {
  const world = await withSettings('{\n  "model": "opus"\n}\n');
  await init(world, "--hooks");
  await world.write({ [path]: '{\n  "model": "sonnet"\n}\n' });
  expect((await init(world)).document.result).toBe("current");
  expect(await world.read(path)).toBe('{\n  "model": "sonnet"\n}\n');
  expect((await world.verb("doctor")).stderr).toBe("");
  expect(actionAt(await init(world, "--restore", path))).toBe("restored");
  expect(commands((await hooksOf(world)).Stop)).toHaveLength(1);
});

it("a hook that changes in a newer pack is merged with what the user made of it, or laid beside it", async () => {
  const world = await newWorld();
  const hook = (command: string, more = "") =>
    `{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "plan-init hook ${command}"${more} }] }] } }\n`;
  const pack = (text: string) => ({ files: { hook: { text, mode: "hook", to: path } } }) as const;
  await world.pack("1.0.0", pack(hook("stop")));
  await world.pack("1.1.0", pack(hook("stop", ', "timeout": 9')));
  await world.pack("1.2.0", pack(hook("stop --quiet", ', "timeout": 9')));
  await world.to("1.0.0");
  expect(commands((await hooksOf(world)).Stop)).toEqual(["plan-init hook stop"]);
  await world.to("1.1.0");
  expect(await world.read(path)).toContain('"timeout": 9');
  await world.write({ [path]: ((await world.read(path)) ?? "").replace("hook stop", "hook stop --mine") });
  const clash = await world.to("1.2.0");
  expect(clash.exit).toBe(4);
  expect(actionAt(clash)).toBe("conflict");
  expect(commands((await hooksOf(world)).Stop)).toEqual(["plan-init hook stop --mine"]);
  expect(await world.read(`${path}.plan-init-new`)).toContain("plan-init hook stop --quiet");
  await rm(join(world.root, `${path}.plan-init-new`));
  expect((await world.to("1.2.0")).exit).toBe(0);
});

it.each([
  ["a comment", '{\n  // mine\n  "model": "opus"\n}\n', /line 2: expected a key in double quotes, found `\/\/ mine`/],
  ["no end", '{\n  "model": "opus",\n', /line 3: expected a key/],
  ["nothing", "", /line 1: expected a value, found the end/],
  ["another shape", '{"hooks": []}', /line 1: `hooks` is not an object/],
])("refuses settings that are none, and writes nothing into them: %s", async (_, text, why) => {
  const world = await withSettings(text);
  const run = await init(world, "--hooks");
  expect(run.exit).toBe(4);
  expect(run.document.files.find((file) => file.path === path)).toMatchObject({
    action: "skipped",
    reason: expect.stringMatching(why),
    hint: "mend the file, then run `plan-init` again",
  });
  expect(await world.read(path)).toBe(text);
  await world.write({ [path]: "{}\n" });
  expect(actionAt(await init(world))).toBe("updated");
});

it("does not write through a link", async () => {
  const world = await newWorld();
  await mkdir(join(world.root, ".claude"));
  await world.write({ "shared.json": "{}\n" });
  await symlink("../shared.json", join(world.root, path));
  const run = await init(world, "--hooks");
  expect(actionAt(run)).toBe("skipped");
  expect(await world.read("shared.json")).toBe("{}\n");
});

it("`--hooks` without Claude Code is refused before anything is written", async () => {
  const world = await newWorld();
  const run = await world.verb("init", "--yes", "--set", "agents=codex", "--hooks");
  expect(run.exit).toBe(2);
  expect(run.stderr).toContain("which is not among the agents");
  expect(await world.read("planning/config.yml")).toBeUndefined();
});

it.each([
  ["another command", '{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "curl example.org" }] }] } }'],
  ["more than one", '{ "hooks": { "Stop": [], "SessionStart": [] } }'],
  ["more than hooks", '{ "permissions": { "allow": ["Bash"] }, "hooks": {} }'],
  ["no JSON", "hooks: {}"],
])("a pack's hook has to be one of ours: %s", async (_, text) => {
  const world = await newWorld();
  await world.pack("1.0.0", { files: { hook: { text, mode: "hook", to: path } } });
  const run = await world.to("1.0.0");
  expect(run.exit).not.toBe(0);
  expect(run.stderr).toContain("it is not settings with one hook whose command is `plan-init hook …`");
  expect(await world.read(path)).toBeUndefined();
});
