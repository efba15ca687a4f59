import { createHash } from "node:crypto";

/** SHA-256 of a text's UTF-8 bytes, in hex. Bases are named by the hash of their LF-normalised text. */
export const hashOf = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");
