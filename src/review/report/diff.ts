import { type Html, html } from "../../ui/html.ts";
import { unifiedDiff } from "../critic-input.ts";
import { linesOf } from "../draft.ts";

const mostLines = 400;
const longest = 2000;

/** How two texts differ, as a block in which what came and what went are told apart without colour, too. */
export function diffBlock(before: string, after: string): Html {
  const lines = unifiedDiff(linesOf(before), linesOf(after)).split("\n");
  if (lines.join("") === "") return html`<p class="soft">Nothing.</p>`;
  const more = lines.length - mostLines;
  return html`<pre class="diff" dir="auto">${lines.slice(0, mostLines).map(drawLine)}${more > 0 && html`<span class="soft">${more} more lines: see the drafts</span>`}</pre>`;
}

function drawLine(whole: string): Html {
  const line = `${whole.slice(0, longest)}\n`;
  if (line.startsWith("+")) return html`<ins>${line}</ins>`;
  if (line.startsWith("-")) return html`<del>${line}</del>`;
  return line.startsWith("@@") ? html`<span class="soft">${line}</span>` : html`${line}`;
}
