import path from "node:path";
import fs from "fs-extra";
import type { Answers } from "../interview/types.ts";
import { builtinPackDir } from "../package.ts";
import { Failure } from "../ui/failure.ts";
import { baked } from "./baked.ts";
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
 * @param said what flags, answers and config say under `templates`
 * @throws Failure `usage` for a folder that leads out of the repository where it must not, `pack-invalid`
 */
export async function choosePack(
  root: string,
  cwd: string,
  flag: string | undefined,
  said: Answers,
): Promise<ChosenPack> {
  if (flag === "builtin") return { pack: await load(), chosen: true, remember: { templates: undefined } };
  if (flag !== undefined) {
    const folder = await realFolder(path.resolve(cwd, flag));
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

/** A folder that the config names; it came with the repository, so it may not lead out of it, not even through a link. */
async function folderIn(root: string, relative: string): Promise<string> {
  const folder = await realFolder(path.join(root, relative));
  if (!(await fs.pathExists(folder)))
    throw new Failure("pack-invalid", { where: relative, why: "there is no such folder" });
  if (insideOf(root, folder) === undefined) {
    throw new Failure("pack-invalid", { where: relative, why: "the folder leads out of the repository" });
  }
  return folder;
}

/** A folder without links on the way, as far as it exists. */
const realFolder = (folder: string): Promise<string> => fs.realpath(folder).catch(() => folder);

async function load(own?: string): Promise<Pack> {
  if (own === undefined && baked !== undefined) return baked;
  const { loadPack } = await import("./load.ts");
  return loadPack(builtinPackDir, own);
}
