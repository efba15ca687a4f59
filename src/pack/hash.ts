import { createHash } from "node:crypto";

/** SHA-256 of a text's UTF-8 bytes, or of bytes, in hex. Bases are named by the hash of their LF-normalised text. */
export const hashOf = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex");
