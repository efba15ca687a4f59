import path from "node:path";
import * as z from "zod/mini";
import { oneOf, visible } from "../../config/words.ts";
import { version } from "../../package.ts";
import { readSettings } from "../../runs/setup.ts";
import { type Cadence, type Clock, cadences, parseClock } from "../../strategy/schedule/cadence.ts";
import { type Engine, engines, type Piece, scheduleFor } from "../../strategy/schedule/index.ts";
import { Failure } from "../../ui/failure.ts";
import type { Action } from "../../verbs/verb.ts";
import { commonFlags, said } from "../flags.ts";
import { play } from "./step.ts";

const flagsSchema = z.object({
  ...commonFlags,
  every: z._default(z.string(), "weekly"),
  at: z._default(z.string(), "04:17"),
  for: z.optional(z.string()),
  agent: z._default(z.string(), "claude -p"),
});

/** Prints what makes a machine or a CI service run this regularly. Installs nothing, writes nothing. */
export const schedule: Action = (proc, rawFlags) => {
  const flags = flagsSchema.parse(rawFlags);
  const cadence: Cadence = pick("--every", flags.every, cadences);
  const chosen: readonly Engine[] = flags.for === undefined ? engines : [pick("--for", flags.for, engines)];
  const at = clock(flags.at);
  const agent = said("--agent", flags.agent);
  return play("schedule", proc, rawFlags, async ({ root, output }) => {
    const folders = [path.dirname(process.execPath), "/usr/local/bin", "/usr/bin", "/bin"];
    const { config } = await readSettings(root);
    const wanted = {
      cadence,
      at,
      agent,
      root,
      program: `npx --yes plan-init@${version}`,
      path: [...new Set(folders)].join(":"),
      forge: config.strategy.forge,
    };
    refuseControls(root);
    const pieces = chosen.flatMap((engine) => scheduleFor(engine, wanted));
    return {
      result: "done",
      run: null,
      words: `Nothing was installed: this is what runs it ${cadence}`,
      lines: pieces.flatMap((piece) => pieceLines(piece, output.paint.bold)),
      data: { pieces },
      next: [...new Set(pieces.map(({ place, how }) => `${place}: ${how}`))],
    };
  });
};

function pick<T extends string>(flag: string, given: string, all: readonly T[]): T {
  const found = all.find((each) => each === given);
  if (found !== undefined) return found;
  throw new Failure("usage", { what: `\`${flag} ${visible(given)}\`: expected ${oneOf(all)}` });
}

function clock(given: string): Clock {
  const at = parseClock(given);
  if (at !== undefined) return at;
  throw new Failure("usage", { what: `\`--at ${visible(given)}\`: expected a time such as \`04:17\`` });
}

/** No quoting carries a line break through a crontab or a unit. */
function refuseControls(root: string): void {
  if (!/\p{Cc}/u.test(root)) return;
  throw new Failure("usage", {
    what: `the path of the repository has a control character in it: \`${visible(root, 200)}\``,
    fix: "move the repository",
  });
}

const pieceLines = ({ place, text }: Piece, bold: (text: string) => string): string[] => [
  bold(`# ${place}`),
  ...text.trimEnd().split("\n"),
  "",
];
