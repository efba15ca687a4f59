const units: Record<string, number> = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000 };

/** Longest that a timer can wait (2³¹ − 1 ms), a little under 25 days. */
const longest = 2_147_483_647;

/** Reads `90s`, `10m`, `1.5h` or, in seconds, `90`. Milliseconds; `undefined` for what is no duration above zero. */
export function parseDuration(text: string): number | undefined {
  const [, amount, unit = "s"] = /^(\d+(?:\.\d+)?)\s*(ms|s|m|min|h)?$/i.exec(text.trim()) ?? [];
  if (amount === undefined) return undefined;
  const ms = Math.round(Number(amount) * (units[unit.toLowerCase()] ?? 1000));
  return ms > 0 && ms <= longest ? ms : undefined;
}
