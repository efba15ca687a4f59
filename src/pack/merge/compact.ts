/**
 * Slides groups of changed lines so that equal edits of the same base always look the same.
 *
 * Where an added or removed block is followed by a line equal to its own first one, the same edit can be written
 * one line further down. Git's rule (`xdl_change_compact` in xdiff/xdiffi.c), followed here so that both
 * programs see the same hunks: as far down as possible, unless the group can stand beside a change of the other file.
 */
export function compact(
  lines: readonly number[],
  changed: Uint8Array,
  other: readonly number[],
  otherChanged: Uint8Array,
): void {
  const here = new Groups(lines, changed);
  const there = new Groups(other, otherChanged);
  do {
    if (here.empty) continue;
    const { slid, besideOther } = slideDown(here, there);
    if (!slid || !besideOther) continue;
    while (there.empty) {
      here.up();
      there.previous();
    }
  } while (here.next() && there.next());
}

/** Moves the group up, then down as far as it goes, swallowing the groups it bumps into, until it grows no more. */
function slideDown(here: Groups, there: Groups): { slid: boolean; besideOther: boolean } {
  for (;;) {
    const size = here.end - here.start;
    while (here.up()) there.previous();
    const earliest = here.end;
    let besideOther = !there.empty;
    while (here.down()) {
      there.next();
      if (!there.empty) besideOther = true;
    }
    if (here.end - here.start === size) return { slid: here.end !== earliest, besideOther };
  }
}

/**
 * A window on the groups of changed lines of one file. Between any two unchanged lines stands a group, perhaps an
 * empty one, so the n-th group here and the n-th there face each other.
 */
class Groups {
  start = 0;
  end = 0;

  constructor(
    private readonly lines: readonly number[],
    private readonly changed: Uint8Array,
  ) {
    this.growDown();
  }

  get empty(): boolean {
    return this.start === this.end;
  }

  next(): boolean {
    if (this.end === this.lines.length) return false;
    this.start = this.end + 1;
    this.end = this.start;
    this.growDown();
    return true;
  }

  previous(): void {
    this.end = this.start - 1;
    this.start = this.end;
    this.growUp();
  }

  down(): boolean {
    if (this.end === this.lines.length || this.lines[this.start] !== this.lines[this.end]) return false;
    this.changed[this.start++] = 0;
    this.changed[this.end++] = 1;
    this.growDown();
    return true;
  }

  up(): boolean {
    if (this.start === 0 || this.lines[this.start - 1] !== this.lines[this.end - 1]) return false;
    this.changed[--this.start] = 1;
    this.changed[--this.end] = 0;
    this.growUp();
    return true;
  }

  private growDown(): void {
    while (this.changed[this.end]) this.end++;
  }

  private growUp(): void {
    while (this.changed[this.start - 1]) this.start--;
  }
}
