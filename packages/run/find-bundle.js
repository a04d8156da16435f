"use strict";
const { createHash } = require("node:crypto");
const {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} = require("node:fs");
const { join, resolve } = require("node:path");

const PROJECT = resolve(__dirname, "..", "..");
/** Where bundles are kept: out of the user's sight, and gone with `npm ci`. */
const CACHE = join(PROJECT, "node_modules", ".cache", "sfn-websocket");

/** The state of a file in one text; undefined where it is not there. */
function readStamp(file) {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat && `${stat.mtimeMs} ${stat.size}`;
}

const recordOf = (entry) => join(CACHE, `${createHash("sha256").update(entry).digest("hex").slice(0, 16)}.json`);

function readRecord(entry) {
  try {
    return JSON.parse(readFileSync(recordOf(entry), "utf8"));
  } catch {
    return undefined; // none yet, or cut short: the bundle is made anew
  }
}

/** The path of the entry's bundle; undefined where there is none, or where one of its files has changed since. */
function findBundle(entry) {
  const record = readRecord(entry);
  if (record === undefined || readStamp(record.bundle) === undefined) return undefined;
  return Object.entries(record.stamps).every(([file, stamp]) => readStamp(file) === stamp) ? record.bundle : undefined;
}

/** Why no bundle can be kept, or undefined. */
function refuseCache(folder = CACHE) {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return undefined;
  } catch ({ code }) {
    return `${folder}: cannot be written, got ${code}; let this user write there: what runs is compiled into it`;
  }
}

/**
 * Writes a file, text or bytes, so that no other process ever sees half of it. Windows replaces no file that another one
 * reads: what that has stays.
 */
function replaceFile(file, content) {
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, content);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    if (error.code !== "EPERM" || !existsSync(file)) throw error;
  }
}

module.exports = { CACHE, PROJECT, findBundle, readRecord, readStamp, recordOf, refuseCache, replaceFile };
