// Runs the property tests again and again with cases that they have not seen: node tests/fuzz.mjs [times]
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

const times = Number(process.argv[2] ?? 5);
const files = readdirSync("tests", { recursive: true })
  .map((name) => `tests/${name}`)
  .filter((file) => file.endsWith(".test.ts") && readFileSync(file, "utf8").includes('from "fast-check"'));
const failed = [];
for (let nth = 1; nth <= times; nth++) {
  console.log(`round ${nth} of ${times}`);
  const { status } = spawnSync(
    process.execPath,
    ["node_modules/vitest/vitest.mjs", "run", "--reporter=dot", ...files],
    {
      stdio: "inherit",
      env: { ...process.env, PLAN_INIT_TESTS: "fuzz" },
    },
  );
  if (status !== 0) failed.push(nth);
}
console.log(failed.length === 0 ? `${times} rounds passed` : `failed in round ${failed.join(", ")}`);
process.exitCode = failed.length === 0 ? 0 : 1;
