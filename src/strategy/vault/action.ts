import { literal } from "../../config/words.ts";
import { type DocumentFinding, wrong } from "../documents/finding.ts";
import type { MarkdownDocument } from "../documents/markdown.ts";
import { itemsOf, judgeSections } from "../documents/sections.ts";
import { wordsOf } from "../documents/slug.ts";

/** What often stands before the verb. */
const leadIn = /^(?:please|then|first|next|finally|we|you|need to|have to|must|should|to|[\s,:*_])+\b/i;
/** What nobody can tick off: the person is to find out what to do. */
const deciding =
  /^(?:decide|choose|pick|select|consider|think|evaluate|assess|determine|discuss|figure out|look into|investigate|explore|research|agree|align|weigh|clarify|review|resolve|handle|take care|deal with|sort out)\b/i;
/** What makes a step concrete all the same: a name in quotes or code, an address, a variable, a number. */
const concrete = /`[^`]+`|"[^"]+"|“[^”]+”|https?:\/\/|\b[a-z0-9-]+\.[a-z]{2,}\b|\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b|\d/;

/**
 * What is wrong with the steps that a person is to take: they are numbered, and each can be done and ticked off. A step that begins with
 * deciding, and names nothing definite, leaves the work undone.
 */
export function judgeAction(document: MarkdownDocument): DocumentFinding[] {
  if (judgeSections(document, [{ name: "Human action", hint: "" }]).length > 0) return [];
  const items = itemsOf(document, "Human action");
  const steps = items.filter(({ mark }) => /^\d/.test(mark));
  const line = items[0]?.line ?? document.sections.find(({ heading }) => /human action/i.test(heading))?.line ?? 1;
  if (steps.length === 0) {
    return [
      wrong("steps", line, "the human action is not in numbered steps", "write `1. <do this>`, a line for each step"),
    ];
  }
  return steps.flatMap(({ text, line }) => {
    const why = vague(text);
    return why === undefined
      ? []
      : [wrong("steps", line, `${literal(text)} ${why}`, "say what to open, buy, sign or type, and where")];
  });
}

/** Why a step is not one; `undefined` for one that can be taken. */
export function vague(step: string): string | undefined {
  const words = step.slice(0, 400).replace(leadIn, "");
  if (wordsOf(words).length === 0) return "says nothing";
  if (/^(?:tbd|todo|tba|\?+)\b/i.test(words)) return "is yet to be written";
  if (/\?\W*$/.test(words)) return "is a question, not a step";
  return deciding.test(words) && !concrete.test(words) ? "leaves open what to do" : undefined;
}
