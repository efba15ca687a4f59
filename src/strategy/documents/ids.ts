/** The ids that a text mentions, `#12` and `@slug`, as they were written, each once; not those in paths and addresses. */
export const idsIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/(?<![\w/.@#-])(?:#\d+|@[A-Za-z0-9](?:[\w.-]*\w)?)(?![\w/])/g)].map(([id]) => id)),
];
