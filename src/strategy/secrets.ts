/** A line that looks like it holds a secret, and what kind. The value is never handed on. */
export interface Leak {
  /** Counted from 1. */
  line: number;
  kind: string;
}

/** Tokens that their makers gave a shape of their own. Repetitions are bounded where one could begin inside another. */
const shapes: readonly (readonly [string, RegExp])[] = [
  ["private key", /-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----/],
  // Documentation of AWS ends its samples in EXAMPLE.
  ["AWS access key", /\b(?:AKIA|ASIA|ABIA|ACCA)(?![A-Z2-7]{9}EXAMPLE)[A-Z2-7]{16}\b/],
  ["GitHub token", /\b(?:gh[opsur]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59})\b/],
  ["GitLab token", /\bgl(?:pat|ptt|dt|rt|rtr|cbt|soat|ft|imt|agent|oas|ffct)-[A-Za-z0-9_-]{20,}/],
  ["Slack token", /\bxox[abeoprs]-(?:[A-Za-z0-9]{1,40}-){1,5}[A-Za-z0-9]{10,}|\bxapp-\d-[A-Z0-9]+-\d+-[a-z0-9]{20,}/i],
  ["Slack webhook", /hooks\.slack\.com\/(?:services|workflows)\/T[A-Z0-9]+\/[A-Z0-9]+\/[A-Za-z0-9]{16,}/],
  ["JSON web token", /\beyJ[A-Za-z0-9_-]{10,600}\.eyJ[A-Za-z0-9_-]{10,6000}\.[A-Za-z0-9_-]{10,}/],
  ["Google API key", /\bAIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])|\bGOCSPX-[A-Za-z0-9_-]{28}/],
  ["Stripe key", /\b[sr]k_(?:live|test|prod)_[A-Za-z0-9]{16,}/],
  ["npm token", /\bnpm_[A-Za-z0-9]{36}\b/],
  ["PyPI token", /\bpypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{50,}/],
  ["Anthropic key", /\bsk-ant-[a-z]+\d\d-[A-Za-z0-9_-]{60,}/],
  ["OpenAI key", /\bsk-(?:proj|svcacct|admin)-[A-Za-z0-9_-]{40,}|\bsk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}/],
  ["SendGrid key", /\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}/],
  ["Hugging Face token", /\bhf_[A-Za-z]{34}\b/],
  ["DigitalOcean token", /\bdo[opr]_v1_[a-f0-9]{64}\b/],
];

/** A name that says that its value is secret, then the value: `API_KEY = "…"`, `password: …`, `"token": "…"`. */
const assignment =
  /(?:passw(?:or)?d|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|auth[_-]?key|credentials?)[A-Za-z0-9_-]{0,20}["'`]?\s{0,4}(?::=|=>|[:=])\s{0,4}["'`]?([A-Za-z0-9+/_.~=!@#%^&*-]{12,512})/gi;
const bearer = /\b(?:bearer|basic)\s{1,4}([A-Za-z0-9+/_.~=-]{16,2048})/gi;
/** `scheme://user:password@host`, as RFC 3986 has it. */
const inUrl = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/?#@"'`]{0,100}:([^\s/?#@"'`]{4,200})@[A-Za-z0-9[]/gi;

/**
 * Lines that look like they hold a secret: tokens of well-known shapes, passwords in addresses, and values of secretive names that
 * nobody would write by hand. Names of variables are none. Takes time in proportion to the text.
 *
 * @returns each kind once a line, in the order of the text
 */
export function findSecrets(text: string): Leak[] {
  return text.split(/\r\n|\n|\r/).flatMap((row, index) => kindsIn(row).map((kind) => ({ line: index + 1, kind })));
}

/** The text with every such line, and what belongs to a private key, withheld. */
export function withhold(text: string): string {
  const kinds = new Map(findSecrets(text).map(({ line, kind }) => [line, kind]));
  let isKey = false;
  return text
    .split(/\r\n|\n|\r/)
    .map((row, index) => {
      const kind = kinds.get(index + 1) ?? (isKey ? "private key" : undefined);
      isKey = kind === "private key" && !row.includes("-----END ");
      return kind === undefined ? row : `(withheld: ${kind})`;
    })
    .join("\n");
}

function kindsIn(row: string): string[] {
  const shaped = shapes.flatMap(([kind, shape]) => (shape.test(row) ? kind : []));
  if (shaped.length > 0) return shaped;
  if (valuesOf(row, inUrl).some((value) => !isPlaceholder(value))) return ["password in an address"];
  const values = [...valuesOf(row, assignment), ...valuesOf(row, bearer)];
  return values.some(looksRandom) ? ["value of a secret name"] : [];
}

const valuesOf = (row: string, pattern: RegExp): string[] => [...row.matchAll(pattern)].map(([, value]) => value ?? "");

/** What documentation writes where a secret would stand. */
const isPlaceholder = (value: string): boolean =>
  /^(?:[$<{[%*]|x{3,}|\.{3}|your|my|the|some|example|dummy|fake|sample|test|change|replace|redacted|hidden|secret|pass|token|pw)/i.test(
    value,
  ) || /^(.)\1+$/.test(value);

/** Whether a value is one that a machine made up: mixed characters, without words, and as even as chance. */
function looksRandom(given: string): boolean {
  const value = given.replace(/[.,;:!]+$/, "");
  if (value.length < 16 || isPlaceholder(value)) return false;
  // Paths, calls and names: `process.env.TOKEN`, `config/secrets.yml`, `read_from_vault`.
  if (!/\d/.test(value) || !/[A-Za-z]/.test(value) || /^[A-Z0-9_]+$/.test(value) || isWordy(value)) return false;
  return entropy(value) >= (/^[0-9a-f]+$/i.test(value) ? 3 : 3.5);
}

/** Whether it is made of words and small numbers that something stands between. */
const isWordy = (value: string): boolean =>
  value.split(/[^A-Za-z0-9]+/).every((part) => /^(?:[A-Za-z]?[a-z]*|[A-Z]+|[A-Za-z]*[a-z]\d{1,4}|\d{1,4})$/.test(part));

/** Shannon's entropy, in bits a character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}
