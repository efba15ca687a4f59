import { hashOf } from "./hash.ts";
import { fromLines, normalise, toLines } from "./text.ts";

// git compares files in pieces that end with the line, or after 64 bytes.
const longestPiece = 52;

/**
 * A base as it is stored: plain text, each line behind the first letters of its hash, long lines in several pieces.
 *
 * git takes a deleted file for renamed when a new one has half of its lines, so two branches that exchange the same base for
 * different newer ones would conflict. Stored like this, no two bases have anything in common.
 */
export function encodeBase(text: string): string {
  const salt = hashOf(text).slice(0, 8);
  const stored = toLines(text).flatMap((line) =>
    piecesOf(line).map((piece, index) => `${salt} ${index === 0 ? "|" : "+"}${piece}`),
  );
  return fromLines(stored);
}

/** The text that is stored, or `undefined` when it is not what its name says. */
export function decodeBase(stored: string, hash: string): string | undefined {
  return [stored, normalise(stored)].map(decode).find((text) => text !== undefined && hashOf(text) === hash);
}

function decode(stored: string): string | undefined {
  const lines: string[] = [];
  for (const line of toLines(stored)) {
    const [, sign, piece = ""] = /^[0-9a-f]{8} ([|+])(.*)$/su.exec(line) ?? [];
    if (sign === "|") lines.push(piece);
    else if (sign === "+" && lines.length > 0) lines.push(`${lines.pop()}${piece}`);
    else return undefined;
  }
  return fromLines(lines);
}

function piecesOf(line: string): string[] {
  const bytes = Buffer.from(line);
  const pieces: string[] = [];
  let from = 0;
  while (bytes.length - from > longestPiece) {
    let to = from + longestPiece;
    // Not in the middle of a character.
    while (((bytes[to] ?? 0) & 0xc0) === 0x80) to -= 1;
    pieces.push(bytes.toString("utf8", from, to));
    from = to;
  }
  return [...pieces, bytes.toString("utf8", from)];
}
