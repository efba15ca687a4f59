import { visible } from "../../config/words.ts";
import { decideStop } from "../../review/stop/index.ts";
import type { Session } from "../../review/types.ts";
import { asTyped } from "../../ui/invocation.ts";
import { paintFor } from "../../ui/paint.ts";
import type { MaybeTty, Proc } from "../../ui/process.ts";
import { frameOn } from "./frame.ts";
import { lineFor, newsOf, type Told, untold } from "./lines.ts";
import { panelOf } from "./panel.ts";
import { progressOf } from "./progress.ts";
import { isUnicode } from "./spark.ts";
import type { LiveView, Progress, Subject } from "./types.ts";

/** How a session is to be seen. */
export interface LiveOptions {
  subject: Subject;
  /** Where it goes; stdout may belong to something else. */
  stream: MaybeTty<NodeJS.WritableStream>;
  /** Plain lines in any case. */
  isPlain: boolean;
  /** Whether what happened before the first look is news, too. */
  fromStart: boolean;
}

const longest = 2000;

/** Below this a panel would say nothing. */
const narrowest = 60;

/** A panel on a terminal that can have one, else a line for each thing that happens. */
export function liveView(proc: Pick<Proc, "env" | "now">, options: LiveOptions): LiveView {
  const { stream, isPlain } = options;
  const isFit = stream.isTTY === true && proc.env.TERM !== "dumb" && (stream.columns ?? 0) >= narrowest;
  return isFit && !isPlain ? panelView(proc, options) : plainView(proc, options);
}

function plainView({ env }: Pick<Proc, "env">, { stream, fromStart }: LiveOptions): LiveView {
  let told: Told | undefined = fromStart ? untold : undefined;
  let latest: Session | undefined;
  const say = (line: string): void => void stream.write(`${line}\n`);
  return {
    show: (session, hasMore = false) => {
      latest = session;
      const news = newsOf(session, told ?? untold, hasMore ? session.ended : decideStop(session));
      // A session that goes on is told from here on: what it was before is in its files.
      const isOld = told === undefined && session.rounds.length > 0;
      for (const line of isOld ? [lineFor(session, "review: goes on")] : news.lines) say(line);
      told = news.told;
    },
    line: (text) => {
      const typed = asTyped(text, env);
      say(latest === undefined ? visible(typed, longest) : lineFor(latest, typed));
    },
    pause: () => undefined,
    end: () => undefined,
  };
}

/** Redrawn at most so often, for what changes; and so often for what merely lasts longer. */
const [shortest, tick] = [250, 1000];

function panelView(proc: Pick<Proc, "env" | "now">, { stream, subject }: LiveOptions): LiveView {
  const frame = frameOn(stream);
  const look = { paint: paintFor(stream, proc.env), isUnicode: isUnicode(proc.env) };
  let latest: Session | undefined;
  // A session may grow in place, so what was made of it is good until it is shown anew.
  let progress: Progress | undefined;
  let drawnAt = 0;
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;

  const draw = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (latest === undefined) return;
    const canvas = { width: stream.columns ?? 80, height: stream.rows ?? 24, now: proc.now(), ...look };
    progress ??= typed(progressOf(latest, subject), proc.env);
    frame.draw(panelOf(progress, canvas));
    drawnAt = Date.now();
    later(tick);
  };
  // An agent at work keeps the program going, not its picture.
  const later = (ms: number): void => {
    timer = setTimeout(draw, ms).unref();
  };
  const soon = (): void => {
    if (isOver) return;
    const wait = drawnAt + shortest - Date.now();
    clearTimeout(timer);
    // A clock that was set back asks for no more patience than this.
    if (wait <= 0 || wait > shortest) draw();
    else later(wait);
  };
  const stop = (): void => {
    clearTimeout(timer);
    timer = undefined;
    draw();
    clearTimeout(timer);
    timer = undefined;
    frame.leave();
    latest = undefined;
  };
  stream.on("resize", soon);
  return {
    show: (session, hasMore = false) => {
      latest = session;
      progress = undefined;
      if (!hasMore) soon();
    },
    line: (text) => {
      frame.above(asTyped(text, proc.env));
      if (latest !== undefined) draw();
    },
    pause: stop,
    end: () => {
      stop();
      isOver = true;
      stream.off("resize", soon);
    },
  };
}

/** Before it is cut to size: what somebody has to type may be longer. */
const typed = (progress: Progress, env: Proc["env"]): Progress => ({ ...progress, next: asTyped(progress.next, env) });
