import { execFileSync } from "node:child_process";
import { join, relative } from "node:path";

const PROJECT = join(__dirname, "..", "..");
/** What most stacks have none of: neither their rooms nor the tables of their resource types. */
const SELDOM =
  /^local\/(cloudfront|cloudwatch|kms|route53)\/|^local\/terraform\/(cloudfront|cloudwatch|route53)-resources/;

it("loads no room that serves only what most stacks have none of", () => {
  const list = 'require("./local/run-server"); console.log(JSON.stringify(Object.keys(require.cache)))';
  const printed = execFileSync(process.execPath, ["--require", "tsx/cjs", "--eval", list], { cwd: PROJECT });
  const loaded = (JSON.parse(printed.toString()) as string[]).map((file) => relative(PROJECT, file));
  expect(loaded).toContain("local/endpoint.ts");
  expect(loaded.filter((file) => SELDOM.test(file))).toEqual([]);
});
