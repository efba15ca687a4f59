import { entries } from "../read.ts";

/** The scripts of a `package.json`: name → text, without those that are empty or no text. */
export function scriptsOf(manifest: unknown): Map<string, string> {
  const scripts = entries(manifest, "scripts").filter(
    (entry): entry is [string, string] => typeof entry[1] === "string" && entry[1].trim() !== "",
  );
  return new Map(scripts);
}
