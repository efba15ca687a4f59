/**
 * Words folded to lines of at most `width` columns. What stands in backticks is for copying and stays in one piece, however long;
 * lines that are there stay apart, and those that begin with blanks stay as they are.
 */
export function fold(words: string, width: number): string[] {
  return words.split("\n").flatMap((line) => (/^\s/.test(line) ? [line] : foldLine(line, width)));
}

function foldLine(line: string, width: number): string[] {
  const folded: string[] = [];
  for (const [piece] of line.matchAll(/(?:`[^`]*`|\S)+/g)) {
    const last = folded.at(-1);
    if (last === undefined || last.length + 1 + piece.length > width) folded.push(piece);
    else folded[folded.length - 1] = `${last} ${piece}`;
  }
  return folded;
}
