/** The part of markdownlint that the tests use; the package ships it without types. */
declare module "markdownlint-cli2/markdownlint/promise" {
  interface Finding {
    lineNumber: number;
    ruleNames: string[];
    errorDetail: string | null;
  }
  export function lint(options: { strings: Record<string, string> }): Promise<Record<string, Finding[]>>;
}
