import * as z from "zod";

/** Flags that every verb takes. */
export const commonFlags = { cwd: z.string().default("."), json: z.boolean().default(false) };

/** A flag that is set or not. */
export const toggle = z.boolean().default(false);

/** A flag that may be repeated. */
export const repeated = z.array(z.string()).default([]);
