// The ways in which a slot says nothing: unfilled, none, vague, a matter of opinion.

const stock = new RegExp(
  `^(?:${[
    "tb[dac]",
    "to ?dos?",
    "fix ?me",
    "xxx+",
    "wip",
    "placeholder",
    "(?:fill|filled) (?:this )?in(?: later)?",
    "coming soon",
    "(?:to be|not yet) (?:determined|decided|defined|done|confirmed|written|known)",
    "lorem ipsum.*",
    "[?？]+",
    "(?:…|\\.{3,})+",
    "noch offen|wird noch (?:festgelegt|ergänzt)",
    "à (?:définir|compléter|préciser)",
    "por (?:definir|determinar)",
    "a definir|da definire",
    "待定|未定|待補|待补充|検討中|要検討",
  ].join("|")})[.!]?$`,
  // Without `u`, which makes it slow to compile and means nothing to it.
  "i",
);

/** Whether a text holds the place of what somebody is to write: wholly `<…>` slots, or a stock phrase such as TBD. */
export function isUnfilled(text: string): boolean {
  return isSlots(text) || (text.length < 100 && stock.test(text.replace(/^[\s([{]+|[\s)\]}]+$/g, "")));
}

/** `<command> → <outcome>`: nothing but slots and what stands between them. */
function isSlots(text: string): boolean {
  if (!text.includes("<")) return false;
  const rest = text.replace(/<\p{L}[^<>]*>/gu, "");
  return rest !== text && !/[\p{L}\p{N}=]/u.test(rest);
}

const none =
  /^(?:none|nil|nothing|no|n\/?a|not applicable|[-–—.]+|keine?|nichts|entfällt|aucune?|rien|ninguna?|nada|nessun[oa]?|nenhuma?|なし|無し|无|無|沒有|没有|لا شيء|لا يوجد|нет)[.。]?$/i;

/** Whether a text says that there is nothing, without a reason: `none`, `n/a`, `–`. */
export const isNone = (text: string): boolean => none.test(text.trim());

const noneBecause = new RegExp(
  "^(?:none|n/?a|not applicable|no (?:known |open |further )?(?:risks?|questions?|assumptions?|constraints?|changes?)" +
    "|keine?|entfällt|aucune?|ninguna?|nessun[oa]?|なし|無し|无|没有|لا شيء|لا يوجد|нет)" +
    "(?: (?:needed|required|necessary|known|yet|left))?\\s*(?:$|[:：,，、;.。(（—–-]|(?:because|as|since|for)\\b)",
  "i",
);

/** Whether a text says that there is nothing, with or without a reason: `none: docs only`. */
export const saysNone = (text: string): boolean => isNone(text) || noneBecause.test(text.trim());

const idle = new Set(
  (
    "a all also an and any app application api are as automated be behave behaves behaviour behavior browser build " +
    "builds by change changes check checked checking checks ci clean cleanly code compile compiles complete correct " +
    "correctly coverage current describe design designed done e2e end-to-end ensure error errors every everything " +
    "existing expected feature features fine full fully functionality good green hand happily if implementation in inspect " +
    "inspection intended integration is issue issues it its lint linter linting local locally login look looks make " +
    "manual manually must new nicely no nothing now of ok okay on once our output page pages pass passed passes passing " +
    "pipeline problem problems properly qa quick regression regressions relevant result results review reviewed right run " +
    "running runs see server should smoke some spec specs stay stays still succeed succeeds success successful " +
    "successfully suite sure system test tested testing tests that the there thing things this thorough thoroughly to " +
    "try type types typecheck ui unit usual validate validated validation verification verified verify visual visually " +
    "well when whether whole will with without work working works"
  ).split(" "),
);

/** Whether what is called a check names nothing to do or to see: "tests pass", "it works", "verify manually". */
export const isVague = (text: string): boolean => words(text).every((word) => idle.has(word));

const hollow = new Set(
  (
    "all and are as be behave behaves behaviour behavior correct correctly design designed everything expected feature " +
    "fine good intended is it look looks nicely output properly result results right should the this well will work " +
    "working works"
  ).split(" "),
);

/** Whether an outcome says less than an exit status: "works as expected". What is quoted is exact. */
export const isHollow = (text: string): boolean =>
  !/["“”«»„`]/.test(text) && words(text).length > 0 && words(text).every((word) => hollow.has(word));

const unmeasured =
  /(?<![\p{L}-])(?:better|improved?|improvements?|robust(?:ness)?|fast(?:er)?|clean(?:er)?|eas(?:y|ier)|simpler|nicer?|smooth(?:er|ly)?|intuitive|user[- ]friendly|seamless(?:ly)?|scalable|maintainable|performant|efficient(?:ly)?|reliabl[ey]|stable|high[- ]quality|state[- ]of[- ]the[- ]art|modern|good|great|works?|properly|correctly|as expected)(?![\p{L}-])/iu;

/** Whether a check in prose rests on words like better or robust, without a number, a quotation or an outcome. */
export const isUnmeasured = (text: string): boolean => unmeasured.test(text) && !/\d|["“”«»„`]|→|->|=>/.test(text);

/** Lower-cased words; other scripts count as words too, so they are never taken for idle ones. */
const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}_/%]+(?:[.-][\p{L}\p{N}_/%]+)*/gu) ?? [];
