import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readExecuteOptions } from "@sfn-websocket/local/command-line/execute-options";
import { readOptions } from "@sfn-websocket/local/command-line/options";
import { readCostOptions } from "@sfn-websocket/tools/cost/options";
import { readOptions as readFuzzOptions } from "@sfn-websocket/tools/fuzz/options";
import { parseArguments } from "../parse-arguments";

const PACKAGES = join(__dirname, "..", "..");
const readStartOptions = (argv: readonly string[]) => readOptions(argv, {});
const options = {
  port: { type: "string", default: "1" },
  open: { type: "boolean" },
  only: { type: "string", multiple: true },
} as const;

it("reads what Node reads", () => {
  const args = ["a", "--port=2", "--open", "--open", "--only", "b", "--only", "c", "--", "--port", "3"];
  expect(parseArguments({ args, allowPositionals: true, options })).toEqual({
    values: { port: "2", open: true, only: ["b", "c"] },
    positionals: ["a", "--port", "3"],
  });
});

it("takes an empty value where that is one like others", () => {
  expect(parseArguments({ args: ["--port="], options }, ["port"]).values.port).toBe("");
});

it.each([
  [["--port", "2", "--port=2"], "--port: is taken once, got it twice; keep one of the two"],
  [
    ["--port", "2", "--only", "b", "--port", "3", "--port", "4"],
    "--port: is taken once, got it twice; keep one of the two",
  ],
  [["--port="], "--port: has an empty value, got ''; give one, or drop the option"],
  [["--only", "b", "--only", " "], "--only: has an empty value, got ' '; give one, or drop the option"],
])("rejects %j", (args, message) => expect(() => parseArguments({ args, options })).toThrow(new Error(message)));

it.each([
  ["npm start", readStartOptions, ["--port", "1", "--port", "2"], "--port"],
  ["npm start", readStartOptions, ["--inspect", "--inspect=9230"], "--inspect"],
  ["npm run execute", readExecuteOptions, ["a.json", "--input", "1", "--input", "2"], "--input"],
  ["npm run fuzz", readFuzzOptions, ["--area", "asl", "--area", "vtl"], "--area"],
  ["npm run cost", readCostOptions, ["--connections", "1", "--connections", "2"], "--connections"],
])("rejects for %s an option that stands there twice: %j", (_name, read, argv, option) => {
  expect(() => read(argv)).toThrow(new Error(`${option}: is taken once, got it twice; keep one of the two`));
});

it("reads the options of every command", () => {
  const files = readdirSync(PACKAGES, { recursive: true, encoding: "utf8" }).filter(
    (file) => /(?<!\.d)\.m?ts$/.test(file) && !/(^|\/)(__tests__|node_modules)\//.test(file),
  );
  const reading = files.filter((file) => /\bparseArg(ument)?s\(/.test(readFileSync(join(PACKAGES, file), "utf8")));
  expect(reading.length).toBeGreaterThan(20);
  const own = reading.filter((file) => /\bparseArgs\b/.test(readFileSync(join(PACKAGES, file), "utf8")));
  expect(own).toEqual(["run/parse-arguments.ts"]);
});
