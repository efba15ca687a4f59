import type { Item, ItemSlot } from "../types.ts";
import { isNone, isUnfilled, saysNone } from "./words.ts";

/** Whether an item of a register still stands open: not the word none, and not marked as settled. */
export const isOpen = ({ text }: Item): boolean =>
  !saysNone(text) && !/(?:[—–(]|\s-)\s*(?:answer|answered|resolved|closed|decided|settled)\b/i.test(text);

/** Whether an item lacks a slot, or has nothing in it. */
export function lacksSlot({ slots }: Item, name: ItemSlot): boolean {
  const slot = slots[name];
  return slot === undefined || (!isUnfilled(slot.text) && (slot.text === "" || isNone(slot.text)));
}
