import type { Level, Levels } from "./rule-ids.ts";
import { rules } from "./rules/index.ts";
import type { Finding, LintSubject, Rule } from "./types.ts";

/**
 * Everything that is wrong with a plan as far as a program can tell: structure, never quality.
 *
 * @param levels severities that differ from the rules' own; `off` skips a rule
 * @returns sorted by place, then as in the list of rules
 */
export function lint(subject: LintSubject, levels: Levels = {}): Finding[] {
  return rules
    .flatMap((rule) => findingsOf(rule, levels[rule.id] ?? rule.severity, subject))
    .sort((a, b) => a.line - b.line || a.column - b.column);
}

function findingsOf(rule: Rule, level: Level, subject: LintSubject): Finding[] {
  if (level === "off") return [];
  return rule.check(subject).map((complaint) => ({ rule: rule.id, severity: level, ...complaint }));
}
