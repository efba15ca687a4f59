const blocks = [..."▁▂▃▄▅▆▇█"];
const ascii = [..."_.-=*#"];

/**
 * Numbers as one drawn line, a character each; the newest where there are more than fit.
 *
 * @param top what the highest character stands for, so that several lines compare
 */
export function spark(
  values: readonly number[],
  { top, most, isUnicode }: { top: number; most: number; isUnicode: boolean },
): string {
  const levels = isUnicode ? blocks : ascii;
  const level = (value: number): string =>
    levels[value <= 0 ? 0 : Math.max(1, Math.round((value / Math.max(1, top)) * (levels.length - 1)))] ?? "";
  return values.slice(-most).map(level).join("");
}

/** Whether a terminal is told to show more than ASCII, as POSIX has it; Windows' own say so in their way. */
export const isUnicode = (env: Record<string, string | undefined>): boolean =>
  /utf-?8/i.test(env.LC_ALL || env.LC_CTYPE || env.LANG || "") || env.WT_SESSION !== undefined;
