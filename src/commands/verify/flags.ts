import * as z from "zod/mini";
import { Failure } from "../../ui/failure.ts";
import { parseDuration } from "../../verify/duration.ts";
import { commonFlags, toggle } from "../flags.ts";

const schema = z.object({
  ...commonFlags,
  all: toggle,
  baseline: toggle,
  yes: toggle,
  changed: toggle,
  dryRun: toggle,
  verbose: toggle,
  timeout: z._default(z.string(), "10m"),
});

/** What `verify` was asked to do. */
export interface VerifyFlags extends Omit<z.infer<typeof schema>, "timeout"> {
  ids: string[];
  /** How long one command may take, in milliseconds. */
  timeout: number;
}

/** @throws Failure `usage` for what does not go together, or is no duration */
export function parseVerifyFlags(raw: Record<string, unknown>, ids: string[]): VerifyFlags {
  const { timeout: given, ...flags } = schema.parse(raw);
  const timeout = parseDuration(given);
  if (timeout === undefined) {
    throw new Failure("usage", { what: `\`--timeout ${given}\` is no duration`, fix: "e.g. `90s`, `10m` or `1h`" });
  }
  if (flags.all && ids.length > 0) {
    throw new Failure("usage", { what: "milestones and `--all` do not go together", fix: "leave one of them out" });
  }
  if (flags.baseline && (flags.all || ids.length > 0)) {
    throw new Failure("usage", {
      what: "`--baseline` runs the commands of the config, not those of milestones",
      fix: "leave the milestones out",
    });
  }
  return { ...flags, timeout, ids };
}
