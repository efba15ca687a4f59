import fc from "fast-check";
import { isSampled } from "./helpers/sample.ts";

/**
 * Properties draw the same cases in every run, so that a change fails for what it changed. `npm run fuzz` has them draw others; a
 * failure names the seed that brings it back.
 */
const seed = process.env.PLAN_INIT_TESTS === "fuzz" ? undefined : 20_261_121;

// A property that says how often it runs keeps to that.
fc.configureGlobal({ ...(seed !== undefined && { seed }), ...(isSampled && { numRuns: 20 }) });
