import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readLocalSettings } from "../../command-line/local-settings";
import { readOptions, USAGE } from "../../command-line/options";

describe("the block 'local' of cdktf.json", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "local-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const read = (local: unknown) => {
    writeFileSync(join(folder, "cdktf.json"), JSON.stringify({ app: "x", ...(local !== undefined && { local }) }));
    return readLocalSettings(folder);
  };

  it("is optional, and so is the file", () => {
    expect(readLocalSettings(folder)).toEqual({});
    expect(read(undefined)).toEqual({});
  });

  it("is told of in the help, with all that it sets", () => {
    const names = "port, host, speed, quiet, verbose, trace, lambda, forward, mock";
    expect(USAGE.notes?.[0]).toContain(`The block 'local' of cdktf.json sets ${names} for every start`);
  });

  it("sets what a start takes, and the command line wins", () => {
    const [quote, other] = ["quote.ts", "other.ts"].map((name) => {
      writeFileSync(join(folder, name), "");
      return join(folder, name);
    });
    const lambda = { quote: `${quote}`, price: `${quote}.main` };
    const local = read({
      port: 5000,
      host: "0.0.0.0",
      speed: 2,
      quiet: true,
      lambda,
      mock: { file: "m", testCase: "t" },
    });
    expect(readOptions([], {}, local)).toMatchObject({
      port: 5000,
      host: "0.0.0.0",
      speed: 2,
      isQuiet: true,
      functions: new Map([
        ["quote", { module: quote, handler: "handler" }],
        ["price", { module: quote, handler: "main" }],
      ]),
      mock: { file: "m", testCase: "t" },
    });
    const argv = ["--port", "1", "--host", "127.0.0.1", "--speed", "3", "--lambda", `quote=${other}`, "--mock", "n"];
    const options = readOptions([...argv, "--test-case", "u"], { PORT: "2" }, local);
    expect(options).toMatchObject({ port: 1, host: "127.0.0.1", speed: 3, mock: { file: "n", testCase: "u" } });
    expect(options?.functions.get("quote")).toEqual({ module: other, handler: "handler" });
    expect(readOptions([], { PORT: "2" }, local).port).toBe(2);
  });

  it("says how much is told and kept, unless the command line says otherwise", () => {
    const verbose = read({ verbose: true });
    expect(readOptions([], {}, verbose)).toMatchObject({ isVerbose: true, keepsTraces: true });
    expect(readOptions(["--quiet"], {}, verbose)).toMatchObject({ isVerbose: false, isQuiet: true });
    expect(readOptions(["--no-trace"], {}, verbose)).toMatchObject({ isVerbose: false, keepsTraces: false });
    expect(readOptions([], {}, read({ trace: false }))).toMatchObject({ keepsTraces: false });
    expect(readOptions(["--json"], {}, read({ trace: false }))).toMatchObject({ keepsTraces: true });
  });

  it.each([
    [{ verbose: true, quiet: true }, "cdktf.json: local.verbose: goes without quiet, got both; drop one of the two"],
    [
      { verbose: true, trace: false },
      "cdktf.json: local.verbose: prints traces, got 'trace': false, which keeps none; drop one of the two",
    ],
  ])("rejects %j", (local, message) => expect(() => read(local)).toThrow(message));

  it("rejects all that is wrong at once", () => {
    expect(() => read({ prot: 1, speed: "2", lambda: { a: 1 }, mock: { file: "m" }, constructor: 1 })).toThrow(
      [
        "cdktf.json: local: unknown setting, got 'prot'; did you mean 'port'",
        'cdktf.json: local.speed: has a wrong form, got "2"; write a number',
        'cdktf.json: local.lambda: has a wrong form, got {"a":1}; write modules by the names of functions, e.g. { "quote": "src/quote.handler" }',
        'cdktf.json: local.mock: has a wrong form, got {"file":"m"}; write { "file": "mocks.json", "testCase": "Busy" }',
        "cdktf.json: local: unknown setting, got 'constructor'; known are 'port', 'host', 'speed', 'quiet', 'verbose', 'trace', 'lambda', 'forward', 'mock'",
      ].join("\n"),
    );
    expect(() => read([])).toThrow("cdktf.json: local: not an object, got []");
  });

  it("rejects a file that is a folder", () => {
    mkdirSync(join(folder, "cdktf.json"));
    expect(() => readLocalSettings(folder)).toThrow(/^cdktf\.json: /);
  });

  it.each([
    [{ port: 70_000 }, "cdktf.json: local.port: not a whole number from 0 to 65535, got '70000'; correct it"],
    [
      { host: "example.com" },
      "cdktf.json: local.host: not an IP address, got 'example.com'; write one of this machine's, or 0.0.0.0 for all of them",
    ],
    [{ speed: 0 }, "cdktf.json: local.speed: not a number from 0.01 to 10000, got '0'; correct it"],
    [
      { lambda: { quote: "gone" } },
      "cdktf.json: local.lambda quote: there is no such module, got 'gone'; name a file such as src/quote.ts",
    ],
    [
      { lambda: { "not a name": "gone" } },
      "cdktf.json: local.lambda: not NAME=MODULE[.HANDLER], got 'not a name=gone'; write quote=src/quote.handler",
    ],
  ])("rejects %j", (local, message) => expect(() => readOptions([], {}, local)).toThrow(message));

  it("lets no debugger in by itself, and listens on the usual port where none is named", () => {
    expect(readOptions([], {}).inspect).toBeUndefined();
    expect(readOptions(["--inspect"], {}).inspect).toBe("9229");
    expect(readOptions(["--inspect=0"], {}).inspect).toBe("0");
  });
});
