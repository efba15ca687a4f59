import { type Content, type Html, html } from "../../ui/html.ts";
import { prose } from "../../ui/html-parts.ts";
import type { Finding, Severity } from "../types.ts";
import type { Decision } from "./types.ts";

/** A text of a model's or a person's, of a length that leaves room for others. */
export const words = (text: string, most = 4000): Content =>
  prose(text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** A moment as it stands, for a page that is read at any time. */
export const stamp = (at: string): Html => html`<time datetime="${at}">${at.slice(0, 16).replace("T", " ")} UTC</time>`;

const signs: Record<Severity, { sign: string; tone: string }> = {
  blocker: { sign: "■", tone: "bad" },
  major: { sign: "▲", tone: "warn" },
  minor: { sign: "○", tone: "soft" },
};

/** A severity that is told apart without colour, too. */
export const severityMark = (severity: Severity): Html =>
  html`<span class="${signs[severity].tone}"><span aria-hidden="true">${signs[severity].sign}</span>&#160;${severity}</span>`;

/** A finding's id, which leads to all that is known of it. */
export const findingLink = ({ id }: Pick<Finding, "id">): Html => html`<a href="#f-${id}">${id}</a>`;

/** A list of links to findings with what they say, cut short, and what was decided about them in a round. */
export const findingList = (findings: readonly Finding[], decided?: (id: string) => Decision | undefined): Html =>
  html`<ul class="list">${findings.map(({ id, severity, problem }) => {
    const decision = decided?.(id)?.disposition;
    return html`<li dir="auto">${findingLink({ id })} ${severityMark(severity)} ${words(problem, 240)}${
      decision && html` <span class="pill">${decision}</span>`
    }</li>`;
  })}</ul>`;
