/** What a Status line says, taken apart. */
export interface Authored {
  /** Upper-cased; `undefined` where it begins with no word for a status. */
  word: string | undefined;
  /** A reason such as the program writes, without what follows; in the program's own words. */
  reason: string | undefined;
  /** What a person added: the text after a dash. */
  remark: string;
}

/** The status of an objective, as it follows from the boxes. */
export interface Status {
  word: "DONE" | "READY" | "BLOCKED";
  /** Why it is BLOCKED. */
  reason: string | undefined;
}

/** The reasons for being BLOCKED. */
export const chain = "prerequisite chain";
export const awaitingVault = "awaiting vault";
export const unresolved = (count: number): string => `${count} prerequisite${count === 1 ? "" : "s"} unresolved`;

const knownWord = /^(?:done|ready|blocked|in[ _-]progress)\b/i;
const shouted = /^[A-Z][A-Z _-]*[A-Z](?![a-z])/;
const knownReason =
  /^(?:(\d+) prerequisites? unresolved\b|(?:(prerequisite (?:chain|of prerequisite)(?: unresolved)?)|(awaiting vault|blocked-on-vault)|(?:all )?prerequisites? resolved|no blocking prerequisites)(?=$|\s*[—–;,.(]|\s--?\s))/i;
const lead = /^[*_]*\s*[.:;,]?\s*(?:[—–]|--?(?=\s|$))?\s*/;

/** Takes the value of a Status line apart. */
export function authored(text: string): Authored {
  const value = text.trim().replace(/^[*_]+/, "");
  const word = (knownWord.exec(value) ?? shouted.exec(value))?.[0];
  const rest = value.slice(word?.length ?? 0).replace(lead, "");
  const reason = knownReason.exec(rest);
  return {
    word: word?.toUpperCase().replace(/[_-]/g, " "),
    reason: reason === null ? undefined : ownWords(reason),
    remark: reason === null ? rest : rest.slice(reason[0].length).replace(lead, ""),
  };
}

function ownWords([whole, count, isChain, isVault]: RegExpExecArray): string {
  if (count !== undefined) return unresolved(Number(count));
  if (isChain !== undefined) return chain;
  return isVault === undefined ? whole : awaitingVault;
}

/** Whether a Status line says what is so. A person's own reason for BLOCKED stands for the program's. */
export function isTrue({ word, reason, remark }: Authored, status: Status): boolean {
  if (word !== status.word) return false;
  if (word !== "BLOCKED") return true;
  return reason === status.reason || (reason === undefined && remark !== "");
}

/** A status in words: `BLOCKED — 4 prerequisites unresolved`. */
export const statusWords = ({ word, reason }: Status): string => [word, ...(reason ? [reason] : [])].join(" — ");

/** What a Status line has to say, with the person's remark that it had. */
export const renderStatus = (status: Status, remark: string): string =>
  [statusWords(status), ...(remark === "" ? [] : [remark])].join(" — ");
