import type { Item, ItemSlot } from "../types.ts";
import { isNone, isUnfilled, saysNone } from "./words.ts";

/** An id of some section, at the start of an item that has none in its own. */
const foreignId = /^\W{0,3}(?:NG|[GCSAMRQ])\d+(?![\p{L}\p{N}])/u;

/**
 * What a register really lists: not the word none, and nothing of another section that stands here because its own heading is
 * missing, which is a finding already.
 */
export const isListed = ({ id, text }: Pick<Item, "id" | "text">): boolean =>
  !saysNone(text) && (id !== undefined || !foreignId.test(text));

/** Whether an item of a register still stands open: not marked as settled. */
export const isOpen = (item: Item): boolean =>
  isListed(item) && !/(?:[—–(]|\s-)\s*(?:answer|answered|resolved|closed|decided|settled)\b/i.test(item.text);

/** Whether an item lacks a slot, or has nothing in it. */
export function lacksSlot({ slots }: Item, name: ItemSlot): boolean {
  const slot = slots[name];
  return slot === undefined || (!isUnfilled(slot.text) && (slot.text === "" || isNone(slot.text)));
}
