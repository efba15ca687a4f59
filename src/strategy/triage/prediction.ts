import { keyLine, textOf } from "../documents/front.ts";
import { type MarkdownDocument, readDocument, said, sectionOf } from "../documents/markdown.ts";
import type { Shelved } from "../documents/shelf.ts";
import { wordsOf } from "../documents/slug.ts";

/** What somebody expects to happen, with what speaks for it: a file of `predictions/`. */
export interface Prediction {
  slug: string;
  path: string;
  /** `undefined` where it cannot be read. */
  text: string | undefined;
  trouble: string | undefined;
  document: MarkdownDocument;
  /** Its title or claim; empty without one. */
  title: string;
  /** Each thing that speaks for it. */
  evidence: string[];
  /** Of a key of the front matter: its line, or the first. */
  lineOf: (key: string) => number;
}

/** Reads a prediction; what it lacks is empty. */
export function readPrediction({ slug, path, text, trouble }: Shelved): Prediction {
  const document = readDocument(text ?? "");
  const title = textOf(document.front.title) || textOf(document.front.claim) || document.title;
  const evidence = evidenceOf(document);
  return { slug, path, text, trouble, document, title, evidence, lineOf: (key) => keyLine(text ?? "", key) };
}

/** From `evidence:` of the front matter, a text or a list, and the section Evidence: an item or paragraph each. */
function evidenceOf(document: MarkdownDocument): string[] {
  const given = document.front.evidence;
  const listed = Array.isArray(given) ? given.map(textOf) : [textOf(given)];
  const body = said(sectionOf(document, "Evidence")?.body ?? "");
  const items = body.split(/\n[ \t\r]*\n|\n(?=[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t])/);
  return [...listed, ...items].map((item) => item.trim()).filter((item) => wordsOf(item).length > 0);
}

/** Equal for evidence of the same words: their order, case and marks do not count. */
const evidenceKey = (item: string): string => [...new Set(wordsOf(item))].sort().join(" ");

/** What speaks for a prediction now and did not when it was dismissed. */
export function newEvidence(now: readonly string[], before: readonly string[]): string[] {
  const known = new Set(before.map(evidenceKey));
  return now.filter((item) => !known.has(evidenceKey(item)));
}
