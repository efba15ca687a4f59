import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Gives all workers one folder for their temporary ones, which goes when they have ended, however that was. */
export default function setup(): () => void {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), "plan-init-")));
  process.env.TMPDIR = dir;
  return () => rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
}
