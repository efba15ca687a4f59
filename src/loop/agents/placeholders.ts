/** What stands in a command for what a call fills in. */
export const placeholders = ["{schema}", "{schema-file}", "{system}", "{prompt-file}", "{answer-file}"] as const;
export type Placeholder = (typeof placeholders)[number];

const any = /\{(?:schema|schema-file|system|prompt-file|answer-file)\}/g;

/** Fills the placeholders of one argument. What comes in is not looked at again: a prompt may well speak of `{schema}`. */
export const fillIn = (argument: string, values: Readonly<Record<Placeholder, string>>): string =>
  argument.replace(any, (found) => values[found as Placeholder]);

/** Whether any argument of a command names a placeholder. */
export const namesPlaceholder = (cmd: readonly string[], placeholder: Placeholder): boolean =>
  cmd.some((argument) => argument.includes(placeholder));
