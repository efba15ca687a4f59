import path from "node:path";
import fs from "fs-extra";
import type { Answers } from "../interview/types.ts";
import { builtinPackDir } from "../package.ts";
import { Failure } from "../ui/failure.ts";
import { baked } from "./baked.ts";
import { errnoOf } from "./errno.ts";
import type { Pack } from "./load.ts";

/** The packs in use, and what the config remembers of the choice. */
export interface ChosenPack {
  pack: Pack;
  /** Whether somebody chose in this very run, so that a pack of earlier may be gone. */
  chosen: boolean;
  /** What to remember: a folder inside the repository, `undefined` for the built-in pack; absent when nothing changes. */
  remember: { templates: string | undefined } | undefined;
}

/**
 * Finds and reads the template packs: `--templates` beats the answers, which beat the config.
 *
 * @param flag what `--templates` says, relative to `cwd`
 * @param said what answers and config say under `templates`, relative to the repository
 * @throws Failure `pack-folder` for a folder that is not there, is no pack, or leads out of the repository where it must not;
 *   `pack-invalid`
 */
export async function choosePack(
  root: string,
  cwd: string,
  flag: string | undefined,
  said: Answers,
): Promise<ChosenPack> {
  if (flag === "builtin") return { pack: await load(), chosen: true, remember: { templates: undefined } };
  if (flag !== undefined) {
    const folder = await packFolder(path.resolve(cwd, flag), refusalOf("flag", flag));
    const inside = insideOf(root, folder);
    const remember = inside === undefined ? undefined : { templates: inside };
    return { pack: await load(folder), chosen: true, remember };
  }
  const configured = said.templates;
  const chosen = "templates" in said && configured === undefined;
  if (typeof configured !== "string" || configured === "") {
    return { pack: await load(), chosen, remember: undefined };
  }
  return { pack: await load(await folderIn(root, configured)), chosen, remember: undefined };
}

/** The folder relative to the repository, with `/`; `undefined` outside of it. */
function insideOf(root: string, folder: string): string | undefined {
  const relative = path.relative(root, folder);
  const outside = relative === "" || /^\.\.(?:[\\/]|$)/.test(relative) || path.isAbsolute(relative);
  return outside ? undefined : relative.split(path.sep).join("/");
}

type Refuse = (why: string) => Failure;

const refusalOf =
  (said: "flag" | "config", folder: string): Refuse =>
  (why) =>
    new Failure("pack-folder", { said, folder, why });

/** A folder that the config names; it came with the repository, so it may not lead out of it, not even through a link. */
async function folderIn(root: string, relative: string): Promise<string> {
  const refuse = refusalOf("config", relative);
  const folder = await packFolder(path.join(root, relative), refuse);
  if (insideOf(root, folder) === undefined) throw refuse("the folder leads out of the repository");
  return folder;
}

/** A pack's folder, without links on the way. */
async function packFolder(folder: string, refuse: Refuse): Promise<string> {
  const real = await fs.realpath(folder).catch(() => undefined);
  if (real === undefined) throw refuse(`there is no folder \`${folder}\``);
  const names = await fs.readdir(real).catch((error: unknown) => {
    const isFile = errnoOf(error) === "ENOTDIR";
    throw refuse(`\`${folder}\` ${isFile ? "is no folder" : `cannot be read (${errnoOf(error) ?? String(error)})`}`);
  });
  if (names.includes("pack.yml")) return real;
  throw refuse(`\`${folder}\` is no template pack: there is no \`pack.yml\` in it`);
}

async function load(own?: string): Promise<Pack> {
  if (own === undefined && baked !== undefined) return baked;
  const { loadPack, loadTeamPack } = await import("./load.ts");
  const builtin = baked ?? (await loadPack(builtinPackDir));
  return own === undefined ? builtin : loadTeamPack(own, builtin);
}
