import { visible } from "../../config/words.ts";

/** Something of the repository that can be run and yields evidence. */
export interface Capability {
  name: string;
  /** Where it is declared: a file, with the script or target. */
  source: string;
  /** What to type; `undefined` where its own document says so. */
  command: string | undefined;
}

/** The one of a name; those of `planning/strategy/capabilities/` come first. */
export const findCapability = (all: readonly Capability[], name: string): Capability | undefined =>
  all.find((each) => each.name === name) ?? all.find((each) => each.name.toLowerCase() === name.toLowerCase());

/** What is filed instead of a piece of work, when evidence is what is missing. Nothing is run. */
export function capabilityWork({ name, source, command }: Capability, item: string): { title: string; text: string } {
  const about = visible(item, 200).replaceAll("<!--", "<! --");
  const title = `Evidence by ${name}: ${about}`;
  const how = command === undefined ? `as \`${source}\` says` : `\`${command}\` (${source})`;
  const text = [
    `# ${title}`,
    `## Problem\n\nWhether this is true is not known: ${about}.`,
    `## Proposed solution\n\nRun ${how}, and keep what it says.`,
    `## Affected files\n\nNone: it yields evidence and changes no code.`,
    `## Acceptance criteria\n\n- [ ] What it says is written down, with the commit that it was run on`,
    "## Dependencies\n\nnone\n",
  ].join("\n\n");
  return { title, text };
}
