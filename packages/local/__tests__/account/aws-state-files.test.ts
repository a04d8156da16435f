import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAws } from "../../account/aws";
import { openAwsState } from "../../account/aws-state";
import { lockFolder } from "../../account/lock-folder";
import { syncFolder } from "../../account/write-whole";
import { cleanEnvironment, runChild } from "@sfn-websocket/run/__tests__/start-child";
import { createVirtualClock } from "../virtual-clock";
import { trust } from "../configuration";

const PROJECT = join(__dirname, "..", "..", "..", "..");
const TRUST = trust("states.amazonaws.com");
const start = () => createAws({ clock: createVirtualClock(), log: () => undefined });
const modeOf = (path: string) => statSync(path).mode & 0o777;

describe("the files of the state", () => {
  const parent = mkdtempSync(join(tmpdir(), "state-files-"));
  afterAll(() => rmSync(parent, { recursive: true }));

  it("are the owner's alone", async () => {
    const folder = join(parent, "modes");
    await openAwsState(folder).save(start());
    expect([modeOf(folder), modeOf(join(folder, "aws.json"))]).toEqual([0o700, 0o600]);
  });

  it("are written anew by the save after one that failed", async () => {
    const folder = join(parent, "anew");
    const state = openAwsState(folder);
    mkdirSync(join(folder, "aws.json.new"));
    const aws = start();
    aws.region("eu-west-1").logs.createLogGroup({ logGroupName: "lost" });
    await expect(state.save(aws)).rejects.toThrow(
      `--state: ${join(folder, "aws.json")} cannot be written, got EISDIR; what was not kept is taken back`,
    );
    rmdirSync(join(folder, "aws.json.new"));
    await state.save(start());
    expect(readFileSync(join(folder, "aws.json"), "utf8")).toContain('"version":1');
  });

  it("are written where the system syncs no folders, as Windows does not", async () => {
    // Linux answers EINVAL there.
    if (process.platform === "linux") await syncFolder("/proc");
    await syncFolder(parent);
    await expect(syncFolder(join(parent, "none"))).rejects.toThrow("ENOENT");
  });

  it("rejects a file that is there and cannot be read", () => {
    const folder = join(parent, "unreadable");
    mkdirSync(join(folder, "aws.json"), { recursive: true });
    expect(() => openAwsState(folder).restore(start())).toThrow(
      `--state: ${join(folder, "aws.json")} is no file, got a folder, a pipe or a device; remove it or give another folder`,
    );
  });

  it("rejects a pipe, which would be read for ever", () => {
    const folder = mkdtempSync(join(parent, "pipe-"));
    if (spawnSync("mkfifo", [join(folder, "aws.json")]).status !== 0) return expect(process.platform).toBe("win32");
    expect(() => openAwsState(folder).restore(start())).toThrow("is no file, got a folder, a pipe or a device");
  });

  it.each(["", '{"version":1,'])("rejects a file that was cut off: %j", (text) => {
    const folder = mkdtempSync(join(parent, "cut-"));
    writeFileSync(join(folder, "aws.json"), text);
    expect(() => openAwsState(folder).restore(start())).toThrow(
      `--state: ${join(folder, "aws.json")} is not whole JSON, got ${text.length} characters; restore or remove it`,
    );
  });

  it("hold what was kept last, and so does the AWS whose save failed", async () => {
    const folder = join(parent, "back");
    const state = openAwsState(folder);
    const aws = start();
    state.restore(aws);
    aws.iam.createRole({ roleName: "kept", assumeRolePolicyDocument: TRUST });
    await state.save(aws);
    mkdirSync(join(folder, "aws.json.new"));
    aws.iam.createRole({ roleName: "lost", assumeRolePolicyDocument: TRUST });
    aws.region("eu-west-1").logs.createLogGroup({ logGroupName: "lost" });
    await expect(state.save(aws)).rejects.toThrow("EISDIR");
    expect(() => aws.iam.getRole("lost")).toThrow("The role with name lost cannot be found.");
    expect(aws.iam.getRole("kept").roleName).toBe("kept");
    expect(aws.region("eu-west-1").logs.exportState()).toEqual(start().region("eu-west-1").logs.exportState());
  });

  it.each(["99", '[{"toString":null}]'])("rejects a file of another version: %s", (version) => {
    const folder = mkdtempSync(join(parent, "other-"));
    writeFileSync(join(folder, "aws.json"), `{"version":${version}}`);
    expect(() => openAwsState(folder).restore(start())).toThrow(
      new Error(`--state: ${join(folder, "aws.json")} is of another version, got ${version}; remove it`),
    );
  });

  const API = '{"apiId":"a","name":"a","routeSelectionExpression":"$request.body.action"}';
  it.each([
    ['{"iam":{"roles":5}}', "iam.roles: not a list, got 5"],
    ['{"resources":[]}', "the file: no such member, got resources"],
    ['{"regions":[]}', "regions: not a map, got []"],
    ['{"regions":{"us-east-1":1}}', "regions.us-east-1: not a map, got 1"],
    ['{"regions":{"us-east-1":{"sqs":{}}}}', "regions.us-east-1: no such member, got sqs"],
    [
      `{"regions":{"us-east-1":{"apigateway":{"apis":[{"api":${API},"stages":[{"stageName":"s","deploymentId":[{}]}]}]}}}}`,
      "apigateway.apis[0].stages[0].deploymentId: not a text, got a list",
    ],
    [
      `{"regions":{"us-east-1":{"apigateway":{"apis":[{"api":${API},"routes":[{"routeId":"r","routeKey":"k","target":{}}]}]}}}}`,
      "apigateway.apis[0].routes[0].target: not a text, got a structure",
    ],
  ])("rejects a file of the same version that another program wrote: %s", (text, reason) => {
    const folder = mkdtempSync(join(parent, "foreign-"));
    const file = join(folder, "aws.json");
    writeFileSync(file, text.replace("{", '{"version":1,'));
    expect(() => openAwsState(folder).restore(start())).toThrow(
      new Error(`--state: ${file} is not what this endpoint writes, got '${reason}'; restore or remove it`),
    );
  });
});

describe("a folder", () => {
  it("is one process's at a time", async () => {
    const folder = mkdtempSync(join(tmpdir(), "lock-"));
    const unlock = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toThrow(
      new Error(
        `--state: ${folder} is in use, got process ${process.pid} as its owner; end that one or give another folder`,
      ),
    );
    unlock();
    const again = await lockFolder(folder);
    again();
    rmSync(folder, { recursive: true });
  });

  it("fails where a file has its name", async () => {
    const folder = mkdtempSync(join(tmpdir(), "lock-"));
    const file = join(folder, "state");
    writeFileSync(file, "");
    await expect(lockFolder(file)).rejects.toThrow(
      new Error(`--state: ${file} is no folder, and none can be made there, got EEXIST; give another one`),
    );
    rmSync(folder, { recursive: true });
  });

  /** Has a process that keeps its temporary files in `temporary` lock a folder and end. */
  const lockAndEnd = (folder: string, temporary: string, end: string) => {
    const lock = `require("@sfn-websocket/local/account/lock-folder").lockFolder(${JSON.stringify(folder)}).then(() => {
      setInterval(() => undefined, 1000); ${end}; }, ({ message }) => console.log(message))`;
    const env = cleanEnvironment({ TMPDIR: temporary });
    return runChild(process.execPath, ["--require", "tsx/cjs", "--eval", lock], { cwd: PROJECT, env });
  };

  it("is one process's, whatever TMPDIR the other one has", async () => {
    const parent = mkdtempSync(join(tmpdir(), "lock-"));
    const folder = join(parent, "state");
    const unlock = await lockFolder(folder);
    const { stdout } = await lockAndEnd(folder, parent, "process.exit()");
    unlock();
    rmSync(parent, { recursive: true });
    expect(stdout).toBe(
      `--state: ${folder} is in use, got process ${process.pid} as its owner; end that one or give another folder\n`,
    );
  });

  it("is free where its owner was killed, and has no lock of who has ended", async () => {
    const parent = mkdtempSync(join(tmpdir(), "lock-"));
    const folder = join(parent, "state");
    await lockAndEnd(folder, parent, 'process.kill(process.pid, "SIGKILL")');
    expect(readdirSync(folder)).toEqual(["owner.sock"]);
    const { stdout } = await lockAndEnd(folder, parent, "process.exit()");
    expect([stdout, ...readdirSync(folder)]).toEqual([""]);
    rmSync(parent, { recursive: true });
  });

  it("is locked among the temporary files where its own name is too long for a socket", async () => {
    const parent = mkdtempSync(join(tmpdir(), "lock-"));
    const folder = join(parent, "long".repeat(30));
    const unlock = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toThrow(`${folder} is in use, got process ${process.pid}`);
    expect(readdirSync(folder)).toEqual([]);
    unlock();
    rmSync(parent, { recursive: true });
  });

  it("fails where there can be no lock", async () => {
    const parent = mkdtempSync(join(tmpdir(), "lock-"));
    const folder = join(parent, "long".repeat(30));
    const os = jest.requireActual<typeof import("node:os")>("node:os");
    const spy = jest.spyOn(os, "tmpdir").mockReturnValue("/none");
    await expect(lockFolder(folder)).rejects.toThrow(
      new Error(
        `--state: no socket, which tells others that it is in use, can be made in ${folder} or in '/none'; give another folder, or make room in TMPDIR`,
      ),
    );
    spy.mockRestore();
    rmSync(parent, { recursive: true });
  });
});
