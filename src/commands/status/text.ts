import { visible } from "../../config/words.ts";
import { phaseWords } from "../../status/words.ts";
import type { Status } from "../../ui/documents/status.ts";
import { boardLines } from "./board-text.ts";
import { factLines } from "./facts-text.ts";
import { findingLines } from "./findings-text.ts";
import { block, folded, longestLine, room, type Screen } from "./lines.ts";

/** Where everything stands on one screen: the verdict as `check` prints it, what it rests on, and what comes next. */
export const statusLines = (status: Status, screen: Screen): string[] => [
  titleLine(status, screen),
  ...verdictLine(status, screen),
  ...factLines(status, screen),
  ...block(boardLines(status, screen)),
  ...block(findingLines(status, screen)),
  ...block(noteLines(status, screen)),
  ...block(["Next:", ...status.next.flatMap((step) => folded("  - ", visible(step, longestLine), screen.width))]),
];

function titleLine({ plan, result }: Status, { paint, width }: Screen): string {
  const phase = phaseWords[result];
  if (plan === null) return paint.bold(`${phase[0]?.toUpperCase()}${phase.slice(1)}`);
  return `${paint.bold(visible(plan.title, room(width, phase.length + 2)))}: ${phase}`;
}

/** In one piece, as scripts look for it. */
function verdictLine({ verdict }: Status, { paint }: Screen): string[] {
  if (verdict === null) return [];
  const tone = { STOP: paint.green, CONTINUE: paint.yellow, ESCALATE: paint.red }[verdict.kind];
  return [tone(visible(verdict.line, longestLine))];
}

const mostNotes = 4;

function noteLines({ notes }: Status, { paint, width }: Screen): string[] {
  const left = notes.length - mostNotes;
  const shown = [...notes.slice(0, mostNotes), ...(left > 0 ? [`and ${left} more: \`plan-init status --json\``] : [])];
  return shown.flatMap((note) => folded("note: ", visible(note, longestLine), width)).map((line) => paint.yellow(line));
}
