import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

const PROJECT = join(__dirname, "..");
const SECONDS = 1_000;

interface Ended {
  readonly status: number | null;
  readonly printed: string;
}

/** A process whose output is kept. */
class Running {
  private printed = "";
  readonly ended: Promise<Ended>;

  constructor(readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk: Buffer) => {
        this.printed += chunk;
        this.watch?.();
      });
    this.ended = new Promise((resolve) => child.on("close", (status) => resolve({ status, printed: this.printed })));
  }

  private watch?: () => void;

  /** Resolves to the first match of what the process prints. */
  prints(pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((resolve) => {
      this.watch = () => {
        const match = pattern.exec(this.printed);
        if (match) resolve(match);
      };
      this.watch();
    });
  }
}

const startWith = (environment: Readonly<Record<string, string>>, ...argv: readonly string[]) => {
  const env = { ...process.env, ...environment };
  return new Running(
    spawn(process.execPath, ["packages/run", "packages/local/command-line/index.ts", ...argv], {
      cwd: PROJECT,
      env,
    }),
  );
};
const start = (...argv: readonly string[]) => startWith({}, ...argv);

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
          "time passes 100 times as fast as real: waits, timeouts and limits are that much shorter",
          "Ctrl-C stops",
          "",
        ].join("\n"),
      );
      const message = '{"first_name" : "Jane", "last_name" : "Doe"}';
      const wscat = new Running(
        spawn(process.execPath, ["node_modules/wscat/bin/wscat", "-c", url, "-x", message, "-w", "2"], {
          cwd: PROJECT,
        }),
      );
      const [answer] = await wscat.prints(/\{"billingDetails.*\}/);
      expect(JSON.parse(answer)).toMatchObject({ input: message, output: message, status: "SUCCEEDED" });
      await wscat.ended;
      server.child.kill("SIGINT");
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
    server.child.kill("SIGINT");
    expect((await server.ended).status).toBe(0);
  }, 60_000);

  it("goes on when nobody reads its output", async () => {
    const { child, ended } = start("--help");
    child.stdout?.destroy();
    expect(await ended).toEqual({ status: 0, printed: "" });
  }, 60_000);

  it("rejects a port that is taken", async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, "127.0.0.1", resolve));
    const { port } = blocker.address() as AddressInfo;
    const { status, printed } = await start("--port", String(port)).ended;
    blocker.close();
    expect({ status, printed }).toEqual({
      status: 1,
      printed: `error: --port: port ${port} is taken, got '${port}'; stop what listens there, or choose another\n`,
    });
  }, 60_000);

  it.each([
    [["--prot", "1"], /^error: Unknown option '--prot'/],
    [["--port", "x"], /^error: --port: not a whole number from 0 to 65535, got 'x'; correct it\n/],
    [["--mock", "m.json"], /^error: --mock: goes with --test-case, got no --test-case; give both\n/],
    [["--lambda", "f"], /^error: --lambda: not NAME=MODULE\[\.HANDLER\], got 'f'/],
  ])("rejects %j", async (argv, message) => {
    const { status, printed } = await start(...argv).ended;
    expect(status).toBe(2);
    expect(printed).toMatch(message);
    expect(printed).toContain("usage: npm start");
  });

  it("rejects a file that is not there", async () => {
    const { status, printed } = await start("--port", "0", "none.tf.json").ended;
    expect({ status, printed }).toEqual({
      status: 1,
      printed:
        "error: none.tf.json: no synthesized stacks, got no manifest.json; run 'npm run synth' or name a *.tf.json file\n",
    });
  });
});
