import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gitEnv } from "../helpers/temp.ts";

const run = promisify(execFile);

/** This repository's folder. */
export const project = fileURLToPath(new URL("../..", import.meta.url));

/** A file of this repository as text. */
export const textOf = (path: string): Promise<string> => readFile(join(project, path), "utf8");

export interface Packed {
  filename: string;
  /** Bytes of the tarball. */
  size: number;
  /** Bytes of its files. */
  unpackedSize: number;
  files: { path: string }[];
}

/**
 * Runs npm with nothing of this machine's but its programs: no configuration, no registry, an empty cache below `home`.
 * Rejects when it exits with anything but 0.
 */
export async function npm(home: string, cwd: string, program: "npm" | "npx", ...args: string[]): Promise<string> {
  const env = { ...gitEnv, HOME: home, npm_config_cache: join(home, "npm-cache"), npm_config_offline: "true" };
  const { stdout } = await run(program, args, { cwd, env: { ...env, npm_config_update_notifier: "false" } });
  return stdout;
}

/** Packs what was built, as it would be published, into a folder. */
export async function pack(folder: string): Promise<Packed> {
  const flags = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  const answer: unknown = JSON.parse(await npm(folder, project, "npm", ...flags));
  // npm up to 11 answers with a list, later ones with an object by package name.
  const [packed] = Object.values(answer as Record<string, Packed>);
  if (packed === undefined) throw new Error("npm packed nothing");
  return packed;
}
