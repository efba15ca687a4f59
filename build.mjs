import { build } from "rolldown";
import options from "./rolldown.config.mjs";

// Quietly, unlike the bundler's own command: with `npm start`, stdout belongs to the program that runs next.
await build(options);
