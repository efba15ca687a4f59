import * as z from "zod/mini";

/** Longest text of one field, in UTF-16 units. */
const longest = 8000;

/** Text of a field. */
export const said = z.string().check(z.maxLength(longest));

/** One of a few words, in whatever case an agent writes them. */
export const word = <const Words extends readonly string[]>(words: Words, tidy: (text: string) => string) =>
  z.pipe(z.pipe(z.string(), z.transform(tidy)), z.enum(words));

/** A list that an agent may leave out. */
export const listOf = <Schema extends z.ZodMiniType>(schema: Schema, most: number) =>
  z._default(z.array(schema).check(z.maxLength(most)), []);
