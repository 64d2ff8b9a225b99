// Runs all tests of this folder: node test/run.js
import { readdirSync } from "node:fs";

const tests = readdirSync(new URL(".", import.meta.url)).filter((name) => name.endsWith(".test.js"));
await Promise.all(tests.map((name) => import(`./${name}`)));
