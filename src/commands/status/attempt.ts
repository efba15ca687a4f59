import { Failure } from "../../ui/failure.ts";

/** What came of looking: a value, or why there is none. */
export interface Looked<T> {
  value: T | undefined;
  trouble: string | undefined;
}

/** Looks, and takes an expected failure for an answer. */
export async function attempt<T>(look: Promise<T>): Promise<Looked<T>> {
  try {
    return { value: await look, trouble: undefined };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { value: undefined, trouble: [error.what, error.fix].filter(Boolean).join("; ").replaceAll("\n", " ") };
  }
}
