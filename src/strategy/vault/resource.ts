import { literal } from "../../config/words.ts";
import { type DocumentFinding, wrong } from "../documents/finding.ts";
import { headingKey, type MarkdownDocument, readDocument, sectionOf } from "../documents/markdown.ts";
import { itemsOf } from "../documents/sections.ts";
import { notASlug } from "../documents/slug.ts";

/** What there is to work with once a person has done it. Of its variables only the names are ever written. */
export interface Resource {
  id: string;
  type: string;
  capability: string;
  env: string[];
}

const keys = ["id", "type", "capability", "env"] as const;
type Key = (typeof keys)[number];

const fix = "write `- type: …`, `- capability: …` and, if there are any, `- env: NAME, NAME`";

/**
 * Reads the section Resource, which a vault item may have.
 *
 * @param slug of the item, which is the resource's id unless it has one of its own
 */
export function readResource(
  document: MarkdownDocument,
  slug: string,
): { resource?: Resource; findings: DocumentFinding[] } {
  const section = sectionOf(document, "Resource");
  if (section === undefined) return { findings: [] };
  const given = new Map<Key, { value: string; line: number }>();
  const findings = itemsOf(document, "Resource").flatMap(({ text, line }) => {
    const [, name = "", value = ""] = /^[*_`]*([a-z]+)[*_`]*:[*_`]*\s*(.*)$/i.exec(text) ?? [];
    const key = keys.find((each) => each === name.toLowerCase());
    if (key === undefined)
      return [wrong("resource", line, `${literal(text)} is none of id, type, capability and env`, fix)];
    given.set(key, { value: value.trim(), line });
    return [];
  });
  const value = (key: Key): string => given.get(key)?.value ?? "";
  const lacking = (["type", "capability"] as const).filter((key) => value(key) === "");
  const env = value("env")
    .split(/[\s,]+/)
    .map((name) => name.replace(/^`|`$/g, ""))
    .filter((name) => name !== "" && !/^(?:none|-)$/i.test(name));
  const resource = { id: value("id") || slug, type: value("type"), capability: value("capability"), env };
  return {
    resource,
    findings: [
      ...findings,
      ...lacking.map((key) => wrong("resource", section.line, `the resource has no ${key}`, fix)),
      ...judgeId(resource.id, given.get("id")?.line ?? section.line),
      ...judgeEnv(env, given.get("env")?.line ?? section.line),
    ],
  };
}

function judgeId(id: string, line: number): DocumentFinding[] {
  const why = notASlug(id);
  return why === undefined ? [] : [wrong("resource", line, `${literal(id)}: ${why}`, "write `- id: <a-few-words>`")];
}

/** The value is not told: it may be the secret. */
function judgeEnv(env: readonly string[], line: number): DocumentFinding[] {
  if (env.every((name) => /^[A-Za-z_][A-Za-z0-9_]{0,63}$/.test(name))) return [];
  return [
    wrong(
      "resource",
      line,
      "`env` has more in it than names of variables",
      "write the names alone, with commas between, and never a value",
    ),
  ];
}

/**
 * The text of RESOURCES.md with a resource at its end, in the endings that it has.
 *
 * @returns `undefined` where one of that id is there already
 */
export function withResource(text: string | undefined, { id, type, capability, env }: Resource): string | undefined {
  const known = readDocument(text ?? "").sections.some(({ heading }) => headingKey(heading) === headingKey(id));
  if (known) return undefined;
  const ending = /\r?\n/.exec(text ?? "")?.[0] ?? "\n";
  const names = env.length === 0 ? [] : [`- env: ${env.join(", ")}`];
  const entry = [`## ${id}`, "", `- type: ${type}`, `- capability: ${capability}`, ...names, ""].join(ending);
  const before = text === undefined || text === "" ? `# Resources${ending}` : text;
  return `${before}${before.endsWith("\n") ? "" : ending}${ending}${entry}`;
}
