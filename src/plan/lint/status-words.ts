import type { Prose } from "../types.ts";

const label =
  /(?:^|[^\p{L}])(?:status|state|statut|état|estado|stato|stand|zustand|статус|状态|状態|الحالة)\s*[:：]?\s*$/iu;

/** Whether TODO in a piece is the status of something: after that label, in a cell of its own, or in front of a heading. */
export function isStatusWord({ text, within, line }: Prose, before: Prose | undefined): boolean {
  const head = text.slice(0, Math.max(0, text.indexOf("TODO")));
  const isFirst = /^[^\p{L}\p{N}]*$/u.test(head);
  if (label.test(head) || (isFirst && before?.line === line && label.test(before.text))) return true;
  return (within === "cell" && /^\W*TODO\W*$/.test(text)) || (within === "heading" && isFirst);
}
