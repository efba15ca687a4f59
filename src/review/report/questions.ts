import { type Content, html } from "../../ui/html.ts";
import { section, table } from "../../ui/html-parts.ts";
import { words } from "./parts.ts";
import type { ReportInput } from "./types.ts";

/** What the planner asked a person; nothing where it asked nothing. */
export function questionsSection({ session: { questions } }: ReportInput): Content {
  if (questions.length === 0) return null;
  const rows = questions.map(({ id, question, fallback, answer }) => [
    id,
    html`<span dir="auto">${words(question)}</span>`,
    html`<span dir="auto">${words(answer ?? "none yet")}</span>`,
    html`<span dir="auto">${words(fallback)}</span>`,
  ]);
  return section("questions", "Questions", table("What the planner asked", ["Id", "Question", "Answer", "Else"], rows));
}
