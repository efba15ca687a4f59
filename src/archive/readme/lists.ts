/** Longest list; the plan and the runs beside it have the rest. */
const mostItems = 40;

/**
 * A heading with a list below it, or a sentence where the list is empty; nothing where that is missing too.
 *
 * @param items each the lines of one item, bullets included
 */
export function section(title: string, items: readonly string[][], otherwise?: string): string[] {
  const left = items.length - mostItems;
  const lines = [...items.slice(0, mostItems).flat(), ...(left > 0 ? [`- and ${left} more`] : [])];
  const body = lines.length === 0 && otherwise !== undefined ? [otherwise] : lines;
  return body.length === 0 ? [] : ["", `## ${title}`, "", ...body];
}

/** An item with others nested in it. */
export const item = (text: string, nested: readonly string[] = []): string[] => [
  `- ${text}`,
  ...nested.map((each) => `  - ${each}`),
];
