/** How often a run is looked after. */
export const cadences = ["hourly", "daily", "weekly", "monthly", "quarterly"] as const;
export type Cadence = (typeof cadences)[number];

/** A moment of the day, in UTC where the engine knows of it. */
export interface Clock {
  hour: number;
  minute: number;
}

/** `HH:MM`, or `undefined`. */
export function parseClock(text: string): Clock | undefined {
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  return hour === undefined ? undefined : { hour: Number(hour), minute: Number(minute) };
}

const days: Record<Cadence, string> = {
  hourly: "* * *",
  daily: "* * *",
  weekly: "* * 1",
  monthly: "1 * *",
  quarterly: "1 1,4,7,10 *",
};

/** The five fields of cron: weekly on Mondays, monthly and quarterly on the first. */
export const cronFields = (cadence: Cadence, { hour, minute }: Clock): string =>
  `${minute} ${cadence === "hourly" ? "*" : hour} ${days[cadence]}`;

/** `OnCalendar` of systemd.time(7), in UTC. */
export function calendar(cadence: Cadence, { hour, minute }: Clock): string {
  const [hours, minutes] = [hour, minute].map((number) => String(number).padStart(2, "0"));
  const time = `${cadence === "hourly" ? "*" : hours}:${minutes}:00 UTC`;
  const dates: Record<Cadence, string> = {
    hourly: "*-*-*",
    daily: "*-*-*",
    weekly: "Mon *-*-*",
    monthly: "*-*-01",
    quarterly: "*-01,04,07,10-01",
  };
  return `${dates[cadence]} ${time}`;
}
