import { describeFailure } from "@sfn-websocket/languages/describe-failure";
import { mkdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { isJsonObject, type JsonObject, objectOf, requireJson } from "@sfn-websocket/languages/json";
import type { Aws } from "./aws";
import { exportServices, importServices, listKept } from "./service-row";
import { ACCOUNT_SERVICES, REGION_SERVICES } from "./services";
import { writeWhole } from "./write-whole";

/** Keeps what an AWS holds in a folder, so that a restart finds it again. */
export interface AwsState {
  /** Gives `aws` what the folder keeps, and nothing else. @throws Error when it cannot be read. */
  restore(aws: Aws): void;
  /**
   * Resolves when the folder keeps what `aws` holds now: on the disk, whole, whatever happens to this process. Where that
   * fails, `aws` holds again what the folder keeps, so that nothing is seen of a call that is answered with an error.
   * @throws Error naming what the system refused.
   */
  save(aws: Aws): Promise<void>;
}

/** Of the file's form: another one is not read. */
const VERSION = 1;

/** The state holds API keys and whatever items a table has: nobody else reads it. */
const OWNER_ONLY_FOLDER = 0o700;
const OWNER_ONLY_FILE = 0o600;

/** Opens a folder, which is made if it is not there. */
export function openAwsState(folder: string): AwsState {
  mkdirSync(folder, { recursive: true, mode: OWNER_ONLY_FOLDER });
  const file = join(folder, "aws.json");
  let writing = Promise.resolve();
  let pending: Promise<void> | undefined;
  let kept: JsonObject | undefined;
  const write = async (aws: Aws): Promise<void> => {
    const text = JSON.stringify(takeSnapshot(aws));
    try {
      await writeWhole(file, text, OWNER_ONLY_FILE);
      kept = JSON.parse(text) as JsonObject;
    } catch (error) {
      restore(aws, kept ?? {});
      const { code = String(error) } = error as NodeJS.ErrnoException;
      throw new Error(`--state: ${file} cannot be written, got ${code}; what was not kept is taken back`);
    }
  };
  return {
    restore(aws) {
      kept = readState(file) ?? {};
      requireRestored(aws, kept, file);
    },
    save(aws) {
      // Calls that come while a snapshot is written share the next one.
      pending ??= writing.then(() => {
        pending = undefined;
        const written = write(aws);
        // A failed write fails the calls that waited for it, and none after them: the next one writes anew.
        writing = written.catch(() => undefined);
        return written;
      });
      return pending;
    },
  };
}

/** Gives `aws` what a file holds. @throws Error where that is of another form. */
function requireRestored(aws: Aws, kept: JsonObject, file: string): void {
  try {
    requireForm(kept);
    restore(aws, kept);
  } catch (error) {
    const reason = describeFailure(error, "a value of another shape");
    throw new Error(`--state: ${file} is not what this endpoint writes, got '${reason}'; restore or remove it`);
  }
}

function takeSnapshot(aws: Aws): JsonObject {
  const regions = aws.regions().map((region) => [region.name, exportServices(REGION_SERVICES, region)]);
  return { version: VERSION, ...exportServices(ACCOUNT_SERVICES, aws), regions: Object.fromEntries(regions) };
}

/**
 * Gives `to` what `from` holds, so that what changes in one changes nothing in the other; tables that both share stay.
 * Returns it as JSON.
 */
export function copyAws(from: Aws, to: Aws): string {
  const text = JSON.stringify(takeSnapshot(from));
  restore(to, JSON.parse(text) as JsonObject);
  return text;
}

/** Every room replaces what it holds. */
function restore(aws: Aws, state: JsonObject): void {
  importServices(ACCOUNT_SERVICES, aws, state);
  const regions = objectOf(state.regions);
  for (const name of new Set([...Object.keys(regions), ...aws.regions().map((region) => region.name)])) {
    const region = objectOf(regions[name]);
    importServices(REGION_SERVICES, aws.region(name), region);
  }
}

/** @throws Error where a file holds what would not be there any more after the next save. */
function requireForm(state: JsonObject): void {
  requireNames("the file", state, ["version", "regions", ...listKept(ACCOUNT_SERVICES)]);
  const { regions = {} } = state;
  if (!isJsonObject(regions)) throw new Error(`regions: not a map, got ${JSON.stringify(regions)}`);
  for (const [name, region] of Object.entries(regions)) {
    if (!isJsonObject(region)) throw new Error(`regions.${name}: not a map, got ${JSON.stringify(region)}`);
    requireNames(`regions.${name}`, region, listKept(REGION_SERVICES));
  }
}

function requireNames(where: string, map: JsonObject, known: readonly string[]): void {
  const foreign = Object.keys(map).find((name) => !known.includes(name));
  if (foreign !== undefined) throw new Error(`${where}: no such member, got ${foreign}`);
}

function readState(file: string): JsonObject | undefined {
  const text = readIfThere(file);
  if (text === undefined) return undefined;
  const state = requireJson(
    text,
    () => new Error(`--state: ${file} is not whole JSON, got ${text.length} characters; restore or remove it`),
  );
  if (isJsonObject(state) && state.version === VERSION) return state;
  throw new Error(
    `--state: ${file} is of another version, got ${isJsonObject(state) ? JSON.stringify(state.version) : "no object"}; remove it`,
  );
}

/** Only a file that is not there is none: one that cannot be read would be overwritten by the next save. */
function readIfThere(file: string): string | undefined {
  try {
    // A pipe or a device would be read for ever.
    if (statSync(file).isFile()) return readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    throw new Error(`--state: ${file} cannot be read, got ${code}; make it readable or give another folder`);
  }
  throw new Error(`--state: ${file} is no file, got a folder, a pipe or a device; remove it or give another folder`);
}
