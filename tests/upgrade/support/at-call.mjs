// Preloaded with `node --import`: sends this very process a signal at the nth call that changes the disk.
// PLAN_INIT_TEST_SIGNAL is `SIGKILL:12`, or a list such as `SIGINT:12,SIGINT:13`.
import fs from "node:fs";

const signals = new Map(
  (process.env.PLAN_INIT_TEST_SIGNAL ?? "").split(",").map((each) => {
    const [signal, at] = each.split(":");
    return [Number(at), signal];
  }),
);

let calls = 0;
for (const name of ["writeFile", "copyFile", "mkdir", "rename", "unlink", "rm", "rmdir", "fsync"]) {
  const real = fs[name];
  fs[name] = Object.assign((...args) => {
    const signal = signals.get(calls++);
    if (signal !== undefined) process.kill(process.pid, signal);
    return real(...args);
  }, real);
}

process.on("exit", () => {
  if (process.env.PLAN_INIT_TEST_COUNT !== undefined) process.stderr.write(`calls: ${calls}\n`);
});
