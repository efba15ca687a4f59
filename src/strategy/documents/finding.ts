import { findSecrets } from "../secrets.ts";
import type { Problem } from "./front.ts";

/** Something that is wrong with a document. */
export interface DocumentFinding {
  /** Stable name of the rule. */
  rule: string;
  severity: "error" | "warning";
  /** Line of the document, from 1. */
  line: number;
  what: string;
  fix: string;
}

/** @returns an error; there are few that are not */
export const wrong = (rule: string, line: number, what: string, fix: string): DocumentFinding => ({
  rule,
  severity: "error",
  line,
  what,
  fix,
});

/** What the reader of documents complained of. */
export const unread = (problems: readonly Problem[]): DocumentFinding[] =>
  problems.map(({ line, rule, what }) => wrong(rule, line, what, "mend that line"));

/** Whether anything must be mended first. */
export const isBad = (findings: readonly DocumentFinding[]): boolean =>
  findings.some(({ severity }) => severity === "error");

/** What looks like a secret in a text that is to be written; the value is never told. */
export const leaks = (text: string): DocumentFinding[] =>
  findSecrets(text).map(({ line, kind }) =>
    wrong("secret", line, `it looks like a secret: ${kind}`, "write the name of the variable, never its value"),
  );
