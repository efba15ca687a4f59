import type { Session } from "../../review/types.ts";

/** How a loop is seen while it goes on. */
export interface LiveView {
  /** Shows where the session stands. */
  show(session: Session): void;
  /** Says something that passes: on a terminal above the panel, else as a line of its own. */
  line(text: string): void;
  /** Leaves the terminal to a question; the next `show` goes on. */
  pause(): void;
  /** Leaves the last frame where it is, and the terminal as it was. */
  end(): void;
}
