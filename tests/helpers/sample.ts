/** Whether long matrices are sampled: on the further Nodes of CI, after the first has gone through all of them. */
export const isSampled = process.env.PLAN_INIT_TESTS === "sample";

/** Rows of a long matrix: all of them, or one of every few. Each file goes on being run. */
export function sample<Row>(rows: readonly Row[], every = 4): Row[] {
  return isSampled ? rows.filter((_, at) => at % every === 0) : [...rows];
}
