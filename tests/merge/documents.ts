import fc from "fast-check";
import { editsOf, toDocument, toText } from "./edits.ts";
import type { Texts } from "./git.ts";

/** A small markdown document in which no word stands twice, except for marks like `-` and `##`. */
const documentText: fc.Arbitrary<string> = fc
  .array(fc.array(fc.constantFrom("paragraph", "list", "tasks", "table", "sub", "fence"), { maxLength: 3 }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((sections) => {
    let count = 0;
    const words = (n: number): string => Array.from({ length: n }, () => `w${letters(count++)}`).join(" ");
    const block = (kind: string): string[] => {
      if (kind === "list") return [`- ${words(6)}`, `- ${words(5)}`, `  - ${words(7)}`, ""];
      if (kind === "tasks") return [`- [ ] ${words(6)}`, `- [ ] ${words(6)}`, ""];
      if (kind === "table")
        return [
          `| ${words(1)} | ${words(1)} |`,
          "| --- | --- |",
          `| ${words(1)} | ${words(1)} |`,
          `| ${words(1)} | ${words(1)} |`,
          "",
        ];
      if (kind === "sub") return [`### ${words(5)}`, ""];
      if (kind === "fence") return ["```", `## ${words(3)}`, "```", ""];
      return [words(8), words(7), ""];
    };
    const lines = sections.flatMap((blocks) => [`## ${words(2)}`, "", ...blocks.flatMap(block)]);
    return `# ${words(3)}\n\n${lines.join("\n")}`.trimEnd();
  });

/** Distinct words without digits, so that no numbering is mistaken for a word or a list. */
function letters(n: number): string {
  const letter = String.fromCharCode(97 + (n % 26));
  return n < 26 ? letter : letters(Math.floor(n / 26) - 1) + letter;
}

/** Such a document and two writers' edits of it; the words they add say who wrote them, and where. */
export const documentCases: fc.Arbitrary<Texts> = fc
  .tuple(documentText, fc.array(fc.nat(), { maxLength: 5 }), fc.array(fc.nat(), { maxLength: 5 }))
  .map(([text, mine, theirs]) => {
    const base = toDocument(text);
    const edits = editsOf(base);
    const applied = (choices: number[], by: string): string =>
      toText(
        choices.reduce(
          (lines, choice, nth) => edits[choice % edits.length]?.apply(lines, `${by}${letters(nth)}`) ?? lines,
          base,
        ),
      );
    return { user: applied(mine, "user"), base: toText(base), incoming: applied(theirs, "template") };
  });
