import type { Status } from "../../ui/documents/status.ts";
import { type Content, type Html, html } from "../../ui/html.ts";

/** What every part of the page is made from. */
export interface View {
  status: Status;
  /** Where the page will lie, relative to the repository. */
  folder: string;
}

/** How many of something: `1 error`, `2 errors`. */
export const count = (many: number, one: string): string => `${many} ${one}${many === 1 ? "" : "s"}`;

/** The first characters of a commit's hash. */
export const shortCommit = (hash: string): Html => html`<code>${hash.slice(0, 7)}</code>`;

/** Ids of milestones, each a link to its card where the plan has it. */
export const cardLinks = (ids: readonly string[], { status: { milestones } }: View): Content =>
  ids.map((id, at) => {
    const found = milestones.findIndex((milestone) => milestone.id === id);
    return [at > 0 && ", ", found < 0 ? id : html`<a href="#m${found}">${id}</a>`];
  });
