import { html, page } from "../../ui/html.ts";
import { plotStyle } from "../../ui/plot.ts";
import { findingsSection } from "./findings.ts";
import { header, leadSection } from "./header.ts";
import { plotsSection } from "./plots.ts";
import { questionsSection } from "./questions.ts";
import { roundsSection } from "./rounds.ts";
import { style } from "./style.ts";
import type { ReportInput } from "./types.ts";

/** A review as one page that needs nothing but itself and lies in the run's folder. Pure; whatever agents wrote stays text. */
export function reportPage(input: ReportInput): string {
  const sections = [leadSection, plotsSection, questionsSection, roundsSection, findingsSection];
  return page({
    title: `${input.run.goal || input.run.id} – review`,
    style: plotStyle + style,
    body: html`${header(input)}
<main>${sections.map((section) => section(input))}</main>
<footer class="soft">Written by <code>plan-init</code>, ${input.at}</footer>`,
  });
}
