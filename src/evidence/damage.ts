/** What is to be said of lines of evidence that cannot be read. */
export const damageNotes = (damaged: number): string[] =>
  damaged === 0
    ? []
    : [`${damaged} ${damaged === 1 ? "line" : "lines"} of \`evidence.jsonl\` cannot be read and count for nothing`];
