import fc from "fast-check";
import { corpus } from "../lint/corpus.ts";
import { example } from "../lint/support.ts";

const texts = [example, ...corpus.values()];

const line = fc.nat({ max: 400 });

/** What accidents do to a text. */
const accidents: fc.Arbitrary<(text: string) => string> = fc.oneof(
  line.map((at) => (text: string) => lines(text, (all) => all.toSpliced(at % all.length, 1))),
  line.map(
    (at) => (text: string) => lines(text, (all) => all.toSpliced(at % all.length, 0, all[at % all.length] ?? "")),
  ),
  fc.tuple(line, line).map(
    ([a, b]) =>
      (text: string) =>
        lines(text, (all) =>
          all.with(a % all.length, all[b % all.length] ?? "").with(b % all.length, all[a % all.length] ?? ""),
        ),
  ),
  fc.nat().map((at) => (text: string) => text.slice(0, at % (text.length + 1))),
  fc.tuple(fc.nat(), fc.string({ unit: "binary", maxLength: 6 })).map(
    ([at, noise]) =>
      (text: string) =>
        text.slice(0, at % (text.length + 1)) + noise + text.slice(at % (text.length + 1)),
  ),
  fc
    .tuple(
      fc.nat(),
      fc.constantFrom("`", "```\n", "<!--", "*", "[", "|", "\t", "> ", "\\", "&", "<", "\r", "\uFEFF", "\u2028", "- "),
    )
    .map(
      ([at, mark]) =>
        (text: string) =>
          text.slice(0, at % (text.length + 1)) + mark + text.slice(at % (text.length + 1)),
    ),
);

const lines = (text: string, edit: (all: string[]) => string[]): string => edit(text.split("\n")).join("\n");

/** Plans after a few accidents. */
export const damaged: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom(...texts), fc.array(accidents, { minLength: 1, maxLength: 4 }))
  .map(([text, happened]) => happened.reduce((now, accident) => accident(now), text));

/** Any characters at all. */
export const noise: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 400 }),
  fc.string({ unit: fc.constantFrom(..."*_`[]()<>!&;\\|-+#>:=~ \t\n\r\n\nab1.".split("")), maxLength: 300 }),
);
