import { runsDir } from "../../runs/names.ts";
import { type Content, html } from "../../ui/html.ts";
import { link, moment, prose, section, table } from "../../ui/html-parts.ts";
import { count, type View } from "./view.ts";

const severities = { error: { sign: "✕", tone: "bad" }, warning: { sign: "▲", tone: "warn" } };

/** What is missing in the plan. */
export function findingsSection({ status: { findings } }: View): Content {
  if (findings.length === 0) return null;
  const rows = findings.map(({ rule, severity, line, column, id, text, what, fix }) => [
    html`<span class="${severities[severity].tone}"><span aria-hidden="true">${severities[severity].sign}</span>&#160;${severity}</span>`,
    [id !== null && html`<b>${id}</b> `, html`<span class="soft">${line}:${column}</span>`],
    [
      html`<p dir="auto">${prose(what)}</p>`,
      text !== "" && text !== id && !what.includes(text) && html`<p class="soft" dir="auto">${text}</p>`,
      html`<p class="soft">${rule}</p>`,
    ],
    html`<p dir="auto">${prose(fix)}</p>`,
  ]);
  return section("findings", "Findings", table("By the plan’s lines", ["Severity", "Where", "What", "Fix"], rows));
}

/** What a person should know. */
export const notesSection = ({ status: { notes } }: View): Content =>
  notes.length > 0 &&
  section(
    "notes",
    "Notes",
    html`<ul class="list">${notes.map((note) => html`<li dir="auto">${prose(note)}</li>`)}</ul>`,
  );

/** What lies untouched, and what the review policy wants of it. */
export function staleSection({ status: { stale, at }, folder }: View): Content {
  if (stale.length === 0) return null;
  const rows = stale.map(({ path, what, title, touched, policy, why, fix }) => [
    [html`<bdi>${title}</bdi> <span class="soft">${what}</span><br>`, link(folder, path)],
    moment(touched, at),
    [html`<b>${policy}</b> `, html`<span dir="auto">${prose(why)}</span>`],
    html`<span dir="auto">${prose(fix)}</span>`,
  ]);
  return section(
    "stale",
    "Stale",
    table("What nobody has touched for long", ["What", "Touched", "Policy", "How"], rows),
  );
}

/** All runs of the repository, by number; the unfinished and the damaged ones by name. */
export function runsSection({ status: { runs }, folder }: View): Content {
  if (runs.total === 0) return null;
  const linked = (id: string): Content => link(folder, `${runsDir}/${id}`, id);
  return section("runs", "Runs", [
    html`<p>${count(runs.total, "run")} in all${runs.open.length === 0 && ", none of them unfinished"}</p>`,
    runs.open.length > 0 &&
      html`<h3>Unfinished</h3><ul class="list">${runs.open.map(({ id, goal, review }) => html`<li>${linked(id)} <bdi>${goal}</bdi>${review !== null && html` <span class="soft">review: ${review}</span>`}</li>`)}</ul>`,
    runs.damaged.length > 0 &&
      html`<h3 class="bad">Records that cannot be read</h3><ul class="list">${runs.damaged.map((id) => html`<li>${linked(id)}</li>`)}</ul>`,
  ]);
}

/** The plan and what is in the run's folder. */
export const filesSection = ({ status: { run }, folder }: View): Content =>
  run !== null &&
  run.files.length > 0 &&
  section(
    "files",
    "Files of the run",
    html`<ul class="list files">${run.files.map((name) => html`<li>${link(folder, `${run.path}/${name}`, name)}</li>`)}</ul>`,
  );
