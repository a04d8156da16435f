import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";

const SCRIPT = join(__dirname, "..", "..", "..", "tools", "pipeline", "synthesize.sh");
const directory = mkdtempSync(join(tmpdir(), "synthesize-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Runs the script where cdktf.json is `configuration`, with an npm that prints its arguments and the environment's name. */
function synthesize(configuration: object): string {
  writeFileSync(join(directory, "cdktf.json"), JSON.stringify(configuration));
  writeFileSync(join(directory, "npm"), '#!/bin/sh\necho "$@: ${WEBSOCKET_API_ENVIRONMENT-none}"\n');
  chmodSync(join(directory, "npm"), 0o755);
  const { WEBSOCKET_API_ENVIRONMENT: _, ...inherited } = process.env;
  const path = [directory, dirname(process.execPath), inherited["PATH"]].join(delimiter);
  return execFileSync(SCRIPT, ["production"], { cwd: directory, env: { ...inherited, PATH: path }, encoding: "utf8" });
}

describe("synthesizing", () => {
  it("is for the environment given where cdktf.json names environments", () => {
    expect(synthesize({ context: { environments: { production: {} } } })).toBe("run synth: production\n");
  });

  it("is as cdktf.json says where it names none", () => {
    expect(synthesize({ context: {} })).toBe("run synth: none\n");
    expect(synthesize({})).toBe("run synth: none\n");
  });
});
