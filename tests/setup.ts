import fc from "fast-check";
import { isSampled } from "./helpers/sample.ts";

// A property that says how often it runs keeps to that.
if (isSampled) fc.configureGlobal({ numRuns: 20 });
