import type { Status } from "../../ui/documents/status.ts";
import { type Content, type Html, html } from "../../ui/html.ts";
import { link, moment, prose } from "../../ui/html-parts.ts";
import { phaseWords } from "../words.ts";
import { count, type View } from "./view.ts";

const verdicts = {
  STOP: { sign: "■", tone: "good" },
  CONTINUE: { sign: "▶", tone: "accent" },
  ESCALATE: { sign: "▲", tone: "warn" },
};

/** Which plan, what for, and how far it has come. */
export function header({ status }: View): Html {
  return html`<header class="phase">${status.plan && html`<p class="soft"><b>${phaseWords[status.result]}</b>${status.run && ` · run ${status.run.id}`}</p>`}
<h1 dir="auto">${status.plan?.title ?? phaseWords[status.result]}</h1>${goal(status)}
</header>`;
}

/** The verdict, what to do next, and what else a reader asks first. */
export function leadSection(view: View): Html {
  const { status } = view;
  const told = facts(view).map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`);
  return html`<div class="lead">${verdictCard(status)}${nextCard(status)}</div>${told.length > 0 && html`<dl class="facts">${told}</dl>`}`;
}

const goal = ({ run, plan }: Status): Content =>
  run && run.goal !== plan?.title && html`<p class="goal" dir="auto">${run.goal}</p>`;

function verdictCard({ verdict, run }: Status): Content {
  if (verdict === null) return null;
  const { sign, tone } = verdicts[verdict.kind];
  const iteration = run?.iteration ?? verdict.iteration;
  const max = run?.max ?? verdict.max;
  return html`<section class="card" aria-labelledby="verdict"><h2 id="verdict" class="${tone}"><span aria-hidden="true">${sign}</span> ${verdict.kind}</h2>
<p dir="auto">${prose(verdict.line.replace(/^VERDICT: [^—]*— /, ""))}</p>
<p class="soft">Iteration ${iteration} of ${max}</p></section>`;
}

const nextCard = ({ next }: Status): Content =>
  next.length > 0 &&
  html`<section class="card" aria-labelledby="next"><h2 id="next">What to do next</h2><ol>${next.map(
    (step) => html`<li dir="auto">${prose(step)}</li>`,
  )}</ol></section>`;

function facts({ status: { plan, run, review, milestones, at, delta }, folder }: View): [string, Content][] {
  const found: [string, Content][] = [];
  const add = (term: string, value: Content): void => {
    if (value !== null && value !== undefined) found.push([term, value]);
  };
  add(
    "Plan",
    plan && [link(folder, plan.path), html`<p class="soft">${plan.lines} of ${count(plan.maxLines, "line")}</p>`],
  );
  add("Status by its own word", plan?.status);
  const counted = milestones.filter(({ status }) => status !== "dropped");
  if (counted.length > 0) {
    add("Milestones", `${counted.filter(({ status }) => status === "done").length} of ${counted.length} done`);
  }
  add("Mode", run?.mode ?? plan?.mode);
  const report = run?.files.includes("report.html") && link(folder, `${run.path}/report.html`, "report.html");
  add(
    "Review",
    review && [html`<span dir="auto">${prose(review.line)}</span>`, report && html`<p class="soft">${report}</p>`],
  );
  add("Opened", run && moment(run.opened, at));
  add("Because", run?.reason);
  add("Accepted by a person", run?.confirmed && moment(run.confirmed, at));
  add(
    "Last report",
    delta && [link(folder, delta.file, delta.milestone ?? delta.file), " ", delta.status, " ", moment(delta.at, at)],
  );
  return found;
}
