import { changes } from "../pack/merge/diff.ts";
import type { Intent } from "../plan/outline.ts";
import { changedLines, linesOf } from "./draft.ts";
import type { Finding, HumanNote, Session } from "./types.ts";

/** What a critic is given: the plan and the intent, not the conversation; from the second round on only what has changed. */
export interface CriticInput {
  round: number;
  cap: number;
  /** The snapshot to read, in the run's folder. */
  plan: string;
  /** Goals, non-goals, constraints and criteria as they were frozen. */
  intent: Intent;
  context: string[];
  notes: string[];
  /** Humans' notes in the plan. */
  human: HumanNote[];
  /** `undefined` in the first round, which looks at everything. */
  delta: Delta | undefined;
}

/** What changed since the last look. */
export interface Delta {
  /** The plan then and now, as a unified diff. */
  diff: string;
  /** Lines of the plan as it is now, counted from 1, both ends included. */
  changed: [number, number][];
  /** Everything that was raised and how it was answered, in order. */
  findings: Told[];
  keep: string[];
  trim: string[];
}

export interface Told {
  id: string;
  severity: Finding["severity"];
  section: string;
  problem: string;
  resolution: string;
  /** How it stands; an accepted one is to be looked at in the plan. */
  state: Finding["state"];
  reason: string | undefined;
}

/** The texts that a session's newest drafts stand for. */
export interface Texts {
  now: string;
  /** Of the draft that the last round was about; `undefined` in the first round, and where it is lost. */
  reviewed: string | undefined;
}

/**
 * What the critic of the coming round is given.
 *
 * @throws TypeError for a session without a draft: whoever asks looks first
 */
export function criticInput(session: Session, intent: Intent, { now, reviewed }: Texts): CriticInput {
  const { rounds, drafts, cap, context, notes } = session;
  const draft = drafts.at(-1);
  if (draft === undefined) throw new TypeError("there is no draft to review");
  const last = rounds.at(-1);
  return {
    round: rounds.length + 1,
    cap,
    plan: draft.snapshot,
    intent,
    context: [...context],
    notes: [...notes],
    human: [...draft.notes],
    delta:
      last === undefined || reviewed === undefined
        ? undefined
        : {
            diff: unifiedDiff(linesOf(reviewed), linesOf(now)),
            changed: changedLines(linesOf(reviewed), linesOf(now)),
            findings: [...session.findings.values()].map(told),
            keep: [...last.keep],
            trim: [...last.trim],
          },
  };
}

const told = ({ id, severity, section, problem, resolution, state, decision }: Finding): Told => ({
  id,
  severity,
  section,
  problem,
  resolution,
  state,
  reason: decision?.reason,
});

const around = 3;

/** Two texts as one unified diff; empty when they are equal. */
export function unifiedDiff(before: readonly string[], now: readonly string[]): string {
  const hunks: { start: number; end: number; sideStart: number; lines: string[] }[] = [];
  for (const change of changes(before, now)) {
    const last = hunks.at(-1);
    const lead = Math.max(0, change.start - around);
    const between = last === undefined ? [] : before.slice(last.end, change.start);
    const body = [
      ...before.slice(change.start, change.end).map((line) => `-${line}`),
      ...now.slice(change.sideStart, change.sideEnd).map((line) => `+${line}`),
    ];
    if (last !== undefined && between.length <= 2 * around) {
      last.lines.push(...between.map((line) => ` ${line}`), ...body);
      last.end = change.end;
    } else {
      const above = before.slice(lead, change.start).map((line) => ` ${line}`);
      hunks.push({
        start: lead,
        end: change.end,
        sideStart: change.sideStart - above.length,
        lines: [...above, ...body],
      });
    }
  }
  return hunks.map((hunk) => hunkText(hunk, before)).join("\n");
}

function hunkText(
  { start, end, sideStart, lines }: { start: number; end: number; sideStart: number; lines: string[] },
  before: readonly string[],
): string {
  const below = before.slice(end, end + around).map((line) => ` ${line}`);
  const all = [...lines, ...below];
  const count = (but: string) => all.filter((line) => !line.startsWith(but)).length;
  return [`@@ -${start + 1},${count("+")} +${sideStart + 1},${count("-")} @@`, ...all].join("\n");
}
