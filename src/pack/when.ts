import { Failure } from "../ui/failure.ts";
import { nearest } from "../ui/nearest.ts";
import type { Template } from "./load.ts";
import type { TemplateVars } from "./render.ts";

/**
 * Whether a template's condition holds. Every key must hold; a key holds when its value, or one of its list of values, equals
 * the variable, or is among the variable's values when that is a list (`agents: [claude, codex]`).
 *
 * @param facts what conditions may ask about: answers, `instructions`, and `vars.<name>`
 * @throws Failure `pack-invalid` for a key that is not known
 */
export function holds(template: Template, facts: TemplateVars): boolean {
  return Object.entries(template.when).every(([key, wanted]) => {
    if (!Object.hasOwn(facts, key)) throw unknownKey(template, key, facts);
    const allowed: unknown[] = Array.isArray(wanted) ? wanted : [wanted];
    const actual = facts[key];
    return Array.isArray(actual) ? actual.some((value) => allowed.includes(value)) : allowed.includes(actual);
  });
}

function unknownKey(template: Template, key: string, facts: TemplateVars): Failure {
  const near = nearest(key, Object.keys(facts));
  const hint = near === undefined ? `known are ${Object.keys(facts).join(", ")}` : `did you mean \`${near}\``;
  return new Failure("pack-invalid", { where: template.name, why: `unknown condition \`${key}\`; ${hint}` });
}
