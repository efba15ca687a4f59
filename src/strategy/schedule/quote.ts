/** One word of a POSIX shell, whatever is in it. */
export const shellWord = (text: string): string =>
  /^[A-Za-z0-9_./:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** A command as a crontab takes it: an unescaped `%` would end it, crontab(5). */
export const crontabCommand = (command: string): string => command.replaceAll("%", String.raw`\%`);

/** One argument of `ExecStart=`, quoted as systemd.syntax(7) has it; `%` begins a specifier there and `$` a variable. */
export const systemdWord = (text: string): string =>
  `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("%", "%%").replaceAll("$", "$$$$")}"`;

/** A string of YAML on one line. JSON's are YAML's. */
export const yamlString = (text: string): string => JSON.stringify(text);

/** A shell script inside a workflow: `${{` would begin an expression, so it never stands in one piece. */
export const workflowScript = (script: string): string => script.replaceAll("${{", () => "$''{{");
