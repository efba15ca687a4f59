// East Asian wide characters and emoji take two columns.
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** A text cut to so many columns of a terminal, which is roughly what it takes in a drawing, too; never within a character. */
export function shortened(text: string, columns: number): string {
  let room = columns;
  let kept = "";
  let short = "";
  for (const { segment } of new Intl.Segmenter("en").segment(text)) {
    room -= wide.test(segment) ? 2 : 1;
    if (room < 0) return `${short.trimEnd()}…`;
    kept += segment;
    if (room > 0) short = kept;
  }
  return text;
}
