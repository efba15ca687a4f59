/** The code of a system error such as `ENOENT`, or `undefined` for anything else. */
export function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** Whether an error says that nothing stands at a path. */
export const isMissing = (error: unknown): boolean => errnoOf(error) === "ENOENT";
