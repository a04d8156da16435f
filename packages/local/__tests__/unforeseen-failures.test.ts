import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { createClock } from "../clock";
import { startDatabase } from "../dynamodb/database";
import { describeDefect, guard } from "../guard";
import { configuration, PASS } from "./configuration";
import { serve } from "./serve";

const PROJECT = join(__dirname, "..", "..", "..");
const ERROR = /^\{"message": "Internal server error", "connectionId":"[\w-]{18}==", "requestId":"[\w-]{15}="\}$/;

describe("a failure that nobody foresaw", () => {
  it("of frames answers with an internal server error, and serves on", async () => {
    const served = await serve(configuration({ routes: { $default: { definition: PASS } } }));
    const client = await served.connect();
    const aws = jest.spyOn(served.aws().region("us-east-1").apigateway, "findStage");
    aws.mockImplementationOnce(() => {
      throw new TypeError("broken");
    });
    expect(await client.ask("{}")).toMatch(ERROR);
    expect(served.log).toEqual([
      expect.stringMatching(/^test\/api: connection [\w=-]+: a message could not be answered: TypeError: broken\n/),
    ]);
    expect(JSON.parse(await client.ask("{}"))).toMatchObject({ status: "SUCCEEDED" });
    await served.close();
  });

  it("of frames answers with an internal server error where the access log fails, at once and later", async () => {
    const wait = { StartAt: "W", States: { W: { Type: "Wait", Seconds: 1, End: true } } };
    const served = await serve(
      configuration({ routes: { $default: { definition: PASS }, slow: { definition: wait } } }),
    );
    const client = await served.connect();
    const { findStage } = served.aws().region("us-east-1").apigateway;
    const accessLog = () => {
      throw new Error("no log");
    };
    const spy = jest.spyOn(served.aws().region("us-east-1").apigateway, "findStage");
    spy.mockImplementation((apiId, name) => ({ ...findStage(apiId, name)!, accessLog }));
    expect(await client.ask("{}")).toMatch(ERROR);
    const waiting = served.clock.waiting(1_000);
    const answer = client.ask('{"action":"slow"}');
    await waiting;
    served.clock.advance(1_000);
    expect(await answer).toMatch(ERROR);
    spy.mockRestore();
    expect(JSON.parse(await client.ask("{}"))).toMatchObject({ status: "SUCCEEDED" });
    await served.close();
  });

  it("of requests answers with 500, and serves on", async () => {
    const served = await serve(configuration({ routes: { $default: { definition: PASS } } }));
    jest.spyOn(served.aws(), "regions").mockImplementationOnce(() => {
      throw new TypeError("broken");
    });
    const url = `http://127.0.0.1:${served.port}/api/@connections/a?token=secret`;
    expect((await fetch(url)).status).toBe(500);
    expect(served.log[0]).toMatch(/^GET \/api\/@connections\/a\?token=\.\.\.: TypeError: broken\n/);
    expect((await fetch(url)).status).toBe(403);
    await served.close();
  });

  it("of handshakes refuses that one, and serves on", async () => {
    const served = await serve(configuration({ routes: { $default: { definition: PASS } } }));
    jest.spyOn(served.aws(), "regions").mockImplementationOnce(() => {
      throw new TypeError("broken");
    });
    await expect(served.connect("/api?token=secret")).rejects.toThrow();
    expect(served.log).toEqual([expect.stringMatching(/TypeError: broken\n/)]);
    expect(served.log[0]).not.toContain("secret");
    const client = await served.connect();
    expect(JSON.parse(await client.ask("{}"))).toMatchObject({ status: "SUCCEEDED" });
    await served.close();
  });

  it("of a client that goes away logs it, and serves on", async () => {
    const served = await serve(configuration({ routes: { $default: { definition: PASS } } }));
    const client = await served.connect();
    jest.spyOn(served.aws().region("us-east-1").apigateway, "findStage").mockImplementationOnce(() => {
      throw new TypeError("broken");
    });
    client.socket.close();
    await client.closed;
    const other = await served.connect();
    expect(JSON.parse(await other.ask("{}"))).toMatchObject({ status: "SUCCEEDED" });
    expect(served.log).toEqual([expect.stringMatching(/: TypeError: broken\n/)]);
    await served.close();
  });

  it("of the database's thread fails that request alone", async () => {
    const database = startDatabase({ limit: 60_000 });
    await expect(database.call("Broken", "{}")).resolves.toMatchObject({ status: 400 });
    const requests = ["PutItem", "ListTables"].map((action) => database.call(action, "{"));
    for (const each of await Promise.allSettled(requests)) {
      expect(each.status === "fulfilled" ? each.value.status : 500).toBeGreaterThanOrEqual(400);
    }
    await expect(database.call("ListTables", "{}")).resolves.toMatchObject({ status: 200, body: '{"TableNames":[]}' });
    await database.stop();
  }, 60_000);

  it("of timers logs it", async () => {
    const log: string[] = [];
    const clock = createClock(1, (line) => log.push(line));
    clock.after(0, () => {
      throw new TypeError("broken");
    });
    await new Promise<void>((resolve) => clock.after(1, resolve));
    expect(log).toEqual([expect.stringMatching(/^a timer: TypeError: broken\n/)]);
  });

  it("of nobody logs it and goes on while clients are served, and ends the process before", () => {
    const run = (isServing: boolean) => {
      const script = `
        const { catchUncaught } = require("@sfn-websocket/local/command-line/last-resort");
        catchUncaught({ isServing: () => ${isServing}, log: console.log, exit: process.exit });
        setTimeout(() => { throw new Error("thrown") }, 0);
        setTimeout(() => { Promise.reject(new Error("rejected")) }, 1);
        setTimeout(() => console.log("goes on"), 20);`;
      const { status, stdout } = spawnSync(process.execPath, ["--require", "tsx/cjs", "--eval", script], {
        cwd: PROJECT,
      });
      return [
        status,
        stdout
          .toString()
          .split("\n")
          .filter((line) => /^\S/.test(line)),
      ];
    };
    const failure = (text: string) =>
      expect.stringMatching(new RegExp(`^a failure that nobody has caught: Error: ${text}$`));
    expect(run(true)).toEqual([0, [failure("thrown"), failure("rejected"), "goes on"]]);
    expect(run(false)).toEqual([1, [failure("thrown")]]);
  });
});

describe("a guard", () => {
  it("logs what is thrown or rejected, errors or not, and passes arguments on", async () => {
    const log: string[] = [];
    const guarded = guard(
      "a door",
      (line) => log.push(line),
      (thrown: unknown, isLater: boolean) => {
        if (isLater) return Promise.reject(thrown);
        throw thrown;
      },
    );
    guarded({ toString: null }, false);
    guarded("text", true);
    await Promise.resolve();
    expect(log).toEqual(["a door: { toString: null }", "a door: 'text'"]);
    expect(describeDefect(Object.assign(new Error("a"), { stack: undefined }))).toContain("a");
  });
});
