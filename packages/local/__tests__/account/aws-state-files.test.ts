import { mkdirSync, mkdtempSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAws } from "../../account/aws";
import { openAwsState } from "../../account/aws-state";
import { createVirtualClock } from "../virtual-clock";

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
    await expect(state.save(start())).rejects.toThrow("EISDIR");
    rmdirSync(join(folder, "aws.json.new"));
    await state.save(start());
    expect(readFileSync(join(folder, "aws.json"), "utf8")).toContain('"version":1');
  });

  it("rejects a file that is there and cannot be read", () => {
    const folder = join(parent, "unreadable");
    mkdirSync(join(folder, "aws.json"), { recursive: true });
    expect(() => openAwsState(folder).restore(start())).toThrow(
      `--state: ${join(folder, "aws.json")} cannot be read, got EISDIR; make it readable or give another folder`,
    );
  });

  it.each(["", '{"version":1,'])("rejects a file that was cut off: %j", (text) => {
    const folder = mkdtempSync(join(parent, "cut-"));
    writeFileSync(join(folder, "aws.json"), text);
    expect(() => openAwsState(folder).restore(start())).toThrow(
      `--state: ${join(folder, "aws.json")} is not whole JSON, got ${text.length} characters; restore or remove it`,
    );
  });
});
