/** One measured thing: its numbers in words, and the budget that it keeps or misses (`undefined` where there is none). */
export const row = (what, measured, spread = "", budget = "", kept = undefined) => ({
  what,
  measured,
  spread,
  budget,
  kept,
});

const verdictOf = ({ budget, kept }) => (budget === "" ? "" : kept ? "kept" : "**missed**");

/** A heading, a markdown table of rows, and remarks below it. */
export function section(title, rows, remarks = []) {
  const cells = rows.map((one) => [one.what, one.measured, one.spread, one.budget, verdictOf(one)]);
  return {
    title,
    rows,
    text: [`### ${title}`, "", table(cells), ...remarks.flatMap((remark) => ["", remark])].join("\n"),
  };
}

function table(cells) {
  const head = ["what", "measured", "middle half", "budget", "verdict"];
  const widths = head.map((title, column) => Math.max(title.length, 3, ...cells.map((line) => line[column].length)));
  const line = (texts) => `| ${texts.map((text, column) => text.padEnd(widths[column])).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...cells.map(line)].join("\n");
}

export const times = (ratio) => `${ratio.toFixed(2)}×`;
export const ms = (time) => (time < 10 ? `${time.toFixed(1)} ms` : `${Math.round(time)} ms`);
export const kb = (bytes) => `${Math.round(bytes / 1000)} KB`;
export const percent = (part, whole) => (whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`);
