import * as z from "zod/mini";
import { runsDir } from "./names.ts";

/** Where `verify --baseline` writes which commands were green before anything changed. */
export const baselineFile = (id: string): string => `${runsDir}/${id}/baseline.json`;

export const baselineRecordSchema = z.strictObject({
  schema: z.literal(1),
  at: z.iso.datetime(),
  /** HEAD when they ran; `null` outside git or before the first commit. */
  commit: z.nullable(z.string()),
  commands: z.array(
    z.strictObject({
      /** Which command of the config it is: `test`, `lint`, … */
      name: z.string(),
      /** Exactly as it ran. */
      command: z.string(),
      /** Exit status; `null` when it ended by a signal or ran out of time. */
      exit: z.nullable(z.int()),
      /** How long it took. */
      ms: z.int().check(z.gte(0)),
    }),
  ),
});

/** What the CONFIG commands did at the baseline: `planning/_runs/<id>/baseline.json`. */
export type BaselineRecord = z.infer<typeof baselineRecordSchema>;

/** Reads such a record; `undefined` for one that is damaged, which only says that nothing is known. */
export function parseBaselineRecord(text: string): BaselineRecord | undefined {
  try {
    return baselineRecordSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The commands that failed at the baseline already. */
export const redCommands = ({ commands }: BaselineRecord): string[] =>
  commands.filter(({ exit }) => exit !== 0).map(({ command }) => command);
