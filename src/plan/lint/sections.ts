import type { Plan, Section, SectionName } from "../types.ts";

/** The first heading of a canonical section. */
export const sectionOf = (plan: Plan, name: SectionName): Section | undefined =>
  plan.sections.find((section) => section.name === name);

/** Whether a plan has objectives instead of milestones. */
export const isStrategy = ({ meta }: Plan): boolean => /^strategy\b/i.test(meta.mode?.text ?? "");
