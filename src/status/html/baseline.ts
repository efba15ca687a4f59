import { describeBaseline } from "../../repo/baseline.ts";
import { type Content, html } from "../../ui/html.ts";
import { section, table } from "../../ui/html-parts.ts";
import { cardLinks, shortCommit, type View } from "./view.ts";

/** Where the plan began, where the repository is now, and whose commits lie between. */
export function baselineSection(view: View): Content {
  const { stamped, branch, commit, dirty, drift } = view.status.baseline;
  if (stamped === null && commit === null && branch === null) return null;
  const tree = dirty === null ? "" : ` (${dirty ? "dirty" : "clean"})`;
  const now = commit === null ? unborn(branch) : `${branch ?? "detached HEAD"} @ ${commit.slice(0, 7)}${tree}`;
  const rows = drift.map(({ commit: hash, subject, milestones, paths }) => [
    shortCommit(hash),
    html`<bdi>${subject}</bdi>`,
    milestones.length > 0 ? cardLinks(milestones, view) : "none",
    html`<ul>${paths.map((path) => html`<li><bdi>${path}</bdi></li>`)}</ul>`,
  ]);
  return section("baseline", "Baseline", [
    html`<dl class="facts"><div><dt>When the run was opened</dt><dd>${stamped === null ? "not stamped" : describeBaseline(stamped)}</dd></div>
<div><dt>Now</dt><dd>${now}</dd></div></dl>`,
    rows.length > 0
      ? table(
          "Other people’s commits since then on the plan’s paths",
          ["Commit", "Subject", "Milestones", "Paths"],
          rows,
        )
      : html`<p class="soft">No one else’s commits since then touch the plan’s paths.</p>`,
  ]);
}

const unborn = (branch: string | null): string => (branch === null ? "no git repository" : `${branch}, no commits yet`);
