/** The end of an output as evidence keeps it. */
export interface Tail {
  push(chunk: Uint8Array): void;
  /** The last lines: at most 20, at most 2,000 characters, as a person would have read them. */
  text(): string;
}

const mostLines = 20;
const mostCharacters = 2000;
/** Colours and progress bars take more room than the words; what is kept is 32 times what is shown. */
const mostBytes = 64 * 1024;

/** Keeps the end of an output of any length in 128 KB of memory. */
export function keepTail(): Tail {
  let chunks: Uint8Array[] = [];
  let size = 0;
  let isCut = false;
  const compact = (): Buffer => {
    const all = Buffer.concat(chunks);
    const kept = all.subarray(Math.max(0, all.length - mostBytes));
    isCut ||= kept.length < all.length;
    // A copy: a part of a large buffer would keep all of it.
    chunks = [Uint8Array.from(kept)];
    size = kept.length;
    return kept;
  };
  return {
    push(chunk) {
      const end = chunk.subarray(Math.max(0, chunk.length - mostBytes));
      isCut ||= end.length < chunk.length;
      chunks.push(Uint8Array.from(end));
      size += end.length;
      if (size > 2 * mostBytes) compact();
    },
    text() {
      const text = compact().toString("utf8");
      return lastLines(isCut ? fromNextLine(text) : text);
    },
  };
}

/** What is cut off within a line may begin within a control sequence or a character. */
function fromNextLine(text: string): string {
  const end = text.indexOf("\n");
  return end < 0 ? text.slice(4) : text.slice(end + 1);
}

const esc = "\\u001b";
const end = `(?:\\u0007|${esc}\\\\)?`;
/** ECMA-48: control sequences, strings up to their terminator (titles, links), escapes of a few characters. */
const sequences = new RegExp(
  `${esc}\\[[0-?]*[ -/]*[@-~]|${esc}[\\]PX^_][^\\u0007\\u001b]*${end}|${esc}[ -/]*[0-~]?`,
  "g",
);
/** Text without what only a terminal understands. */
export const withoutSequences = (text: string): string => text.replace(sequences, "");

const controls = /[^\P{Cc}\n\t]/gu;

function lastLines(text: string): string {
  const lines = withoutSequences(text)
    .split(/\r?\n/)
    // A progress bar draws over itself.
    .map((line) => afterReturn(line.replace(/\r+$/, "")).replace(controls, "").trimEnd());
  while (lines.at(-1) === "") lines.pop();
  const last = lines.slice(-mostLines).join("\n");
  return last.length > mostCharacters ? last.slice(-mostCharacters).replace(/^[\udc00-\udfff]/, "") : last;
}

const afterReturn = (line: string): string => line.slice(line.lastIndexOf("\r") + 1);
