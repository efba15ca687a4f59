import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { type BuildOptions, build, type OutputChunk } from "rolldown";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { planInit } from "../helpers/cli.ts";
import { makeTempDir, removeTempDir } from "../helpers/temp.ts";
import { type Packed, pack, project, textOf } from "./published.ts";

// The templates are in the program: the build reads and compiles them.
const folders = ["dist", "schemas"];
const single = ["CHANGELOG.md", "LICENSE", "README.md", "package.json"];

const filesIn = async (folder: string): Promise<string[]> => {
  const entries = await readdir(join(project, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.map((file) => relative(project, file).split(sep).join("/"));
};

const chunks = async (): Promise<string[]> => (await filesIn("dist")).filter((file) => file.endsWith(".js"));

describe("the package", () => {
  let folder: string;
  let packed: Packed;
  beforeAll(async () => {
    folder = await makeTempDir();
    packed = await pack(folder);
  });
  afterAll(() => removeTempDir(folder));

  it("holds the program, its schemas, and four pages; nothing else", async () => {
    const wanted = [...single, ...(await Promise.all(folders.map(filesIn))).flat()];
    expect(packed.files.map(({ path }) => path).sort()).toEqual(wanted.sort());
  });

  it("stays small", () => {
    expect(packed.size).toBeLessThanOrEqual(500_000);
    expect(packed.unpackedSize).toBeLessThanOrEqual(1_600_000);
  });
});

describe("package.json", () => {
  it("asks for no other package", async () => {
    const manifest = JSON.parse(await textOf("package.json"));
    for (const kind of ["dependencies", "peerDependencies", "optionalDependencies", "bundleDependencies"]) {
      expect(manifest).not.toHaveProperty(kind);
    }
  });

  it("runs nothing when it is installed", async () => {
    const { scripts } = JSON.parse(await textOf("package.json"));
    expect(Object.keys(scripts).filter((name) => /install|prepare/.test(name))).toEqual([]);
  });

  it("has the version of the built-in pack and of the program", async () => {
    const { version } = JSON.parse(await textOf("package.json"));
    expect(parse(await textOf("templates/pack.yml")).version).toBe(version);
    for (const flag of ["--version", "-V"]) {
      expect(await planInit([flag], { cwd: project })).toEqual({ exit: 0, stdout: `${version}\n`, stderr: "" });
    }
  });
});

describe("package-lock.json", () => {
  it("names no address to download from", async () => {
    expect(await textOf("package-lock.json")).not.toMatch(/"resolved"|https?:\/\/[^"]*\.tgz/);
  });

  // npm leaves out what the registry at hand lacks; `npm ci` on another platform would then refuse.
  it("lists every optional package that a listed one names", async () => {
    const { packages } = JSON.parse(await textOf("package-lock.json")) as {
      packages: Record<string, { optionalDependencies?: Record<string, string> }>;
    };
    const named = Object.entries(packages).flatMap(([place, { optionalDependencies }]) =>
      Object.keys(optionalDependencies ?? {}).map((name) => [place, name] as const),
    );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter(([place, name]) => !found(packages, place, name))).toEqual([]);
  });
});

/** Whether Node, looking from a package upwards, would find a package of that name. */
function found(packages: object, place: string, name: string): boolean {
  for (let at = place; ; at = at.slice(0, Math.max(0, at.lastIndexOf("node_modules/") - 1))) {
    if (`${at === "" ? "" : `${at}/`}node_modules/${name}` in packages) return true;
    if (at === "") return false;
  }
}

/** The chunks of the program, built as they are for publishing. */
const built: Promise<OutputChunk[]> = (async () => {
  const config = new URL("../../rolldown.config.mjs", import.meta.url);
  const { default: options } = (await import(config.href)) as { default: BuildOptions };
  const { output } = await build({ ...options, write: false });
  return output.filter((each) => each.type === "chunk");
})();

const relativeTo = (id: string): string => relative(project, id).split(sep).join("/");

describe("the bundle", () => {
  it("is JavaScript to the Node at hand, chunk by chunk", async () => {
    const all = await chunks();
    expect(all.length).toBeGreaterThan(5);
    const check = promisify(execFile);
    await Promise.all(all.map((chunk) => check(process.execPath, ["--check", chunk], { cwd: project })));
  });

  it("imports nothing but itself and Node", async () => {
    const texts = await Promise.all((await chunks()).map(textOf));
    const imports = texts.flatMap((text) => [
      ...text.matchAll(/(?<=^|[;}\n])(?:import|export)(?:[\w$*{},\s]*from)?"([^"]+)"/g),
    ]);
    const names = imports.map(([, name]) => name ?? "");
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !/^(\.\/|node:)/.test(name))).toEqual([]);
  });

  it("loads, to scaffold and to upgrade, nothing that reads plans", async () => {
    const all = await built;
    const loaded = new Map<string, OutputChunk>();
    const load = (chunk: OutputChunk) => {
      if (loaded.has(chunk.fileName)) return;
      loaded.set(chunk.fileName, chunk);
      for (const name of chunk.imports) all.filter(({ fileName }) => fileName === name).forEach(load);
    };
    const needed = ["src/cli.ts", "src/program.ts", "src/commands/init.ts", "src/repo/detect.ts"];
    all.filter(({ moduleIds }) => moduleIds.some((id) => needed.includes(relativeTo(id)))).forEach(load);
    const modules = [...loaded.values()].flatMap(({ moduleIds }) => moduleIds.map(relativeTo));
    expect(modules).toEqual(expect.arrayContaining(needed));
    expect(modules.filter((id) => /mdast|micromark|src\/plan\/(?!lint\/rule-ids)/.test(id))).toEqual([]);
  });

  it("has one dialect of zod, the small one", async () => {
    const modules = (await built).flatMap(({ moduleIds }) => moduleIds.map(relativeTo));
    expect(modules.filter((id) => id.includes("zod/v4/mini/")).length).toBeGreaterThan(0);
    expect(modules.filter((id) => id.includes("zod/v4/classic/"))).toEqual([]);
  });

  it("comes with the licence of every package in it", async () => {
    const modules = (await built).flatMap(({ moduleIds }) => moduleIds);
    const found = modules.map((id) => /node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(id.split(sep).join("/"))?.[0]);
    const places = [...new Set(found)].filter((place) => place !== undefined);
    expect(places).toEqual(expect.arrayContaining(["node_modules/commander", "node_modules/yaml", "node_modules/zod"]));
    const licences = await textOf("dist/THIRD_PARTY_LICENSES.txt");
    for (const place of places) {
      const { name, version, license } = JSON.parse(await textOf(`${place}/package.json`));
      const entry = licences.split(`${name} ${version} (${license})\n---`)[1] ?? "";
      expect([name, /permi(t|ssion)|licen[cs]e/i.test(entry.slice(0, 2000))]).toEqual([name, true]);
    }
  });
});
