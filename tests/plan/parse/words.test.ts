import { describe, expect, test } from "vitest";
import { parsePlan } from "../../../src/plan/parse/index.ts";
import {
  baselineLabels,
  itemLabels,
  metaLabels,
  milestoneLabels,
  scopeLabels,
} from "../../../src/plan/parse/labels.ts";
import { sections } from "../../../src/plan/parse/sections.ts";
import type { ItemSlot, Plan, SectionName } from "../../../src/plan/types.ts";

const headings = Object.entries(sections).flatMap(([name, { heading, synonyms }]) =>
  [heading, ...synonyms].map((title) => [title, name as SectionName] as const),
);

/** Every label of a table with the name that it stands for. */
const labels = <Name extends string>(table: Record<Name, readonly string[]>): [label: string, name: Name][] =>
  (Object.keys(table) as Name[]).flatMap((name) => table[name].map((label): [string, Name] => [label, name]));

/** Ways to write a heading. */
const headingForms: ((title: string) => string)[] = [
  (title) => `## ${title}`,
  (title) => `## ${title.toUpperCase()} ##`,
  (title) => `## 3. ${title}`,
  (title) => `## **${title}**`,
  (title) => `## ${title}:`,
  (title) => `## ${title}：`,
  (title) => `## ${title} (of this iteration)`,
  (title) => `## 🎯 ${title}`,
  (title) => `${title}\n---`,
  (title) => `# ${title}`,
  (title) => `   #### ${title}`,
];

/** Ways to write a slot. */
const slotForms: ((label: string, value: string) => string)[] = [
  (label, value) => `- ${label}: ${value}`,
  (label, value) => `* **${label}:** ${value}`,
  (label, value) => `+ **${label}**: ${value}`,
  (label, value) => `1. _${label}_: ${value}`,
  (label, value) => `-\t${label.toUpperCase()}:\t${value}`,
  (label, value) => `- ${label}：${value}`,
  (label, value) => `- ${label} : ${value}`,
  (label, value) => `- ${label} (all of it): ${value}`,
  (label, value) => `- \`x\`\n- ${label}: ${value}`,
  (label, value) => `${label}: ${value}`,
  (label, value) => `**${label}**: ${value}`,
  (label, value) => `**${label}**\n\n${value}`,
  (label, value) => `- ${label}:\n  - ${value}`,
  (label, value) => `- ${label}:\n\n  ${value}`,
  (label, value) => `> - ${label}: ${value}`,
];

const nameOf = ({ sections: [first] }: Plan) => first?.name;

describe("headings", () => {
  test.each(headings)("%s opens its section", (title, name) => {
    for (const form of headingForms) expect([form(title), nameOf(parsePlan(form(title)))]).toEqual([form(title), name]);
  });

  test.each(["Milestonesque", "Appendix", "Non-goals of ours", "Risk appetite", "1.", "###"])(
    "%s opens none",
    (title) => {
      expect(nameOf(parsePlan(`## ${title}`))).toBeUndefined();
    },
  );
});

describe("labels", () => {
  const textIn = (text: string, name: string): string | undefined => {
    const milestone = parsePlan(`## Milestones\n\n### M1: a\n\n${text}\n`).milestones[0] as
      | Record<string, { text: string } | undefined>
      | undefined;
    return milestone?.[name]?.text;
  };

  test.each(labels(milestoneLabels))("%s is a milestone's", (label, name) => {
    for (const form of slotForms)
      expect([form(label, ""), textIn(form(label, "every one"), name)]).toEqual([form(label, ""), "every one"]);
    // As the column of a table of milestones.
    const table = parsePlan(
      `## Milestones\n\n| Id | Title | ${label} |\n| --- | :-: | --: |\n| M1 | a | every one |\n`,
    );
    expect(table.milestones[0]).toMatchObject({ id: "M1", title: "a", [name]: { text: "every one" } });
    // As a heading below the milestone's.
    expect(textIn(`#### ${label}\n\nevery one`, name)).toBe("every one");
  });

  test.each(labels(itemLabels))("%s is an item's", (label, name) => {
    const slotOf = (text: string): string | undefined =>
      parsePlan(`## Risks\n\n${text}\n`).risks[0]?.slots[name as ItemSlot]?.text;
    for (const form of [
      `- R1: slow — ${label}: every one`,
      `- R1: slow – **${label}:** every one`,
      `- R1: slow -- ${label.toUpperCase()}： every one`,
      `- R1: slow (${label}: every one)`,
      `- R1: slow; ${label}: every one`,
      `- R1: slow. ${label}: every one`,
      `- R1: slow, e.g. here — ${label}: every one`,
      `- R1: slow &amp; — ${label}: every one`,
      `- R1: slow | ${label}: every one`,
      `- R1: slow\n  — ${label}: every one`,
      `- R1: slow\n  - ${label}: every one`,
      `- R1: slow\n\n  ${label}: every one`,
      `### R1: slow\n\n- ${label}: every one`,
      `| Id | Risk | ${label} |\n|--|--|--|\n| R1 | slow | every one |`,
    ])
      expect([form, slotOf(form)]).toEqual([form, "every one"]);
  });

  const inSection = (
    heading: string,
    table: Record<string, readonly string[]>,
    find: (plan: Plan) => Record<string, unknown>,
  ) =>
    test.each(labels(table))(`%s belongs to ${heading}`, (label, name) => {
      for (const form of slotForms)
        expect(find(parsePlan(`## ${heading}\n\n${form(label, "every one")}\n`))).toMatchObject({
          [name]: { text: "every one" },
        });
    });
  inSection("Plan ID / Timestamp", metaLabels, ({ meta }) => meta);
  inSection("Repo baseline", baselineLabels, ({ baseline }) => baseline);
  inSection("Scope boundaries", scopeLabels, ({ scope }) => ({ in: scope.in.at(-1), out: scope.out.at(-1) }));
});
