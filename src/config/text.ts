import * as z from "zod/mini";

/** Longest text of an answer, in UTF-16 units. */
export const maxText = 2000;

// The words of a refinement come after "must" in an error.
export const line = z.string().check(
  z.maxLength(maxText),
  z.refine((text) => !text.includes("\0"), { error: "be text without NUL characters" }),
  z.meta({ pattern: String.raw`^[^\u0000]*$` }),
);
