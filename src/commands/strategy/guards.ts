import os from "node:os";
import { visible } from "../../config/words.ts";
import { observe, oddPlace } from "../../pack/disk.ts";
import { inactivePath } from "../../strategy/paths.ts";
import { Failure } from "../../ui/failure.ts";

/** @throws Failure `strategy-inactive` where somebody switched strategy runs off, with whatever stands at that path; `not-a-text-file` for a link */
export async function refuseInactive(root: string): Promise<void> {
  const now = await observe(root, inactivePath);
  if (now.kind === "absent") return;
  if (now.kind === "symlink" || now.kind === "blocked") throw oddPlace(inactivePath, now);
  const [line = ""] = now.kind === "text" ? now.text.trim().split("\n") : [];
  throw new Failure("strategy-inactive", { path: inactivePath, why: visible(line.trim(), 200) });
}

/** Bytes that a process can still have; `undefined` where the system does not tell (macOS counts its caches as taken). */
export function availableMemory(): number | undefined {
  if (process.platform === "darwin") return undefined;
  // Knows of the limits of containers; newer than the oldest Node that we run on.
  const known: Partial<Pick<NodeJS.Process, "availableMemory">> = process;
  return known.availableMemory?.() ?? os.freemem();
}

const mega = 2 ** 20;

/**
 * Why there is too little memory for an agent, as a clause; `undefined` when there is enough.
 *
 * @param floor what `--min-memory` says
 * @throws Failure `usage` for what is no number of megabytes
 */
export function memoryShortage(floor: string, available = availableMemory()): string | undefined {
  if (!/^\d{1,7}$/.test(floor)) {
    throw new Failure("usage", {
      what: `\`--min-memory ${visible(floor)}\`: expected a number of megabytes`,
      fix: "for example `--min-memory 512`",
    });
  }
  if (available === undefined || available >= Number(floor) * mega) return undefined;
  return `${Math.floor(available / mega)} MB of memory are free, fewer than ${floor}`;
}
