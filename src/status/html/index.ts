import { runsDir } from "../../runs/names.ts";
import type { Status } from "../../ui/documents/status.ts";
import { html, page } from "../../ui/html.ts";
import { plotStyle } from "../../ui/plot.ts";
import { phaseWords } from "../words.ts";
import { baselineSection } from "./baseline.ts";
import { boardSection } from "./board.ts";
import { header, leadSection } from "./header.ts";
import { iterationsSection } from "./iterations.ts";
import { filesSection, findingsSection, notesSection, runsSection, staleSection } from "./lists.ts";
import { style } from "./style.ts";

/** What tells a page of ours from a file of somebody's. */
export const statusMark = "plan-init status --html";

/**
 * Where everything stands as one page that needs nothing but itself. Pure.
 *
 * @param folder where the page will lie, relative to the repository with `/`: its links lead on from there
 */
export function statusPage(status: Status, folder: string = status.run?.path ?? runsDir): string {
  const view = { status, folder };
  const sections = [
    leadSection,
    notesSection,
    boardSection,
    findingsSection,
    iterationsSection,
    baselineSection,
    staleSection,
    runsSection,
    filesSection,
  ];
  return page({
    title: `${status.plan?.title ?? phaseWords.none} – status`,
    style: plotStyle + style,
    body: html`${header(view)}
<main>${sections.map((section) => section(view))}</main>
<footer class="soft">Written by <code>${statusMark}</code>, ${status.at}</footer>`,
  });
}
