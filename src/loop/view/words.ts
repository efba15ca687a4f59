/** How long something takes, in the two largest units: `31 s`, `3 min 12 s`, `2 h 5 min`, `3 d 4 h`. */
export function lasting(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const [minutes, hours, days] = [60, 3600, 86_400].map((size) => Math.floor(seconds / size)) as [
    number,
    number,
    number,
  ];
  if (days > 0) return `${days} d ${hours % 24} h`;
  if (hours > 0) return `${hours} h ${minutes % 60} min`;
  return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}

/** Thousands apart, as people read them: `12,000`. */
export const grouped = (words: string): string => words.replace(/\d(?=(?:\d{3})+$)/g, "$&,");

/** Milliseconds from one moment to another. Clocks jump: never less than none, and none where one of them is no time. */
export function between(from: string, to: string | Date): number {
  const time = new Date(to).getTime() - Date.parse(from);
  return Number.isFinite(time) ? Math.max(0, time) : 0;
}
