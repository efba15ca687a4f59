/** The code of a system error such as `ENOENT`, or `undefined` for anything else. */
export function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** Whether an error says that nothing stands at a path. */
export const isMissing = (error: unknown): boolean => errnoOf(error) === "ENOENT";

/** The result, or `undefined` when there is nothing there. */
export async function unlessMissing<T>(promise: Promise<T>): Promise<T | undefined> {
  try {
    return await promise;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
