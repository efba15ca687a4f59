import { realpath } from "node:fs/promises";
import path from "node:path";
import * as z from "zod/mini";
import { visible } from "../config/words.ts";
import { findWorkplace } from "../repo/workplace.ts";
import { statusOf } from "../status/index.ts";
import { Exit, type ExitCode } from "../ui/exit.ts";
import { outputFor } from "../ui/output.ts";
import type { Proc } from "../ui/process.ts";
import { commonFlags, toggle } from "./flags.ts";
import { gather } from "./status/gather.ts";
import { longestLine } from "./status/lines.ts";
import { staleLines } from "./status/stale-text.ts";
import { statusLines } from "./status/text.ts";

const flagsSchema = z.object({
  ...commonFlags,
  stale: toggle,
  /** `true` for the usual place. */
  html: z.optional(z.union([z.literal(true), z.string().check(z.minLength(1))])),
});

/** Says where everything stands. Changes nothing but the page that `--html` asks for; what it finds does not change its exit code. */
export async function status(proc: Proc, rawFlags: Record<string, unknown>): Promise<ExitCode> {
  const flags = flagsSchema.parse(rawFlags);
  const output = outputFor(proc, flags.json);
  const cwd = path.resolve(proc.cwd, flags.cwd);
  const { root } = await findWorkplace(cwd, proc.env);
  const found = statusOf(await gather(root, proc.now(), { env: proc.env, signal: proc.signal }));
  if (flags.html !== undefined) {
    const [{ writePage }, { statusMark, statusPage }] = await Promise.all([
      import("./page.ts"),
      import("../status/html/index.ts"),
    ]);
    const named = flags.html === true ? undefined : path.resolve(await realpath(cwd), flags.html);
    const make = (folder: string) => statusPage(found, folder);
    const page = await writePage({ root, named, usual: "status.html", mark: statusMark, make });
    output.lines([`Written: ${visible(page, longestLine)}`]);
  } else output.lines(flags.stale ? staleLines(found, output) : statusLines(found, output));
  output.document(() => found);
  return Exit.Good;
}
