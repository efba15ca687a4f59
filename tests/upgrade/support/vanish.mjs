// A preload: what plan-init keeps is taken away by somebody else just before its stored bases are listed for the first time.
import fs from "node:fs";
import { dirname } from "node:path";

const real = fs.readdir;
let isGone = false;
fs.readdir = (folder, ...rest) => {
  if (!isGone && /[\\/]\.plan-init[\\/]bases$/.test(String(folder))) {
    isGone = true;
    fs.rmSync(dirname(folder), { recursive: true });
  }
  return real(folder, ...rest);
};
