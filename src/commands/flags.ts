import * as z from "zod/mini";
import { visible } from "../config/words.ts";
import { slugOf } from "../runs/names.ts";
import { Failure } from "../ui/failure.ts";

/** Flags that every verb takes. */
export const commonFlags = { cwd: z._default(z.string(), "."), json: z._default(z.boolean(), false) };

/** A flag that is set or not. */
export const toggle = z._default(z.boolean(), false);

/** A flag that may be repeated. */
export const repeated = z._default(z.array(z.string()), []);

/** Longest text of a flag, in UTF-16 units. */
const longest = 2000;

/**
 * What a flag says in words, on one line.
 *
 * @throws Failure `usage` for nothing, and for more than anybody wants to read in a record
 */
export function said(flag: string, given: string): string {
  const text = given.replace(/[\p{Cc}\s]+/gu, " ").trim();
  if (text === "") throw new Failure("usage", { what: `\`${flag}\` is empty`, fix: "say it in a sentence" });
  if (text.length > longest) {
    throw new Failure("usage", {
      what: `\`${flag}\` is longer than ${longest} characters`,
      fix: "put the rest into the plan",
    });
  }
  return text;
}

/**
 * What `--slug` comes to as a part of a name.
 *
 * @throws Failure `usage` where nothing is left
 */
export function slugSaid(given: string): string {
  const slug = slugOf(given);
  if (slug !== "") return slug;
  throw new Failure("usage", {
    what: `\`--slug ${visible(given)}\` has no letter a-z and no digit`,
    fix: "give a few plain words",
  });
}
