import pc from "picocolors";
import type { MaybeTty, Proc } from "./process.ts";

export type Paint = ReturnType<typeof pc.createColors>;

/** Colours for a stream: on a terminal, unless `NO_COLOR` is set or the terminal is dumb; `FORCE_COLOR` turns them on anywhere. */
export function paintFor(stream: MaybeTty<unknown>, env: Proc["env"]): Paint {
  const forced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== "0";
  const plain = (env.NO_COLOR ?? "") !== "" || env.TERM === "dumb";
  return pc.createColors(!plain && (forced || stream.isTTY === true));
}
