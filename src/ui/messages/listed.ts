const mostListed = 20;

/** One problem as it is; several below a heading, one a line. */
export function listed(heading: string, problems: readonly string[], alone?: string): string {
  if (problems.length === 1) return alone === undefined ? (problems[0] ?? "") : `${alone} ${problems[0]}`;
  const more = problems.length - mostListed;
  const lines = [...problems.slice(0, mostListed), ...(more > 0 ? [`and ${more} more`] : [])];
  return [`${problems.length} ${heading}`, ...lines.map((line) => `  ${line}`)].join("\n");
}
