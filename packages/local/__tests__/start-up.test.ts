import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { RUN, startChild } from "@sfn-websocket/run/__tests__/start-child";
import { configuration, PASS } from "./configuration";
import { connect } from "./serve";

const PROJECT = join(__dirname, "..", "..", "..");
/** What most stacks have none of: neither their rooms nor the tables of their resource types. */
const SELDOM =
  /^packages\/local\/(acm|cloudfront|cloudwatch|kms|route53)\/|^packages\/local\/terraform\/(cloudfront|cloudwatch|route53)-resources/;

it("loads no room that serves only what most stacks have none of", () => {
  const list =
    'require("./packages/local/command-line/run-server"); console.log(JSON.stringify(Object.keys(require.cache)))';
  const printed = execFileSync(process.execPath, ["--require", "tsx/cjs", "--eval", list], { cwd: PROJECT });
  const loaded = (JSON.parse(printed.toString()) as string[]).map((file) => relative(PROJECT, file));
  expect(loaded).toContain("packages/local/account/endpoint.ts");
  expect(loaded.filter((file) => SELDOM.test(file))).toEqual([]);
});

it("tells of the last events before it ends", async () => {
  const folder = mkdtempSync(join(tmpdir(), "last-events-"));
  const file = join(folder, "main.tf.json");
  writeFileSync(file, JSON.stringify(configuration({ routes: { $default: { definition: PASS } } })));
  const argv = [RUN, "packages/local/command-line/index.ts", file, "--port", "0"];
  const server = startChild(process.execPath, argv, { cwd: PROJECT });
  const [url = ""] = await server.prints(/ws:\/\/[\d.:]+\/api/);
  await server.prints(/Ctrl-C stops/);
  const client = await connect(url);
  await client.ask("{}");
  server.end("SIGTERM");
  const { status, stderr } = await server.ended;
  expect([status, stderr]).toEqual([0, expect.stringMatching(/ \$default [^]* \$disconnect /)]);
  rmSync(folder, { recursive: true });
}, 60_000);
