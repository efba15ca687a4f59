/** What a question of several choices draws itself with; not in the library's types. */
interface Drawn {
  onRender: () => void;
  /** @param cursor which choice has the focus; `at` is this one's number */
  renderOption: (cursor: number, choice: unknown, at: number, arrow: string) => string;
}

/**
 * Puts a pointer before the choice that has the focus, as questions of one choice have it: the library shows it in a colour
 * alone, which is nothing to see without colours. For `onRender`, which the library calls before it draws.
 */
export function pointAtFocus(this: unknown): void {
  const question = this as Drawn;
  const { renderOption } = question;
  question.onRender = () => undefined;
  question.renderOption = (cursor, choice, at, arrow) =>
    `${at === cursor ? "❯" : " "} ${renderOption.call(question, cursor, choice, at, arrow)}`;
}
