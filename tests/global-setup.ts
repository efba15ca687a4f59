import { chmodSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Gives all workers one folder for their temporary ones, which goes when they have ended, however that was. */
export default function setup(): () => void {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), "plan-init-")));
  // Some tests run the program as another user, who has to get to theirs.
  chmodSync(dir, 0o711);
  process.env.TMPDIR = dir;
  return () => rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
}
