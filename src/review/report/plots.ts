import { type Content, html } from "../../ui/html.ts";
import { section } from "../../ui/html-parts.ts";
import { drawPlot } from "../../ui/plot.ts";
import type { Severity } from "../types.ts";
import type { ReportInput } from "./types.ts";

/** What the rounds found and how long the plan was, drawn; nothing before the first round. */
export function plotsSection({ session: { rounds, drafts }, maxLines }: ReportInput): Content {
  if (rounds.length === 0) return null;
  const labels = rounds.map(({ n }) => String(n));
  const of = (severity: Severity) => rounds.map(({ counts }) => counts[severity]);
  const along = "round";
  return section(
    "series",
    "Round by round",
    html`<div class="plots">${drawPlot({
      id: "findings-plot",
      title: "Findings",
      along,
      labels,
      series: [
        { name: "Blockers", tone: "bad", mark: "circle", values: of("blocker") },
        { name: "Majors", tone: "warn", mark: "square", values: of("major") },
        { name: "Minors", tone: "soft", mark: "triangle", values: of("minor") },
      ],
    })}${drawPlot({
      id: "lines-plot",
      title: "Length of the plan",
      along,
      labels,
      series: [
        {
          name: "Lines",
          tone: "accent",
          mark: "circle",
          values: rounds.map(({ draft }) => drafts[draft]?.lines ?? null),
        },
      ],
      limit: { name: `at most ${maxLines}`, value: maxLines },
    })}</div>`,
  );
}
