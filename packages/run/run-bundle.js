"use strict";
const { createHash } = require("node:crypto");
const { closeSync, fstatSync, openSync, readSync } = require("node:fs");
const { createRequire } = require("node:module");
const { dirname } = require("node:path");
const { Script } = require("node:vm");
const { CACHE, replaceFile } = require("./find-bundle.js");

/** What stands before and after a module's text in a bundle that is a function; the bundle's map knows nothing of it. */
const WRAPPER = ["(function(exports,require,module,__filename,__dirname){", "})\n"];
/** Whether a bundle is the function that node makes of a module, in ASCII. Else it is a module. */
const isFunction = (bundle) => bundle.endsWith(".js");
/** Milliseconds after which a program that still runs has compiled what it starts with. */
const STARTED = 1_000;
/** V8 takes only the code that the same version compiled with the same options: both are a part of the files' names. */
const COMPILER = createHash("sha256")
  .update(JSON.stringify([process.version, process.arch, process.execArgv, process.env.NODE_OPTIONS]))
  .digest("hex")
  .slice(0, 8);

/** Runs a bundle, with the code that V8 compiled of it in an earlier run, and returns what it exports. */
function runBundle(bundle) {
  process.setSourceMapsEnabled(true);
  if (!isFunction(bundle)) return require(bundle);
  const bytes = readBytes(bundle);
  const text = bytes.latin1Slice();
  const { cachedData, isWhole } = findCode(bundle, bytes);
  const script = new Script(text, { filename: bundle, columnOffset: -WRAPPER[0].length, cachedData });
  keepCode(script, bundle, isWhole);
  mapStacks(bundle);
  const module = { exports: {} };
  const requireHere = createRequire(bundle);
  const load = (name) => {
    if (isPart(name)) return loadPart(name);
    if (/^(node:)?v8$/.test(name)) watchOptions();
    return requireHere(name);
  };
  const require_ = Object.assign(load, requireHere);
  script.runInThisContext().call(module.exports, module.exports, require_, module, bundle, dirname(bundle));
  return module.exports;
}

/** What the parts of a bundle export, by their paths. */
const parts = new Map();
/** Whether a module is a bundle too, by which a part of the program is loaded later. */
const isPart = (name) => name.startsWith(CACHE) && isFunction(name);

function loadPart(bundle) {
  if (!parts.has(bundle)) parts.set(bundle, runBundle(bundle));
  return parts.get(bundle);
}

/** Where code is kept: what a whole start needs, and what a program needed that has ended before, as for its help. */
const codesOf = (bundle) => ["whole", "brief"].map((kind) => bundle.replace(/js$/, `${COMPILER}.${kind}`));

/** The content of a file, in memory that is needed no more where that is large enough. */
function readBytes(file, memory = Buffer.alloc(0)) {
  const descriptor = openSync(file);
  try {
    const { size } = fstatSync(descriptor);
    const bytes = size <= memory.length ? memory.subarray(0, size) : Buffer.allocUnsafeSlow(size);
    for (let read = 0; read < size;) {
      const count = readSync(descriptor, bytes, read, size - read, null);
      if (count === 0) return bytes.subarray(0, read);
      read += count;
    }
    return bytes;
  } finally {
    closeSync(descriptor);
  }
}

/** Code that V8 compiled of the bundle in an earlier run, and whether a whole start needs no more. */
function findCode(bundle, memory) {
  for (const file of codesOf(bundle)) {
    try {
      return { cachedData: readBytes(file, memory), isWhole: file.endsWith("whole") };
    } catch {
      // It is not kept yet, and V8 compiles.
    }
  }
  return { cachedData: undefined, isWhole: false };
}

/** What keeps the code of each bundle that has not started yet. */
const starting = new Set();

/**
 * Keeps what V8 has compiled of the bundle when it has started, or has succeeded before; not what was kept already. V8
 * takes it under the same options again: a program that changes them has started.
 */
function keepCode(script, bundle, isWhole) {
  const isKept = script.cachedDataRejected === false;
  if (isKept && isWhole) return;
  const [whole, brief] = codesOf(bundle);
  const keep = (file) => {
    try {
      replaceFile(file, script.createCachedData());
    } catch {
      // Where the folder may not be written the next start compiles again: no reason to end a program that runs.
    }
  };
  const keepBrief = (status) => status === 0 && keep(brief);
  const keepWhole = () => {
    clearTimeout(timer);
    process.off("exit", keepBrief);
    starting.delete(keepWhole);
    keep(whole);
  };
  const timer = setTimeout(keepWhole, STARTED).unref();
  if (!isKept) process.on("exit", keepBrief);
  starting.add(keepWhole);
}

let isWatching = false;

/** Keeps code before a program changes V8's options. */
function watchOptions() {
  if (isWatching) return;
  isWatching = true;
  const v8 = require("node:v8");
  const { setFlagsFromString } = v8;
  v8.setFlagsFromString = (flags) => {
    v8.setFlagsFromString = setFlagsFromString;
    for (const keepWhole of starting) keepWhole();
    setFlagsFromString(flags);
  };
}

/** The bundles whose stacks have not been asked for. */
const unmapped = new Set();

/**
 * Lets stack traces show the lines of a bundle's sources. Its map, which is as large as the bundle, is read when the
 * first trace is asked for; from then on they are node's own work.
 */
function mapStacks(bundle) {
  unmapped.add(bundle);
  awaitStack();
}

function awaitStack() {
  Error.prepareStackTrace = writeFirstStack;
  // Before node shows the line that has thrown.
  if (!process.listeners("uncaughtExceptionMonitor").includes(readMaps))
    process.on("uncaughtExceptionMonitor", readMaps);
}

function writeFirstStack(error, frames) {
  readMaps();
  if (unmapped.size > 0) return [error, ...frames].join("\n    at ");
  return require("./map-stacks.js").writeStack(error, frames);
}

/** Where no file can be opened, as in a process that is out of file descriptors, the next stack tries again. */
function readMaps() {
  if (Error.prepareStackTrace === writeFirstStack) delete Error.prepareStackTrace;
  process.off("uncaughtExceptionMonitor", readMaps);
  try {
    for (const bundle of unmapped) require("./map-stacks.js").readMap(bundle);
    unmapped.clear();
  } catch {
    awaitStack();
  }
}

module.exports = { isFunction, runBundle, WRAPPER };
