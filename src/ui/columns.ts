// East Asian Wide and Fullwidth (UAX #11), as far as text has them; emoji are told by their own property.
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18d08}\u{1b000}-\u{1b2ff}\u{1f200}-\u{1f320}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/u;
const none = /[\p{Mn}\p{Me}\p{Cf}]/u;

/**
 * How many columns of a terminal a text takes, colours and controls aside. Terminals do not agree about sequences of emoji;
 * then it is the most that one of them takes.
 */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += columnsOfOne(character);
  return columns;
}

function columnsOfOne(character: string): number {
  if (character < "\u0300") return 1;
  // This one asks for the wide form of a character that has a narrow one, too.
  if (character === "\ufe0f") return 1;
  return none.test(character) ? 0 : wide.test(character) ? 2 : 1;
}

/** A text of at most so many columns, with a mark where it was cut. No half of a wide character is left, and no mark goes astray. */
export function clip(text: string, most: number, mark = "…"): string {
  if (text.length <= most / 2 || columnsOf(text) <= most) return text;
  const room = most - mark.length;
  let [kept, columns] = ["", 0];
  for (const character of text) {
    columns += columnsOfOne(character);
    if (columns > room) break;
    kept += character;
  }
  return room < 0 ? "" : kept.trimEnd() + mark;
}

/** A text with blanks behind it up to so many columns. */
export const padded = (text: string, columns: number): string =>
  text + " ".repeat(Math.max(0, columns - columnsOf(text)));
