import { visible } from "../../config/words.ts";
import { lasting } from "../../loop/view/words.ts";
import { standingOf } from "../../review/standing.ts";
import { tokenWords, usdWords } from "../../review/stop/outside.ts";
import type { Session } from "../../review/types.ts";
import { waysOn } from "../../review/ways-on.ts";
import { count } from "../../runs/news.ts";
import type { Run } from "../../runs/run.ts";
import { planPath } from "../../runs/setup.ts";
import type { Standing } from "../../runs/standing.ts";
import type { AnyDocument } from "../../ui/documents/index.ts";
import { fold } from "../../ui/fold.ts";
import type { Output } from "../../ui/output.ts";
import { reviewDocument, toneOf } from "../review/report.ts";

/** How a loop has ended, or where it waits. */
export interface End {
  run: Run;
  session: Session;
  /** Where the run stands, where its plan was recorded. */
  verdict: Standing | undefined;
  /** Files that closing it has written, relative to the repository. */
  written: string[];
  notes: string[];
}

/** What a loop says at its end. */
export function endLines(end: End, output: Output): string[] {
  const { session, verdict, written, notes } = end;
  const { paint, width } = output;
  const standing = standingOf(session);
  const rows: [string, string][] = [
    ["plan", `${planPath}${session.drafts.length === 0 ? "" : `, ${session.drafts.at(-1)?.lines} lines`}`],
    ["spent", spentWords(session)],
    ...written.slice(0, 1).map((file): [string, string] => ["kept", [file, ...written.slice(1)].join(", ")]),
  ];
  return [
    toneOf(standing, output)(visible(standing.line, longest)),
    ...(verdict === undefined ? [] : [visible(verdict.line, longest)]),
    ...questionLines(session, width),
    "",
    ...rows.flatMap(([name, words]) =>
      fold(visible(words, longest), width - 9).map((line, at) => `  ${(at === 0 ? name : "").padEnd(6)} ${line}`),
    ),
    ...notes.flatMap((note) => fold(visible(`note: ${note}`, longest), width)).map((line) => paint.yellow(line)),
    "",
    ...nextSteps(end).flatMap((step) => fold(step, width - 4).map((line, at) => `  ${at === 0 ? "-" : " "} ${line}`)),
  ];
}

const longest = 2000;

const openQuestions = ({ questions }: Session) => questions.filter(({ answer }) => answer === undefined);

function questionLines(session: Session, width: number): string[] {
  const lines = openQuestions(session).flatMap(({ id, question, fallback }) =>
    fold(visible(`${id}: ${question}${fallback === "" ? "" : ` (else: ${fallback})`}`, longest), width - 4).map(
      (line, at) => (at === 0 ? `  ${line}` : `      ${line}`),
    ),
  );
  return lines.length === 0 ? [] : ["", "The planner asks:", ...lines];
}

/** `4 calls, $0.41, 12000 tokens, 51 s`. */
function spentWords({ spent }: Session): string {
  const { calls, ms } = spent;
  if (calls === 0) return "no calls";
  const cost = usdWords(spent);
  return `${count(calls, "call")}, cost ${cost}, tokens ${tokenWords(spent)}, ${lasting(ms.known)}`;
}

/** What comes next, commands in backticks. */
function nextSteps({ session, verdict }: End): string[] {
  if (standingOf(session).kind === "GO") return afterGo(verdict);
  const isAsked = openQuestions(session).length > 0;
  return [...waysOn(session), ...(isAsked ? ["or take the planner's defaults: `plan-init loop --yes`"] : [])];
}

function afterGo(verdict: Standing | undefined): string[] {
  if (verdict?.kind === "STOP" && verdict.reason === "converged")
    return ["build it, in a new session: `plan-init prompt dev`"];
  return [
    "see what is left, and accept the plan as a person: `plan-init check`, `plan-init check --confirm`",
    "then build it, in a new session: `plan-init prompt dev`",
  ];
}

/** What `loop --json` prints. */
export function endDocument(end: End, root: string): AnyDocument {
  const { run, session, written, notes, verdict } = end;
  const next = nextSteps(end);
  const outcome = { run, session, critic: undefined, written, notes, next: [] };
  return { ...reviewDocument(outcome, root, "loop"), verdict: verdict?.line ?? null, next };
}
