import { type Content, html } from "../../ui/html.ts";
import { link, moment, prose, section, table } from "../../ui/html-parts.ts";
import { drawPlot } from "../../ui/plot.ts";
import { count, type View } from "./view.ts";

/** How the drafts went, drawn and as a table; nothing before the first record. */
export function iterationsSection(view: View): Content {
  const { iterations, plan, at } = view.status;
  if (iterations.length === 0) return null;
  const labels = iterations.map(({ n }) => String(n));
  const along = "iteration";
  const rows = iterations.map(({ n, at: recorded, errors, warnings, lines, changes, verdict, snapshot }) => [
    n,
    moment(recorded, at),
    prose(verdict.replace(/^VERDICT: /, "")),
    errors,
    warnings,
    lines ?? "unknown",
    changeList(changes, n),
    snapshot === null ? "gone" : link(view.folder, snapshot, snapshot.replace(/^.*\//, "")),
  ]);
  return section("iterations", "Iterations", [
    html`<div class="plots">${drawPlot({
      id: "findings-plot",
      title: "Findings",
      along,
      labels,
      series: [
        { name: "Errors", tone: "bad", mark: "circle", values: iterations.map(({ errors }) => errors) },
        { name: "Warnings", tone: "warn", mark: "square", values: iterations.map(({ warnings }) => warnings) },
      ],
    })}${drawPlot({
      id: "lines-plot",
      title: "Length of the plan",
      along,
      labels,
      series: [{ name: "Lines", tone: "accent", mark: "circle", values: iterations.map(({ lines }) => lines) }],
      ...(plan && { limit: { name: `at most ${plan.maxLines}`, value: plan.maxLines } }),
    })}</div>`,
    table(
      "What was recorded",
      ["n", "Recorded", "Verdict", "Errors", "Warnings", "Lines", "Changes", "Snapshot"],
      rows,
    ),
  ]);
}

function changeList(changes: readonly string[], n: number): Content {
  if (changes.length === 0) return n === 1 ? "first draft" : "none";
  return html`<details><summary>${count(changes.length, "change")}</summary><ul>${changes.map(
    (change) => html`<li dir="auto">${prose(change)}</li>`,
  )}</ul></details>`;
}
