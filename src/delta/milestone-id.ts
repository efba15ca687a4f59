/** The id in what a report says its milestone is, upper-case: `M1` of `**m1** – log in`. */
export const milestoneId = (said: string): string | undefined =>
  /^[A-Za-z]+-?\d+/.exec(said.replace(/^[`*_\s]+/, ""))?.[0].toUpperCase();
