import { readFront, textOf } from "../documents/front.ts";
import { isClosed, type Work } from "../filing/backlog.ts";
import type { ForgeWork } from "./types.ts";

/** The number in an id of a forge, `#12`. */
export function numberOf(id: string): number | undefined {
  const [, digits] = /^#([1-9]\d{0,9})$/.exec(id) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** The issue that a piece of work was filed as, as its front matter has it. */
export const issueOf = ({ text }: Pick<Work, "text">): number | undefined =>
  numberOf(`#${textOf(readFront(text ?? "").data.issue)}`);

/** The issues of some ids, by id: those that the ids name, and those that work at them was filed as. */
export function issuesOf(ids: readonly string[], backlog: readonly Work[]): Map<string, number> {
  // Open work counts more than what was finished at the same id before.
  const order = [...backlog].sort((a, b) => Number(isClosed(b)) - Number(isClosed(a)));
  const filed = new Map(order.flatMap((work) => pair(work.id.toLowerCase(), issueOf(work))));
  return new Map(ids.flatMap((id) => pair(id, numberOf(id) ?? filed.get(id.toLowerCase()))));
}

const pair = (id: string, number: number | undefined): [string, number][] =>
  id === "" || number === undefined ? [] : [[id, number]];

const day = 24 * 60 * 60 * 1000;

/** A piece of work as it goes to a forge. */
export function workForForge(work: Work, isPriority: boolean): ForgeWork {
  const { id, run, slug, title, path, text = "" } = work;
  const { data, bodyStart } = readFront(text);
  const filed = Date.parse(textOf(data.filed));
  const body = text.slice(bodyStart).replace(/^\s*# .*(?:\r\n?|\n|$)/, "");
  const about = id === "" ? "" : ` at \`${id}\``;
  return {
    key: `${id || "evidence"} ${run}/${slug}`,
    number: numberOf(id),
    title: title || slug,
    text: `${body.trim()}\n\n---\n\nFiled${about} by plan-init: \`${path}\`\n`,
    // Clocks differ, and so do days.
    since: Number.isNaN(filed) ? undefined : new Date(filed - day).toISOString().replace(/\.\d+Z$/, "Z"),
    isPriority,
  };
}
