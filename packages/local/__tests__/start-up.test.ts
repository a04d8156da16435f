import { execFileSync } from "node:child_process";
import { join, relative } from "node:path";

const PROJECT = join(__dirname, "..", "..", "..");
/** What most stacks have none of: neither their rooms nor the tables of their resource types. */
const SELDOM =
  /^packages\/local\/(cloudfront|cloudwatch|kms|route53)\/|^packages\/local\/terraform\/(cloudfront|cloudwatch|route53)-resources/;

it("loads no room that serves only what most stacks have none of", () => {
  const list =
    'require("./packages/local/command-line/run-server"); console.log(JSON.stringify(Object.keys(require.cache)))';
  const printed = execFileSync(process.execPath, ["--require", "tsx/cjs", "--eval", list], { cwd: PROJECT });
  const loaded = (JSON.parse(printed.toString()) as string[]).map((file) => relative(PROJECT, file));
  expect(loaded).toContain("packages/local/account/endpoint.ts");
  expect(loaded.filter((file) => SELDOM.test(file))).toEqual([]);
});
