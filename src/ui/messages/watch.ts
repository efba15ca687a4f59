import { literal } from "../../config/words.ts";
import { Exit } from "../exit.ts";
import type { Message } from "../failure.ts";

/** Looking on. */
export const watchMessages = {
  "nothing-to-watch": (_: object): Message => ({
    exit: Exit.Usage,
    what: "no run is reviewed here, so there is nothing to watch",
    fix: 'begin one: `plan-init loop --goal "add rate limiting"`, or by hand `plan-init review open`',
  }),
  "no-such-run": (a: { named: string; newest: string | undefined }): Message => ({
    exit: Exit.Usage,
    what: `there is no run ${literal(a.named)} with a review`,
    fix:
      a.newest === undefined
        ? "there are no runs here yet"
        : `the newest run is ${literal(a.newest)}; \`plan-init watch\` takes the newest with a review`,
  }),
};
