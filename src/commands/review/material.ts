import path from "node:path";
import { literal } from "../../config/words.ts";
import { observe } from "../../pack/disk.ts";
import type { NewEvent } from "../../review/events.ts";
import { Failure } from "../../ui/failure.ts";
import { said } from "../flags.ts";
import type { Asked, Sitting } from "./step.ts";

/** What the critic is to read or to know beside the plan. */
export interface Material {
  /** Relative to the repository. */
  paths: string[];
  notes: string[];
}

/** What was typed, and where. */
interface Sought extends Pick<Asked, "root" | "cwd"> {
  flags: Pick<Asked["flags"], "context" | "note">;
}

/** @throws Failure `usage` for a path that is not in the repository, and for an empty note */
export async function materialOf({ root, cwd, flags }: Sought): Promise<Material> {
  return {
    paths: await Promise.all(flags.context.map((given) => pathInside(root, cwd, given))),
    notes: flags.note.map((given) => said("--note", given)),
  };
}

/** Keeps material with a session; what is known already is not kept twice. */
export async function addMaterial(sitting: Sitting, { paths, notes }: Material): Promise<void> {
  const { context, notes: known } = sitting.session;
  await sitting.happen(
    ...paths.filter((path) => !context.includes(path)).map((path): NewEvent => ({ type: "context", path })),
    ...notes.filter((text) => !known.includes(text)).map((text): NewEvent => ({ type: "note", text })),
  );
}

async function pathInside(root: string, cwd: string, given: string): Promise<string> {
  const relative = path.relative(root, path.resolve(cwd, given)).split(path.sep).join("/");
  const isInside = relative !== "" && relative !== ".." && !relative.startsWith("../") && !path.isAbsolute(relative);
  const now = isInside ? await observe(root, relative) : undefined;
  if (now !== undefined && (now.kind === "text" || now.kind === "binary" || now.kind === "directory")) return relative;
  throw new Failure("usage", {
    what: `\`--context\` ${literal(given)} is no file or folder of the repository`,
    fix: "give the path of one that is there",
  });
}
