import { visible } from "../../../config/words.ts";
import { isSameId, typedId } from "../../../strategy/filing/gate.ts";
import { openItems } from "../../../strategy/stuck/edit.ts";
import { isStuckBy, type Signal } from "../../../strategy/stuck/signals.ts";
import { fold } from "../../../ui/fold.ts";
import type { Output } from "../../../ui/output.ts";
import type { JudgedTree } from "../judge.ts";
import type { Answer } from "../step.ts";

/** What is stuck, with the evidence and what to do about it. */
export function shown(
  { tree, signals }: { tree: JudgedTree; signals: readonly Signal[] },
  output: Output,
): Omit<Answer, "run"> {
  const marked = [...openItems(tree.judged.graph.tree).values()].filter((item) => item.stuck !== undefined);
  const ids = [...new Set(signals.filter(isStuckBy).map(({ id }) => id))];
  const unmarked = ids.filter((id) => !marked.some((item) => isSameId(item.ids[0]?.text, id)));
  const open = marked.filter((item) => !/\bSPLIT\b/.test(item.stuck?.text ?? ""));
  const count = ids.length + marked.filter((item) => !ids.some((id) => isSameId(item.ids[0]?.text, id))).length;
  return {
    result: "done",
    words:
      count === 0
        ? "Nothing is stuck"
        : `${count} stuck, ${open.length} marked and not split, ${unmarked.length} not marked yet`,
    lines: [
      ...signals.flatMap((signal) => signalLines(signal, output)),
      ...marked.map(
        (item) =>
          `  ${visible(item.ids[0]?.text ?? "", 60)}  in the tree, line ${item.line}: ${visible(item.stuck?.text ?? "", 120)}`,
      ),
    ],
    data: {
      signals: signals.map((signal) => ({ ...signal, stuck: isStuckBy(signal) })),
      marked: marked.map(({ ids: [id], line, stuck: reason }) => ({
        id: id?.text ?? null,
        line,
        reason: reason?.text ?? "",
      })),
    },
    next: [
      ...(unmarked.length > 0 ? ["put the marks into the tree: `plan-init strategy stuck --write`"] : []),
      ...open
        .slice(0, 3)
        .map(
          (item) =>
            `split it into 2 to 5 smaller ones: \`plan-init strategy stuck split ${typedId(item.ids[0]?.text ?? "")} --into "…" --into "…"\``,
        ),
      ...(unmarked.length + open.length === 0 ? ["see what to work on: `plan-init tree`"] : []),
    ],
  };
}

const mostEvidence = 5;

function signalLines(signal: Signal, { width, paint }: Output): string[] {
  const { id, kind, count, evidence } = signal;
  const tone = isStuckBy(signal) ? paint.red : paint.dim;
  const more = evidence.length > mostEvidence ? [`and ${evidence.length - mostEvidence} more`] : [];
  const proof = [...evidence.slice(0, mostEvidence), ...more].map((each) => visible(each, 200)).join(", ");
  return fold(`${visible(id, 60)}  ${tone(`${kind} ${count}x`)}  ${proof}`, width - 4).map(
    (line, at) => `  ${at === 0 ? "" : "  "}${line}`,
  );
}
