import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type Child, cleanEnvironment, RUN, startChild } from "@sfn-websocket/run/__tests__/start-child";

const ROOT = join(__dirname, "..");
/** The tests' own, so that a user's stacks and workflows break nothing. */
const PROJECT = join(__dirname, "project");
const SECONDS = 1_000;

const startWith = (environment: Readonly<Record<string, string>>, ...argv: readonly string[]) =>
  startChild(process.execPath, [RUN, join(ROOT, "packages", "local", "command-line", "index.ts"), ...argv], {
    cwd: PROJECT,
    env: cleanEnvironment(environment),
  });
const start = (...argv: readonly string[]) => startWith({}, ...argv);
/** How a process ended, with both streams as a terminal shows them. */
const endOf = async (child: Child) => ({ status: (await child.ended).status, printed: child.output });

describe("npm start", () => {
  it(
    "prints the address, what each route runs and a line to try, answers wscat, and ends with Ctrl-C",
    async () => {
      const server = start("--port", "0", "--speed", "100");
      const [banner = "", url = ""] = await server.prints(/^[^]*: (ws:\/\/127\.0\.0\.1:\d+\/api)\n[^]*Ctrl-C stops\n/);
      expect(banner.replaceAll(url, "URL")).toBe(
        [
          "apigw-websocket-api-sfn-sync-api-us-east-1: URL",
          "  $default  apigw-websocket-api-sfn-sync-api-us-east-1-default",
          "  try  npx wscat -c URL",
          "time passes 100 times as fast as real: waits, timeouts and limits are that much shorter; the console tells times of that clock, lines here real ones",
          `console: http${url.slice("ws".length, -"/api".length)}/_console/`,
          "Ctrl-C stops",
          "",
        ].join("\n"),
      );
      const inventory = await fetch(new URL("/_console/api/inventory", url.replace("ws", "http")));
      expect(await inventory.json()).toMatchObject({ speed: 100 });
      const message = '{"first_name" : "Jane", "last_name" : "Doe"}';
      const argv = ["node_modules/wscat/bin/wscat", "-c", url, "-x", message, "-w", "2"];
      const wscat = startChild(process.execPath, argv, { cwd: ROOT });
      const [answer] = await wscat.prints(/\{"billingDetails.*\}/);
      expect(JSON.parse(answer)).toMatchObject({ input: message, output: message, status: "SUCCEEDED" });
      await wscat.ended;
      server.end("SIGINT");
      expect((await server.ended).status).toBe(0);
    },
    60 * SECONDS,
  );

  it("serves the stacks that the environment chooses, and ends", async () => {
    const stacks = "apigw-websocket-api-sfn-async,apigw-ws-integrations,api-gateway-account";
    const server = startWith({ WEBSOCKET_API_STACKS: stacks }, "--port", "0");
    const [banner] = await server.prints(/^[^]*Ctrl-C stops\n/);
    const served = [...banner.matchAll(/^(\S+): ws:\/\/127\.0\.0\.1:\d+(\/.*)$/gm)].map(([, name, path]) => [
      name,
      path,
    ]);
    expect(served).toEqual([
      ["apigw-websocket-api-sfn-async-api-us-east-1", expect.stringMatching(/^\/[a-z0-9]{10}\/api$/)],
      ["apigw-ws-integrations-api-us-east-1", expect.stringMatching(/^\/[a-z0-9]{10}\/api$/)],
      ["apigw-ws-integrations-api-us-east-1", expect.stringMatching(/^\/E[A-Z0-9]{13}$/)],
    ]);
    server.end("SIGINT");
    expect((await server.ended).status).toBe(0);
  }, 60_000);

  it("says which function of --lambda no stack names", async () => {
    const folder = mkdtempSync(join(tmpdir(), "functions-"));
    const [file, module] = [join(folder, "main.tf.json"), join(folder, "quote.js")];
    writeFileSync(file, JSON.stringify({ resource: { aws_s3_bucket: { quote: {} } } }));
    writeFileSync(module, "exports.handler = () => 1;");
    const server = start("--port", "0", "--lambda", `quote=${module}`, "--lambda", `qoute=${module}`, file);
    await server.prints(/Ctrl-C stops\n/);
    server.end("SIGINT");
    const { printed } = await endOf(server);
    rmSync(folder, { recursive: true });
    expect(printed.match(/warning: .*/g)).toEqual([
      "warning: --lambda: no stack names the function, got 'qoute'; correct it, unless its name comes with messages",
    ]);
  }, 60_000);

  it("says at once that a change is made ready, and that it is served only where what the stacks say has changed", async () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "served-")));
    const file = join(folder, "main.tf.json");
    const write = (bucket: string) =>
      writeFileSync(file, JSON.stringify({ resource: { aws_s3_bucket: { [bucket]: {} } } }));
    write("first");
    const server = start("--port", "0", file);
    await server.prints(/Ctrl-C stops\n/);
    // The files are watched a moment later.
    const saving = setInterval(write, 500, "first");
    await server.prints(
      /changed: the new version is made ready\n.*changed: nothing that the stacks say, they are served as before\n/,
    );
    clearInterval(saving);
    write("second");
    await server.prints(/as before\n.*changed: the new version is made ready\n.*changed: the new version is served\n/);
    server.end("SIGINT");
    expect((await server.ended).status).toBe(0);
    rmSync(folder, { recursive: true });
  }, 60_000);

  it("goes on when nobody reads its output", async () => {
    const child = start("--help");
    child.stopReading();
    expect(await endOf(child)).toEqual({ status: 0, printed: "" });
  }, 60_000);

  it("rejects a port that is taken", async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, "127.0.0.1", resolve));
    const { port } = blocker.address() as AddressInfo;
    const { status, printed } = await endOf(start("--port", String(port)));
    blocker.close();
    expect({ status, printed }).toEqual({
      status: 1,
      printed: `error: --port: port ${port} is taken, got '${port}'; stop what listens there, or choose another\n`,
    });
  }, 60_000);

  it.each([
    [["--prot", "1"], /^error: --prot: no such option; did you mean '--port'\n/],
    [["--port", "x"], /^error: --port: not a whole number from 0 to 65535, got 'x'; correct it\n/],
    [["--mock", "m.json"], /^error: --mock: goes with --test-case, got no --test-case; give both\n/],
    [["--lambda", "f"], /^error: --lambda: not NAME=MODULE\[\.HANDLER\], got 'f'/],
  ])("rejects %j", async (argv, message) => {
    const { status, printed } = await endOf(start(...argv));
    expect(status).toBe(2);
    expect(printed).toMatch(message);
    expect(printed).toMatch(/\n'npm start -- --help' tells how it is used\n$/);
  });

  it("rejects a file that is not there", async () => {
    const { status, printed } = await endOf(start("--port", "0", "none.tf.json"));
    expect({ status, printed }).toEqual({
      status: 1,
      printed:
        "error: none.tf.json: cannot be read, got ENOENT; name a folder of Terraform's files, or a *.tf.json file\n",
    });
  });
});
