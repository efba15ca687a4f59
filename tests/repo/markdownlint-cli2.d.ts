/** The part of markdownlint-cli2 that the tests use; the package ships it without types. */
declare module "markdownlint-cli2" {
  export function main(options: {
    directory: string;
    argv: string[];
    logMessage?: (line: string) => void;
    logError?: (line: string) => void;
  }): Promise<number>;
}
