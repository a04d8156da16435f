import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { printUsage } from "@sfn-websocket/run/usage";
import { USAGE } from "../../smoke/usage";
import { runSmoke } from "./run-smoke";
import { refuseSockets, serveSockets, type TinyServer } from "./tiny-server";

const SUCCEEDED = '{"executionArn":"arn","output":"{}","status":"SUCCEEDED"}';
const SECONDS = 1_000;
const folder = mkdtempSync(join(tmpdir(), "smoke-"));
let echo: TinyServer;
let seen: string[] = [];
beforeAll(async () => {
  echo = await serveSockets((socket, message) => {
    seen.push(String(message));
    socket.send(message.includes("action") ? SUCCEEDED : String(message));
  });
});
beforeEach(() => (seen = []));
afterAll(async () => {
  await echo.close();
  rmSync(folder, { recursive: true });
});

const withoutLatencies = (text: string) => text.replace(/\d+ ms/g, "N ms");

describe("npm run smoke", () => {
  it(
    "prints an answer as expected, and ends with status 0",
    async () => {
      const { status, stdout, stderr } = await runSmoke([echo.url]);
      expect([status, stderr, seen]).toEqual([0, "", ['{"action":"smoke","message":"hello"}']]);
      expect(withoutLatencies(stdout)).toBe(
        `address    ${echo.url}\nconnected  in N ms\nanswer     in N ms\nstatus     SUCCEEDED\noutput     {}\nexecution  arn\n`,
      );
    },
    20 * SECONDS,
  );

  it(
    "sends what standard input holds, and prints the problem apart with status 1",
    async () => {
      const { status, stdout, stderr } = await runSmoke([echo.url, "--message", "-", "--expect", "FAILED"], {
        input: "né",
      });
      expect([status, seen]).toEqual([1, ["né"]]);
      expect(withoutLatencies(stdout)).toBe(`address    ${echo.url}\nconnected  in N ms\nanswer     in N ms\nné\n`);
      expect(stderr).toBe(
        'error: the answer has no status, expected FAILED\n  - the answer has no status: a route with the response "output" or a template, or an asynchronous one; --expect any takes it\n',
      );
    },
    20 * SECONDS,
  );

  it(
    "finds the address among the outputs of the folder, and prints one JSON object",
    async () => {
      const state = { version: 4, outputs: { ApiEndpoint: { value: echo.url, type: "string" } } };
      writeFileSync(join(folder, "terraform.orders.tfstate"), JSON.stringify(state));
      const { status, stdout, stderr } = await runSmoke(["--json"], { cwd: folder });
      expect([status, stderr]).toEqual([0, ""]);
      expect(JSON.parse(stdout)).toEqual({
        url: echo.url,
        ok: true,
        connectMilliseconds: expect.any(Number),
        latencyMilliseconds: expect.any(Number),
        answers: [JSON.parse(SUCCEEDED)],
      });
    },
    20 * SECONDS,
  );

  it(
    "never prints a key, a token or a signature, though the server repeats them",
    async () => {
      const mirror = await refuseSockets((response) =>
        response.writeHead(403).end(JSON.stringify(response.req.headers)),
      );
      const env = { AWS_ACCESS_KEY_ID: "AKIDAKID", AWS_SECRET_ACCESS_KEY: "secretsecret", SMOKE_API_KEY: "keykeykey" };
      const argv = [
        `${mirror.url}?token=tokentoken`,
        "--iam",
        "--region",
        "us-east-1",
        "--header",
        "Cookie: cookiecookie",
      ];
      const { status, stdout, stderr } = await runSmoke(argv, { env });
      await mirror.close();
      expect([status, stdout]).toEqual([1, `address    ${mirror.url}?token=***\n`]);
      expect(stderr).toContain('"x-api-key":"***"');
      expect(stderr).toContain('"authorization":"***"');
      expect(stderr).not.toMatch(/keykeykey|Signature=|AKIDAKID|secretsecret|tokentoken|cookiecookie/);
    },
    20 * SECONDS,
  );

  it.each([
    ["an API key", ["--api-key", "keykeykey"], "", "keykeykey"],
    ["a header", ["--header", "X-Auth: headerheader"], "", "headerheader"],
    ["a query string", [], "?token=tokentoken", "tokentoken"],
    ["a parameter", ["--query", "token=tokentoken"], "", "tokentoken"],
  ])(
    "sends %s, unsigned too, and does not print it",
    async (_, argv, query, secret) => {
      const mirror = await refuseSockets((response) =>
        response.writeHead(403).end(JSON.stringify([response.req.url, response.req.headers])),
      );
      const { status, stderr } = await runSmoke([`${mirror.url}${query}`, ...argv]);
      const { stderr: shown } = await runSmoke([mirror.url, "--header", `X-Tenant: ${secret}`]);
      await mirror.close();
      expect(status).toBe(1);
      expect(stderr).toMatch(/^error: the connection was refused with HTTP 403: .*(=|":")\*\*\*"/);
      expect(stderr).not.toContain(secret);
      // A header whose name tells of no secret is printed, so the server did repeat them.
      expect(shown).toContain(`"x-tenant":"${secret}"`);
    },
    40 * SECONDS,
  );

  it(
    "takes the API key from the environment, unsigned too",
    async () => {
      const { status, stderr } = await runSmoke([echo.url], { env: { SMOKE_API_KEY: "keykeykey" } });
      expect([status, stderr]).toEqual([0, ""]);
    },
    20 * SECONDS,
  );

  it(
    "prints its usage",
    async () => {
      expect(await runSmoke(["--help"])).toEqual({ status: 0, stdout: printUsage(USAGE, 80), stderr: "" });
    },
    20 * SECONDS,
  );

  it.each([
    [
      ["--expect", "x"],
      `error: --expect: is not known, got 'x'; use SUCCEEDED, FAILED, TIMED_OUT, any\n'npm run smoke -- --help' tells how it is used\n`,
    ],
    [
      ["--outputs", "gone.json"],
      "error: gone.json: cannot be read, got ENOENT; name what 'npx cdktf deploy --outputs-file' wrote\n",
    ],
    [
      ["ws://127.0.0.1/", "--message", "-"],
      "error: --message: over 131072 bytes, got 131073; send less: API Gateway would close the connection with 1009\n",
    ],
  ])(
    "fails with status 2 before anything is sent, of %j",
    async (argv, stderr) => {
      expect(await runSmoke(argv, { input: "x".repeat(131_073) })).toEqual({ status: 2, stdout: "", stderr });
    },
    20 * SECONDS,
  );
});
